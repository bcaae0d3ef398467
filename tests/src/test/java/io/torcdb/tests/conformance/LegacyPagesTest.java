package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.Database.assertInvalid;
import static io.torcdb.tests.conformance.Values.attribute;
import static io.torcdb.tests.conformance.Values.item;
import static io.torcdb.tests.conformance.Values.n;
import static io.torcdb.tests.conformance.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Query and Scan with the parameters that expressions have replaced. */
@ExtendWith(OnLocalCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LegacyPagesTest {
    private static final Condition X = where(ComparisonOperator.EQ, s("x"));

    private final DynamoDbClient client;
    private final String table;

    LegacyPagesTest(Database database) {
        client = database.client();
        table = database.indexedTable();
        for (int k = 0; k < 5; k++) {
            Map<String, AttributeValue> item =
                    item("p", s("x"), "s", n(k), "i", s("i" + (9 - k)), "a.b", n(k % 2));
            var _ = client.putItem(request -> request.tableName(table).item(item));
        }
    }

    private static Condition where(ComparisonOperator operator, AttributeValue... operands) {
        return Condition.builder()
                .comparisonOperator(operator)
                .attributeValueList(operands.length == 0 ? null : List.of(operands))
                .build();
    }

    private QueryRequest.Builder query(Map<String, Condition> keys) {
        return QueryRequest.builder().tableName(table).consistentRead(true).keyConditions(keys);
    }

    private List<Integer> found(QueryRequest.Builder request) {
        return sortKeys(client.query(request.build()).items());
    }

    private static List<Integer> sortKeys(List<Map<String, AttributeValue>> items) {
        return items.stream().map(item -> Integer.valueOf(attribute(item, "s").n())).toList();
    }

    static Stream<Arguments> keyConditions() {
        return Stream.of(
                arguments(Map.of("p", X), List.of(0, 1, 2, 3, 4)),
                arguments(of(ComparisonOperator.EQ, n(2)), List.of(2)),
                arguments(of(ComparisonOperator.LT, n(2)), List.of(0, 1)),
                arguments(of(ComparisonOperator.LE, n(2)), List.of(0, 1, 2)),
                arguments(of(ComparisonOperator.GT, n(2)), List.of(3, 4)),
                arguments(of(ComparisonOperator.GE, n(2)), List.of(2, 3, 4)),
                arguments(of(ComparisonOperator.BETWEEN, n(1), n(3)), List.of(1, 2, 3)));
    }

    private static Map<String, Condition> of(
            ComparisonOperator operator, AttributeValue... operands) {
        return Map.of("p", X, "s", where(operator, operands));
    }

    @ParameterizedTest
    @MethodSource("keyConditions")
    void keyConditionsSayWhatToRead(Map<String, Condition> keys, List<Integer> expected) {
        assertThat(found(query(keys))).isEqualTo(expected);
    }

    @Test
    void keyConditionsOnAnIndex() {
        var keys = Map.of("p", X, "i", where(ComparisonOperator.BEGINS_WITH, s("i")));

        assertThat(found(query(keys).indexName("keys"))).containsExactly(4, 3, 2, 1, 0);
    }

    @Test
    void aQueryFilterTakesNamesLiterally() {
        var filter = Map.of("a.b", where(ComparisonOperator.EQ, n(1)));

        assertThat(found(query(Map.of("p", X)).queryFilter(filter))).containsExactly(1, 3);
    }

    @Test
    void conditionsOfAFilterAreJoined() {
        var filter =
                Map.of(
                        "a.b", where(ComparisonOperator.EQ, n(1)),
                        "s", where(ComparisonOperator.EQ, n(4)));
        ScanRequest.Builder request =
                ScanRequest.builder().tableName(table).consistentRead(true).scanFilter(filter);

        var all = client.scan(request.build());
        var any = client.scan(request.conditionalOperator(ConditionalOperator.OR).build());

        assertThat(all.items()).isEmpty();
        assertThat(all.scannedCount()).isEqualTo(5);
        assertThat(sortKeys(any.items())).containsExactly(1, 3, 4);
    }

    @Test
    void attributesToGetAreTopLevelNames() {
        var page =
                client.query(
                        query(of(ComparisonOperator.EQ, n(1))).attributesToGet("a.b", "c").build());

        assertThat(page.items()).containsExactly(item("a.b", n(1)));
    }

    @Test
    void keyConditionsGoWithAFilterExpression() {
        QueryRequest.Builder request =
                query(Map.of("p", X))
                        .filterExpression("#a = :v")
                        .expressionAttributeNames(Map.of("#a", "a.b"))
                        .expressionAttributeValues(item(":v", n(0)));

        assertThat(found(request)).containsExactly(0, 2, 4);
    }

    static Stream<Arguments> badQueries() {
        return Stream.of(
                bad(
                        "a key that is not compared",
                        r -> r.keyConditions(of(ComparisonOperator.CONTAINS, n(1))),
                        "Attempted conditional constraint is not an indexable operation"),
                bad(
                        "three keys",
                        r -> r.keyConditions(Map.of("p", X, "s", X, "i", X)),
                        "Conditions can be of length 1 or 2 only"),
                bad(
                        "a filter on a key",
                        r -> r.queryFilter(Map.of("s", where(ComparisonOperator.NOT_NULL))),
                        "QueryFilter can only contain non-primary key attributes: Primary key"
                                + " attribute: s"),
                bad(
                        "KeyConditions beside their successor",
                        r ->
                                r.keyConditionExpression("p = :p")
                                        .expressionAttributeValues(item(":p", s("x"))),
                        "Can not use both expression and non-expression parameters in the same"
                                + " request: Non-expression parameters: {KeyConditions} Expression"
                                + " parameters: {KeyConditionExpression}"),
                bad(
                        "an unknown operator",
                        r ->
                                r.keyConditions(
                                        Map.of(
                                                "p",
                                                Condition.builder()
                                                        .comparisonOperator("LIKE")
                                                        .build())),
                        "1 validation error detected: Value 'LIKE' at"
                                + " 'keyConditions.p.member.comparisonOperator' failed to satisfy"
                                + " constraint: Member must satisfy enum value set: [IN, NULL,"
                                + " BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE,"
                                + " BEGINS_WITH, GE, CONTAINS]"));
    }

    private static Arguments bad(
            String what, Consumer<QueryRequest.Builder> change, String message) {
        return arguments(what, change, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badQueries")
    void aQueryThatCannotBeIsRefused(
            String what, Consumer<QueryRequest.Builder> change, String message) {
        QueryRequest.Builder request = query(Map.of("p", X));
        change.accept(request);

        assertInvalid(() -> client.query(request.build()), message);
    }
}
