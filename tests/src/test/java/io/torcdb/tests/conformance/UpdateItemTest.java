package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.Database.assertInvalid;
import static io.torcdb.tests.conformance.Values.item;
import static io.torcdb.tests.conformance.Values.l;
import static io.torcdb.tests.conformance.Values.m;
import static io.torcdb.tests.conformance.Values.n;
import static io.torcdb.tests.conformance.Values.ns;
import static io.torcdb.tests.conformance.Values.s;
import static io.torcdb.tests.conformance.Values.ss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

@ExtendWith(OnLocalCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpdateItemTest {
    private static final Map<String, AttributeValue> NOTHING = Map.of();

    private final DynamoDbClient client;
    private final String table;
    private final AtomicInteger keys = new AtomicInteger();

    UpdateItemTest(Database database) {
        client = database.client();
        table = database.table("p:S");
    }

    private String newKey() {
        return "key-" + keys.incrementAndGet();
    }

    private static Map<String, AttributeValue> old() {
        return item(
                "a", n(1),
                "b", s("b"),
                "l", l(s("0"), s("1"), s("2")),
                "m", m(Map.of("x", n(1), "y", s("y"))),
                "t", ss("a", "b"),
                "u", ns("1", "2"));
    }

    private UpdateItemResponse update(
            String key, String expression, Map<String, AttributeValue> values, String returns) {
        return client.updateItem(r -> {
            r.tableName(table)
                    .key(item("p", s(key)))
                    .updateExpression(expression)
                    .returnValues(returns);
            if (!values.isEmpty()) {
                r.expressionAttributeValues(values);
            }
        });
    }

    private String putOld() {
        String key = newKey();
        var whole = new TreeMap<>(old());
        whole.put("p", s(key));
        var _ = client.putItem(r -> r.tableName(table).item(whole));
        return key;
    }

    private Map<String, AttributeValue> get(String key) {
        var found =
                new TreeMap<>(
                        client.getItem(r ->
                                        r.tableName(table)
                                                .key(item("p", s(key)))
                                                .consistentRead(true))
                                .item());
        found.remove("p");
        return found;
    }

    static Stream<Arguments> updates() {
        return Stream.of(
                row("SET c = :v", item(":v", s("c")), item("c", s("c"))),
                row("SET a = b, b = a", NOTHING, item("a", s("b"), "b", n(1))),
                row("SET a = a + :v", item(":v", n("0.5")), item("a", n("1.5"))),
                row("SET a = a - :v", item(":v", n(3)), item("a", n(-2))),
                row("SET c = if_not_exists(c, :v)", item(":v", n(7)), item("c", n(7))),
                row("SET a = if_not_exists(a, :v)", item(":v", n(7)), NOTHING),
                row(
                        "SET l = list_append(l, :v)",
                        item(":v", l(s("3"))),
                        item("l", l(s("0"), s("1"), s("2"), s("3")))),
                row("SET l[1] = :v", item(":v", s("x")), item("l", l(s("0"), s("x"), s("2")))),
                row(
                        "SET l[9] = :v",
                        item(":v", s("x")),
                        item("l", l(s("0"), s("1"), s("2"), s("x")))),
                row("SET m.z = :v", item(":v", n(3)), item("m", xyz("x", "y", "z"))),
                row("REMOVE l[0], l[2]", NOTHING, item("l", l(s("1")))),
                row("REMOVE m.x", NOTHING, item("m", xyz("y"))),
                row("REMOVE nope", NOTHING, NOTHING),
                row("ADD a :v", item(":v", n(5)), item("a", n(6))),
                row("ADD c :v", item(":v", n(5)), item("c", n(5))),
                row("ADD t :v", item(":v", ss("b", "c")), item("t", ss("a", "b", "c"))),
                row("DELETE t :v", item(":v", ss("b", "z")), item("t", ss("a"))),
                row("DELETE nope :v", item(":v", ss("b")), NOTHING));
    }

    private static AttributeValue xyz(String... names) {
        var all = Map.of("x", n(1), "y", s("y"), "z", n(3));
        var some = new TreeMap<String, AttributeValue>();
        for (String name : names) {
            some.put(name, all.get(name));
        }
        return m(some);
    }

    private static Arguments row(
            String expression,
            Map<String, AttributeValue> values,
            Map<String, AttributeValue> changed) {
        return arguments(expression, values, changed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("updates")
    void anUpdateChangesWhatItNames(
            String expression,
            Map<String, AttributeValue> values,
            Map<String, AttributeValue> changed) {
        String key = putOld();
        var expected = new TreeMap<>(old());
        expected.putAll(changed);

        var _ = update(key, expression, values, "NONE");

        assertThat(sorted(get(key))).isEqualTo(sorted(expected));
    }

    @Test
    void aSetThatLosesItsLastMemberIsGone() {
        String key = putOld();

        var _ = update(key, "DELETE t :v", item(":v", ss("a", "b")), "NONE");

        assertThat(get(key)).doesNotContainKey("t");
    }

    @Test
    void removingAnAttributeLeavesTheOthers() {
        String key = putOld();

        var _ = update(key, "REMOVE a", NOTHING, "NONE");

        assertThat(get(key)).doesNotContainKey("a").containsKey("b");
    }

    static Stream<Arguments> returns() {
        return Stream.of(
                arguments("NONE", "SET a = :v", NOTHING),
                arguments("UPDATED_OLD", "SET a = :v", item("a", n(1))),
                arguments("UPDATED_NEW", "SET a = :v", item("a", n(9))),
                arguments("UPDATED_OLD", "SET c = :v", NOTHING),
                arguments("UPDATED_NEW", "SET m.x = :v", item("m", m(Map.of("x", n(9))))),
                arguments("UPDATED_OLD", "SET m.x = :v", item("m", m(Map.of("x", n(1))))),
                arguments("UPDATED_NEW", "REMOVE a", NOTHING),
                arguments("UPDATED_OLD", "REMOVE a", item("a", n(1))));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("returns")
    void anUpdateReturnsWhatIsAskedFor(
            String returns, String expression, Map<String, AttributeValue> expected) {
        String key = putOld();
        Map<String, AttributeValue> values = expression.contains(":v") ? item(":v", n(9)) : NOTHING;

        UpdateItemResponse response = update(key, expression, values, returns);

        assertThat(response.hasAttributes()).isEqualTo(!expected.isEmpty());
        assertThat(response.attributes()).isEqualTo(expected);
    }

    @Test
    void anUpdateReturnsTheWholeItemWithItsKey() {
        String key = putOld();

        var old = update(key, "SET a = :v", item(":v", n(2)), "ALL_OLD").attributes();
        var now = update(key, "SET a = :v", item(":v", n(3)), "ALL_NEW").attributes();

        assertThat(old).containsEntry("p", s(key)).containsEntry("a", n(1)).containsKey("l");
        assertThat(now).containsEntry("p", s(key)).containsEntry("a", n(3)).containsKey("l");
    }

    @Test
    void anUpdateMakesAMissingItemUnlessItOnlyTakesAway() {
        String set = newKey();
        String removed = newKey();
        String bare = newKey();

        var _ = update(set, "SET a = :v", item(":v", n(1)), "NONE");
        var _ = update(removed, "REMOVE a", NOTHING, "NONE");
        var _ = client.updateItem(r -> r.tableName(table).key(item("p", s(bare))));

        assertThat(get(set)).isEqualTo(item("a", n(1)));
        assertThat(exists(removed)).isFalse();
        assertThat(exists(bare)).isTrue();
    }

    private boolean exists(String key) {
        return client.getItem(r -> r.tableName(table).key(item("p", s(key))).consistentRead(true))
                .hasItem();
    }

    static Stream<Arguments> impossibleUpdates() {
        String wrongType = "An operand in the update expression has an incorrect data type";
        String badPath =
                "The document path provided in the update expression is invalid for update";
        String overlap = "Two document paths overlap with each other";
        return Stream.of(
                row("SET a.x = :v", item(":v", n(1)), badPath),
                row("SET nope.x = :v", item(":v", n(1)), badPath),
                row("SET b = b + :v", item(":v", n(1)), wrongType),
                row(
                        "SET c = nope + :v",
                        item(":v", n(1)),
                        "The provided expression refers to an attribute that does not exist in the"
                                + " item"),
                row("ADD b :v", item(":v", n(1)), wrongType),
                row("DELETE a :v", item(":v", ss("a")), wrongType),
                row(
                        "SET p = :v",
                        item(":v", s("x")),
                        "Cannot update attribute p. This attribute is part of the key"),
                row("SET a = :v, a = :v", item(":v", n(1)), overlap),
                row("SET m = :v, m.x = :v", item(":v", n(1)), overlap),
                row(
                        "SET a = :v SET b = :v",
                        item(":v", n(1)),
                        "The \"SET\" section can only be used once in an update expression;"),
                row(
                        "ADD a :v",
                        item(":v", s("x")),
                        "Incorrect operand type for operator or function; operator: ADD, operand"
                                + " type: STRING"),
                row(
                        "SET a = a + :v",
                        item(":v", n("1E+125")),
                        "Attempting to store more than 38 significant digits in a Number"),
                row("SET", NOTHING, "Invalid UpdateExpression: Syntax error; token: \"<EOF>\""));
    }

    private static Arguments row(
            String expression, Map<String, AttributeValue> values, String message) {
        return arguments(expression, values, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("impossibleUpdates")
    void anUpdateThatCannotBeChangesNothing(
            String expression, Map<String, AttributeValue> values, String message) {
        String key = putOld();

        assertInvalid(() -> update(key, expression, values, "NONE"), message);

        assertThat(sorted(get(key))).isEqualTo(sorted(old()));
    }

    @Test
    void anUpdateIsDoneOnlyWhenItsConditionHolds() {
        String key = putOld();

        Database.assertRefused(
                () ->
                        client.updateItem(r ->
                                r.tableName(table)
                                        .key(item("p", s(key)))
                                        .updateExpression("SET a = :new")
                                        .conditionExpression("a = :other")
                                        .expressionAttributeValues(
                                                item(":new", n(2), ":other", n(3)))
                                        .returnValues(ReturnValue.ALL_NEW)),
                "ConditionalCheckFailedException",
                "The conditional request failed");

        assertThat(get(key)).containsEntry("a", n(1));
    }

    /** With the members of sets in order, since sets have none. */
    private static Map<String, AttributeValue> sorted(Map<String, AttributeValue> attributes) {
        var sorted = new TreeMap<>(attributes);
        sorted.replaceAll((_, value) ->
                value.hasSs()
                        ? ss(value.ss().stream().sorted().toArray(String[]::new))
                        : value.hasNs()
                                ? ns(value.ns().stream().sorted().toArray(String[]::new))
                                : value);
        return sorted;
    }
}
