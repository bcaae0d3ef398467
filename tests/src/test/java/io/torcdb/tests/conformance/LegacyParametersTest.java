package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.Database.assertInvalid;
import static io.torcdb.tests.conformance.Database.assertRefused;
import static io.torcdb.tests.conformance.Database.refusal;
import static io.torcdb.tests.conformance.Values.b;
import static io.torcdb.tests.conformance.Values.item;
import static io.torcdb.tests.conformance.Values.l;
import static io.torcdb.tests.conformance.Values.m;
import static io.torcdb.tests.conformance.Values.n;
import static io.torcdb.tests.conformance.Values.nul;
import static io.torcdb.tests.conformance.Values.s;
import static io.torcdb.tests.conformance.Values.ss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** The parameters from before expressions, of requests on one item. */
@ExtendWith(OnLocalCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LegacyParametersTest {
    private static final String PARAMETERS = "One or more parameter values were invalid: ";

    private final DynamoDbClient client;
    private final String table;
    private final AtomicInteger keys = new AtomicInteger();

    LegacyParametersTest(Database database) {
        client = database.client();
        table = database.table("p:S");
    }

    private Map<String, AttributeValue> put(Object... namesAndValues) {
        Map<String, AttributeValue> key = item("p", s("key-" + keys.incrementAndGet()));
        var _ = client.putItem(r -> r.tableName(table).item(with(key, namesAndValues)));
        return key;
    }

    private static Map<String, AttributeValue> with(
            Map<String, AttributeValue> key, Object... namesAndValues) {
        var whole = item(namesAndValues);
        whole.putAll(key);
        return whole;
    }

    private Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
        return client.getItem(r -> r.tableName(table).key(key).consistentRead(true)).item();
    }

    private static ExpectedAttributeValue value(AttributeValue value) {
        return ExpectedAttributeValue.builder().value(value).build();
    }

    private static ExpectedAttributeValue exists(boolean exists) {
        return ExpectedAttributeValue.builder().exists(exists).build();
    }

    private static ExpectedAttributeValue expected(
            ComparisonOperator operator, AttributeValue... values) {
        var expected = ExpectedAttributeValue.builder().comparisonOperator(operator);
        return (values.length == 0 ? expected : expected.attributeValueList(values)).build();
    }

    private static AttributeValueUpdate update(AttributeAction action, AttributeValue value) {
        return AttributeValueUpdate.builder().action(action).value(value).build();
    }

    private static AttributeValueUpdate remove() {
        return AttributeValueUpdate.builder().action(AttributeAction.DELETE).build();
    }

    static Stream<Arguments> expectations() {
        return Stream.of(
                arguments("a", value(n("1.0")), true),
                arguments("a", value(n(2)), false),
                arguments("missing", value(n(1)), false),
                arguments("missing", exists(false), true),
                arguments("a", exists(false), false),
                arguments("a", expected(ComparisonOperator.EQ, n(1)), true),
                arguments("a", expected(ComparisonOperator.NE, n(1)), false),
                arguments("missing", expected(ComparisonOperator.NE, n(1)), true),
                arguments("a", expected(ComparisonOperator.LT, n(2)), true),
                arguments("a", expected(ComparisonOperator.LE, n(0)), false),
                arguments("a", expected(ComparisonOperator.GT, s("")), false),
                arguments("a", expected(ComparisonOperator.GE, n(1)), true),
                arguments("nul", expected(ComparisonOperator.NOT_NULL), true),
                arguments("nul", expected(ComparisonOperator.NULL), false),
                arguments("missing", expected(ComparisonOperator.NULL), true),
                arguments("t", expected(ComparisonOperator.CONTAINS, s("ex")), true),
                arguments("set", expected(ComparisonOperator.CONTAINS, s("x")), true),
                arguments("set", expected(ComparisonOperator.NOT_CONTAINS, s("x")), false),
                arguments("a", expected(ComparisonOperator.NOT_CONTAINS, s("x")), true),
                arguments("missing", expected(ComparisonOperator.NOT_CONTAINS, s("x")), false),
                arguments("t", expected(ComparisonOperator.BEGINS_WITH, s("te")), true),
                arguments("a", expected(ComparisonOperator.IN, n(3), n(1)), true),
                arguments("a", expected(ComparisonOperator.BETWEEN, n(0), n(1)), true),
                arguments("list.0", expected(ComparisonOperator.NOT_NULL), false));
    }

    @ParameterizedTest
    @MethodSource("expectations")
    void aWriteIsDoneOnlyWhenWhatIsExpectedIsThere(
            String attribute, ExpectedAttributeValue expected, boolean holds) {
        Map<String, AttributeValue> key =
                put("a", n(1), "t", s("text"), "set", ss("x", "y"), "nul", nul(), "list", l(n(1)));

        if (holds) {
            var _ =
                    client.deleteItem(
                            r -> r.tableName(table).key(key).expected(Map.of(attribute, expected)));
            assertThat(get(key)).isEmpty();
        } else {
            assertRefused(
                    () ->
                            client.deleteItem(r ->
                                    r.tableName(table)
                                            .key(key)
                                            .expected(Map.of(attribute, expected))),
                    "ConditionalCheckFailedException",
                    "The conditional request failed");
            assertThat(get(key)).isNotEmpty();
        }
    }

    @Test
    void putsAndUpdatesExpectToo() {
        Map<String, AttributeValue> key = put("a", n(1));
        Map<String, ExpectedAttributeValue> one = Map.of("a", value(n(1)));

        var _ = client.putItem(r -> r.tableName(table).item(with(key, "a", n(2))).expected(one));
        var failed =
                (ConditionalCheckFailedException)
                        refusal(() ->
                                client.putItem(r ->
                                        r.tableName(table)
                                                .item(with(key, "a", n(3)))
                                                .expected(one)
                                                .returnValuesOnConditionCheckFailure("ALL_OLD")));
        assertRefused(
                () ->
                        client.updateItem(r ->
                                r.tableName(table)
                                        .key(key)
                                        .attributeUpdates(
                                                Map.of("a", update(AttributeAction.PUT, n(4))))
                                        .expected(one)),
                "ConditionalCheckFailedException",
                "The conditional request failed");

        assertThat(failed.item()).isEqualTo(with(key, "a", n(2)));
        assertThat(get(key)).isEqualTo(with(key, "a", n(2)));
    }

    @Test
    void expectationsAreJoinedByTheConditionalOperator() {
        Map<String, AttributeValue> key = put("a", n(1), "b", n(2));
        var oneOfTwo = Map.of("a", value(n(1)), "b", value(n(3)));

        assertRefused(
                () -> client.deleteItem(r -> r.tableName(table).key(key).expected(oneOfTwo)),
                "ConditionalCheckFailedException",
                "The conditional request failed");
        var _ =
                client.deleteItem(r ->
                        r.tableName(table)
                                .key(key)
                                .expected(oneOfTwo)
                                .conditionalOperator(ConditionalOperator.OR));

        assertThat(get(key)).isEmpty();
    }

    @Test
    void updatesPutAddAndDelete() {
        Map<String, AttributeValue> key =
                put("n", n(1), "set", ss("x", "y"), "list", l(n(1)), "gone", s("x"), "k", s("x"));
        Map<String, AttributeValueUpdate> updates =
                Map.of(
                        "n", update(AttributeAction.ADD, n(2)),
                        "set", update(AttributeAction.DELETE, ss("x", "z")),
                        "list", update(AttributeAction.ADD, l(s("two"))),
                        "gone", remove(),
                        "new", AttributeValueUpdate.builder().value(m(Map.of())).build(),
                        "a.b", update(AttributeAction.PUT, n(1)));

        var updated =
                client.updateItem(r ->
                        r.tableName(table)
                                .key(key)
                                .attributeUpdates(updates)
                                .returnValues(ReturnValue.UPDATED_NEW));

        Map<String, AttributeValue> changed =
                item(
                        "n", n(3),
                        "set", ss("y"),
                        "list", l(n(1), s("two")),
                        "new", m(Map.of()),
                        "a.b", n(1));
        assertThat(updated.attributes()).isEqualTo(changed);
        changed.put("k", s("x"));
        assertThat(get(key)).isEqualTo(with(key, flat(changed)));
    }

    private static Object[] flat(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray();
    }

    @Test
    void addingToAMissingItemMakesItAndDeletingFromItDoesNot() {
        Map<String, AttributeValue> key = item("p", s("not there"));

        update(key, Map.of("a", remove(), "b", update(AttributeAction.DELETE, ss("x"))));
        assertThat(get(key)).isEmpty();

        update(key, Map.of("a", update(AttributeAction.ADD, n(5)), "b", remove()));
        assertThat(get(key)).isEqualTo(with(key, "a", n(5)));
    }

    private void update(
            Map<String, AttributeValue> key, Map<String, AttributeValueUpdate> updates) {
        var _ = client.updateItem(r -> r.tableName(table).key(key).attributeUpdates(updates));
    }

    static Stream<Arguments> wrongUpdates() {
        return Stream.of(
                arguments(
                        "a",
                        AttributeValueUpdate.builder().action(AttributeAction.ADD).build(),
                        PARAMETERS
                                + "Only DELETE action is allowed when no attribute value is"
                                + " specified"),
                arguments(
                        "a",
                        update(AttributeAction.ADD, s("x")),
                        PARAMETERS + "ADD action is not supported for the type S"),
                arguments(
                        "a",
                        update(AttributeAction.DELETE, n(1)),
                        PARAMETERS + "DELETE action with value is not supported for the type N"),
                arguments(
                        "a",
                        update(AttributeAction.ADD, ss("x")),
                        "Type mismatch for attribute to update"),
                arguments(
                        "p",
                        update(AttributeAction.PUT, s("x")),
                        PARAMETERS
                                + "Cannot update attribute p. This attribute is part of the key"));
    }

    @ParameterizedTest
    @MethodSource("wrongUpdates")
    void anUpdateThatCannotBeIsRefused(
            String attribute, AttributeValueUpdate update, String message) {
        Map<String, AttributeValue> key = put("a", n(1));

        assertInvalid(() -> update(key, Map.of(attribute, update)), message);
    }

    @Test
    void attributesToGetNameTopLevelAttributes() {
        Map<String, AttributeValue> key = put("a", m(Map.of("b", n(1))), "c", n(2));

        var some =
                client.getItem(r ->
                        r.tableName(table)
                                .key(key)
                                .consistentRead(true)
                                .attributesToGet("c", "a.b", "missing"));
        var none =
                client.getItem(r ->
                        r.tableName(table)
                                .key(key)
                                .consistentRead(true)
                                .attributesToGet("missing"));

        assertThat(some.item()).isEqualTo(item("c", n(2)));
        assertThat(none.hasItem()).isTrue();
        assertThat(none.item()).isEmpty();
        assertInvalid(
                () -> client.getItem(r -> r.tableName(table).key(key).attributesToGet("a", "a")),
                PARAMETERS + "Duplicate value in attribute name: a");
    }

    @Test
    void legacyParametersDoNotMixWithExpressions() {
        Map<String, AttributeValue> key = item("p", s("mixed"));

        assertInvalid(
                () ->
                        client.updateItem(r ->
                                r.tableName(table)
                                        .key(key)
                                        .updateExpression("REMOVE a")
                                        .expected(Map.of("a", exists(false)))
                                        .attributeUpdates(Map.of("a", remove()))),
                "Can not use both expression and non-expression parameters in the same request:"
                        + " Non-expression parameters: {AttributeUpdates, Expected} Expression"
                        + " parameters: {UpdateExpression}");
        assertInvalid(
                () ->
                        client.getItem(r ->
                                r.tableName(table)
                                        .key(key)
                                        .attributesToGet("a")
                                        .projectionExpression("a")),
                "Non-expression parameters: {AttributesToGet} Expression parameters:"
                        + " {ProjectionExpression}");
    }

    static Stream<Arguments> wrongExpectations() {
        return Stream.of(
                arguments(
                        exists(true),
                        "Value must be provided when Exists is true for Attribute: a"),
                arguments(
                        ExpectedAttributeValue.builder().build(),
                        "Value must be provided when Exists is null for Attribute: a"),
                arguments(
                        ExpectedAttributeValue.builder().exists(false).value(n(1)).build(),
                        "Value cannot be used when Exists is false for Attribute: a"),
                arguments(
                        ExpectedAttributeValue.builder()
                                .exists(true)
                                .comparisonOperator("NULL")
                                .build(),
                        "Exists and ComparisonOperator cannot be used together for Attribute: a"),
                arguments(
                        expected(ComparisonOperator.BETWEEN, n(1)),
                        "Invalid number of argument(s) for the BETWEEN ComparisonOperator"),
                arguments(
                        expected(ComparisonOperator.IN, n(1), b(1)),
                        "AttributeValues inside AttributeValueList must be of same type"),
                arguments(
                        expected(ComparisonOperator.LT, ss("x")),
                        "ComparisonOperator LT is not valid for SS AttributeValue type"));
    }

    @ParameterizedTest
    @MethodSource("wrongExpectations")
    void anExpectationThatCannotBeIsRefused(ExpectedAttributeValue expected, String message) {
        assertInvalid(
                () ->
                        client.putItem(r ->
                                r.tableName(table)
                                        .item(item("p", s("x")))
                                        .expected(Map.of("a", expected))),
                PARAMETERS + message);
    }

    @Test
    void valuesOutsideAnEnumerationAreTold() {
        assertInvalid(
                () ->
                        client.putItem(r ->
                                r.tableName(table)
                                        .item(item("p", s("x")))
                                        .conditionalOperator("XOR")
                                        .expected(
                                                Map.of(
                                                        "a",
                                                        ExpectedAttributeValue.builder()
                                                                .comparisonOperator("LIKE")
                                                                .build()))),
                "2 validation errors detected: Value 'XOR' at 'conditionalOperator' failed to"
                        + " satisfy constraint: Member must satisfy enum value set: [OR, AND];"
                        + " Value 'LIKE' at 'expected.a.member.comparisonOperator' failed");
        assertInvalid(
                () -> client.scan(r -> r.tableName(table).conditionalOperator("AND")),
                "ConditionalOperator cannot be used without Filter or Expected");
    }
}
