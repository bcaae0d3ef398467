package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.Database.assertInvalid;
import static io.torcdb.tests.conformance.Database.assertRefused;
import static io.torcdb.tests.conformance.Database.refusal;
import static io.torcdb.tests.conformance.Values.item;
import static io.torcdb.tests.conformance.Values.l;
import static io.torcdb.tests.conformance.Values.m;
import static io.torcdb.tests.conformance.Values.n;
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
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

@ExtendWith(OnLocalCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ItemOperationsTest {
    private final DynamoDbClient client;
    private final String table;
    private final AtomicInteger keys = new AtomicInteger();

    ItemOperationsTest(Database database) {
        client = database.client();
        table = database.table("p:S");
    }

    private Map<String, AttributeValue> newKey() {
        return item("p", s("key-" + keys.incrementAndGet()));
    }

    private static Map<String, AttributeValue> with(
            Map<String, AttributeValue> key, Object... namesAndValues) {
        var whole = item(namesAndValues);
        whole.putAll(key);
        return whole;
    }

    private Map<String, AttributeValue> put(Object... namesAndValues) {
        Map<String, AttributeValue> key = newKey();
        var _ = client.putItem(r -> r.tableName(table).item(with(key, namesAndValues)));
        return key;
    }

    private Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
        return client.getItem(r -> r.tableName(table).key(key).consistentRead(true)).item();
    }

    @Test
    void aPutReplacesTheWholeItem() {
        Map<String, AttributeValue> key = put("a", s("1"), "b", s("1"));

        var _ = client.putItem(r -> r.tableName(table).item(with(key, "a", s("2"))));

        assertThat(get(key)).isEqualTo(with(key, "a", s("2")));
    }

    @Test
    void aPutReturnsTheOldItemWhenAsked() {
        Map<String, AttributeValue> key = put("a", s("1"));

        var replaced =
                client.putItem(r ->
                        r.tableName(table)
                                .item(with(key, "a", s("2")))
                                .returnValues(ReturnValue.ALL_OLD));
        var first =
                client.putItem(
                        r -> r.tableName(table).item(newKey()).returnValues(ReturnValue.ALL_OLD));
        var unasked = client.putItem(r -> r.tableName(table).item(with(key, "a", s("3"))));

        assertThat(replaced.attributes()).isEqualTo(with(key, "a", s("1")));
        assertThat(first.hasAttributes()).isFalse();
        assertThat(unasked.hasAttributes()).isFalse();
    }

    @Test
    void aMissingItemIsNoItem() {
        var missing = client.getItem(r -> r.tableName(table).key(newKey()).consistentRead(true));

        assertThat(missing.hasItem()).isFalse();
    }

    @Test
    void deletingReturnsTheOldItemWhenAskedAndAMissingItemIsNoError() {
        Map<String, AttributeValue> key = put("a", s("1"));

        var deleted =
                client.deleteItem(
                        r -> r.tableName(table).key(key).returnValues(ReturnValue.ALL_OLD));
        var again =
                client.deleteItem(
                        r -> r.tableName(table).key(key).returnValues(ReturnValue.ALL_OLD));

        assertThat(deleted.attributes()).isEqualTo(with(key, "a", s("1")));
        assertThat(again.hasAttributes()).isFalse();
        assertThat(get(key)).isEmpty();
    }

    @Test
    void aProjectionReturnsTheNamedPartsAlone() {
        Map<String, AttributeValue> key =
                put("a", m(Map.of("b", l(s("0"), s("1")), "c", s("x"))), "d", s("y"));

        var parts =
                client.getItem(r ->
                        r.tableName(table)
                                .key(key)
                                .consistentRead(true)
                                .projectionExpression("#a.b[1], nope")
                                .expressionAttributeNames(Map.of("#a", "a")));
        var nothing =
                client.getItem(r ->
                        r.tableName(table)
                                .key(key)
                                .consistentRead(true)
                                .projectionExpression("nope"));

        assertThat(parts.item()).isEqualTo(item("a", m(Map.of("b", l(s("1"))))));
        assertThat(nothing.hasItem()).isTrue();
        assertThat(nothing.item()).isEmpty();
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                arguments("a = :one", true),
                arguments("a <> :one", false),
                arguments("a < :two AND NOT a > :two", true),
                arguments("a BETWEEN :one AND :two", true),
                arguments("a IN (:two, :text)", false),
                arguments("nope = :one", false),
                arguments("nope <> :one", true),
                arguments("attribute_exists(a)", true),
                arguments("attribute_not_exists(p)", false),
                arguments("attribute_type(a, :number)", true),
                arguments("begins_with(t, :text)", true),
                arguments("contains(u, :text)", true),
                arguments("size(t) > :two", true),
                arguments("a = :two OR a = :one AND t = :text", false),
                arguments("(a = :two OR a = :one) AND begins_with(t, :text)", true));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void aWriteIsDoneOnlyWhenItsConditionHolds(String condition, boolean holds) {
        Map<String, AttributeValue> key = put("a", n(1), "t", s("text"), "u", ss("te", "u"));
        var all = item(":one", n(1), ":two", n(2), ":text", s("te"), ":number", s("N"));
        var used = new TreeMap<>(all);
        used.keySet().removeIf(name -> !condition.contains(name));

        if (holds) {
            var _ =
                    client.deleteItem(
                            r -> conditional(r.tableName(table).key(key), condition, used));
            assertThat(get(key)).isEmpty();
        } else {
            assertRefused(
                    () ->
                            client.deleteItem(
                                    r -> conditional(r.tableName(table).key(key), condition, used)),
                    "ConditionalCheckFailedException",
                    "The conditional request failed");
            assertThat(get(key)).isNotEmpty();
        }
    }

    private static void conditional(
            DeleteItemRequest.Builder request,
            String condition,
            Map<String, AttributeValue> values) {
        request.conditionExpression(condition);
        if (!values.isEmpty()) {
            request.expressionAttributeValues(values);
        }
    }

    @Test
    void aRefusedConditionShowsTheItemWhenAsked() {
        Map<String, AttributeValue> key = put("a", n(1));

        var shown = (ConditionalCheckFailedException) refusal(() -> create(key, true));
        var unasked = (ConditionalCheckFailedException) refusal(() -> create(key, false));
        var missing =
                (ConditionalCheckFailedException)
                        refusal(() ->
                                client.deleteItem(r ->
                                        r.tableName(table)
                                                .key(newKey())
                                                .conditionExpression("attribute_exists(p)")
                                                .returnValuesOnConditionCheckFailure("ALL_OLD")));

        assertThat(shown.item()).isEqualTo(with(key, "a", n(1)));
        assertThat(unasked.hasItem()).isFalse();
        assertThat(missing.hasItem()).isFalse();
    }

    private void create(Map<String, AttributeValue> key, boolean show) {
        var _ =
                client.putItem(r ->
                        r.tableName(table)
                                .item(key)
                                .conditionExpression("attribute_not_exists(p)")
                                .returnValuesOnConditionCheckFailure(
                                        show
                                                ? ReturnValuesOnConditionCheckFailure.ALL_OLD
                                                : ReturnValuesOnConditionCheckFailure.NONE));
    }

    static Stream<Arguments> badExpressions() {
        return Stream.of(
                arguments("", "Invalid ConditionExpression: The expression can not be empty;"),
                arguments("a =", "Invalid ConditionExpression: Syntax error; token: \"<EOF>\""),
                arguments(
                        "a = :undefined",
                        "Invalid ConditionExpression: An expression attribute value used in"
                                + " expression is not defined; attribute value: :undefined"),
                arguments(
                        "#undefined = p",
                        "Invalid ConditionExpression: An expression attribute name used in the"
                                + " document path is not defined; attribute name: #undefined"),
                arguments(
                        "data = p",
                        "Invalid ConditionExpression: Attribute name is a reserved keyword;"
                                + " reserved keyword: data"),
                arguments(
                        "nothing(p)",
                        "Invalid ConditionExpression: Invalid function name; function: nothing"),
                arguments(
                        "((a = p))",
                        "Invalid ConditionExpression: The expression has redundant parentheses;"),
                arguments(
                        "a = a",
                        "The first operand must be distinct from the remaining operands for this"
                                + " operator or function; operator: =, first operand: [a]"),
                arguments(
                        "attribute_exists(a, b)",
                        "Incorrect number of operands for operator or function; operator or"
                                + " function: attribute_exists, number of operands: 2"));
    }

    @ParameterizedTest
    @MethodSource("badExpressions")
    void expressionsThatMeanNothingAreRefused(String condition, String message) {
        assertInvalid(
                () ->
                        client.deleteItem(r ->
                                r.tableName(table).key(newKey()).conditionExpression(condition)),
                message);
    }

    @Test
    void everyPlaceholderMustBeUsed() {
        assertInvalid(
                () ->
                        client.deleteItem(r ->
                                r.tableName(table)
                                        .key(newKey())
                                        .conditionExpression("a = :a")
                                        .expressionAttributeValues(item(":a", n(1), ":b", n(2)))),
                "Value provided in ExpressionAttributeValues unused in expressions: keys: {:b}");
        assertInvalid(
                () ->
                        client.deleteItem(r ->
                                r.tableName(table)
                                        .key(newKey())
                                        .conditionExpression("attribute_exists(a)")
                                        .expressionAttributeNames(Map.of("#b", "b"))),
                "Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}");
        assertInvalid(
                () ->
                        client.deleteItem(r ->
                                r.tableName(table)
                                        .key(newKey())
                                        .expressionAttributeNames(Map.of("#b", "b"))),
                "ExpressionAttributeNames can only be specified when using expressions");
    }

    @Test
    void aPutReturnsNoNewValues() {
        assertInvalid(
                () ->
                        client.putItem(r ->
                                r.tableName(table)
                                        .item(newKey())
                                        .returnValues(ReturnValue.ALL_NEW)),
                "ReturnValues can only be ALL_OLD or NONE");
        assertInvalid(
                () ->
                        client.putItem(
                                r -> r.tableName(table).item(newKey()).returnValues("SOMETHING")),
                "Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE,"
                        + " UPDATED_NEW]");
    }
}
