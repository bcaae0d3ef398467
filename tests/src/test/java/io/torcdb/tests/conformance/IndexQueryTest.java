package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.Database.assertInvalid;
import static io.torcdb.tests.conformance.Values.attribute;
import static io.torcdb.tests.conformance.Values.item;
import static io.torcdb.tests.conformance.Values.n;
import static io.torcdb.tests.conformance.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Query and Scan of local secondary indexes. */
@ExtendWith(OnLocalCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexQueryTest {
    private static final int ITEMS = 6;
    private static final int LARGE_BYTES = 5_000;
    private static final Set<String> KEYS = Set.of("p", "s", "i");

    private final DynamoDbClient client;
    private final String table;
    private final String changing;

    IndexQueryTest(Database database) {
        client = database.client();
        table = database.indexedTable();
        changing = database.indexedTable();
        // By i: a(5) b(2) b(3) b(4) c(0) c(1); item 6 is in no index.
        List<String> keys = List.of("c", "c", "b", "b", "b", "a");
        for (int k = 0; k < ITEMS; k++) {
            put(table, item("p", s("x"), "s", n(k), "i", s(keys.get(k)), "x", n(k), "z", n(k % 2)));
        }
        put(table, item("p", s("x"), "s", n(ITEMS), "x", n(ITEMS)));
        put(table, item("p", s("y"), "s", n(0), "i", s("b"), "z", s("z".repeat(LARGE_BYTES))));
    }

    private void put(String where, Map<String, AttributeValue> item) {
        var _ = client.putItem(request -> request.tableName(where).item(item));
    }

    private QueryRequest.Builder of(String index, String condition, Object... values) {
        return QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .consistentRead(true)
                .keyConditionExpression(condition)
                .expressionAttributeValues(item(values));
    }

    private QueryRequest.Builder of(String index) {
        return of(index, "p = :p", ":p", s("x"));
    }

    private QueryResponse query(QueryRequest.Builder request) {
        return client.query(request.build());
    }

    private static List<Integer> sortKeys(List<Map<String, AttributeValue>> items) {
        return items.stream().map(item -> Integer.valueOf(attribute(item, "s").n())).toList();
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                arguments("p = :p", null, List.of(5, 2, 3, 4, 0, 1)),
                arguments("p = :p AND i = :i", "b", List.of(2, 3, 4)),
                arguments("p = :p AND i < :i", "b", List.of(5)),
                arguments("p = :p AND i <= :i", "b", List.of(5, 2, 3, 4)),
                arguments("p = :p AND i > :i", "b", List.of(0, 1)),
                arguments("p = :p AND i >= :i", "b", List.of(2, 3, 4, 0, 1)),
                arguments("p = :p AND begins_with(i, :i)", "c", List.of(0, 1)),
                arguments("p = :p AND i BETWEEN :i AND :i", "a", List.of(5)),
                arguments("p = :p AND i = :i", "d", List.of()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("conditions")
    void anIndexIsInTheOrderOfItsSortKey(String condition, String key, List<Integer> expected) {
        var values = item(":p", s("x"));
        if (key != null) {
            values.put(":i", s(key));
        }
        QueryRequest.Builder request = of("keys", condition).expressionAttributeValues(values);

        List<Integer> forward = sortKeys(query(request).items());
        List<Integer> backwards = sortKeys(query(request.scanIndexForward(false)).items());

        assertThat(forward).isEqualTo(expected);
        assertThat(backwards).isEqualTo(expected.reversed());
    }

    static Stream<Arguments> projections() {
        return Stream.of(
                arguments("all", null, Set.of("p", "s", "i", "x", "z")),
                arguments("keys", null, KEYS),
                arguments("some", null, Set.of("p", "s", "i", "x")),
                arguments("some", Select.ALL_PROJECTED_ATTRIBUTES, Set.of("p", "s", "i", "x")),
                arguments("keys", Select.ALL_ATTRIBUTES, Set.of("p", "s", "i", "x", "z")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("projections")
    void anIndexReturnsWhatItProjectsUnlessAllIsAskedFor(
            String index, Select select, Set<String> expected) {
        QueryResponse page = query(of(index).select(select));

        assertThat(page.items()).hasSize(ITEMS).allMatch(item -> item.keySet().equals(expected));
    }

    @Test
    void aProjectionOfWhatTheIndexLacksIsFetched() {
        QueryResponse page = query(of("keys").projectionExpression("s, z"));

        assertThat(page.items())
                .hasSize(ITEMS)
                .allMatch(item ->
                        Integer.parseInt(attribute(item, "s").n()) % 2
                                == Integer.parseInt(attribute(item, "z").n()));
    }

    @Test
    void aCountNeedsNoItems() {
        QueryResponse page = query(of("keys").select(Select.COUNT));

        assertThat(page.hasItems()).isFalse();
        assertThat(page.count()).isEqualTo(ITEMS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pagesFollowEachOtherAlsoWithinOneIndexKey(boolean forward) {
        var found = new ArrayList<Integer>();
        QueryRequest.Builder request = of("some").limit(1).scanIndexForward(forward);

        QueryResponse page = query(request);
        found.addAll(sortKeys(page.items()));
        while (page.hasLastEvaluatedKey()) {
            assertThat(page.lastEvaluatedKey().keySet()).isEqualTo(KEYS);
            page = query(request.exclusiveStartKey(page.lastEvaluatedKey()));
            found.addAll(sortKeys(page.items()));
        }

        List<Integer> all = List.of(5, 2, 3, 4, 0, 1);
        assertThat(found).isEqualTo(forward ? all : all.reversed());
    }

    @Test
    void aScanOfAnIndexFindsItsEntriesPageByPage() {
        var found = new ArrayList<Map<String, AttributeValue>>();
        ScanRequest.Builder request =
                ScanRequest.builder()
                        .tableName(table)
                        .indexName("keys")
                        .consistentRead(true)
                        .limit(2);

        ScanResponse page = client.scan(request.build());
        found.addAll(page.items());
        while (page.hasLastEvaluatedKey()) {
            page = client.scan(request.exclusiveStartKey(page.lastEvaluatedKey()).build());
            found.addAll(page.items());
        }

        assertThat(found)
                .hasSize(ITEMS + 1)
                .doesNotHaveDuplicates()
                .allMatch(item -> item.keySet().equals(KEYS));
    }

    @Test
    void aScanFiltersByWhatTheIndexLacksAndReturnsWhatItHas() {
        ScanResponse page =
                client.scan(request ->
                        request.tableName(table)
                                .indexName("keys")
                                .consistentRead(true)
                                .filterExpression("z = :one")
                                .expressionAttributeValues(item(":one", n(1))));

        assertThat(sortKeys(page.items())).containsExactlyInAnyOrder(1, 3, 5);
        assertThat(page.items()).allMatch(item -> item.keySet().equals(KEYS));
        assertThat(page.scannedCount()).isEqualTo(ITEMS + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "keys, ALL_PROJECTED_ATTRIBUTES, true, 0, 1",
        "keys, ALL_PROJECTED_ATTRIBUTES, false, 0, 0.5",
        "keys, ALL_ATTRIBUTES, true, 2, 1",
        "keys, ALL_ATTRIBUTES, false, 1, 0.5",
        "all, ALL_ATTRIBUTES, true, 0, 2",
    })
    void anIndexPaysForEntriesAndTheTableForWhatIsFetched(
            String index, Select select, boolean strong, double ofTable, double ofIndex) {
        QueryRequest.Builder request =
                of(index, "p = :p", ":p", s("y"))
                        .select(select)
                        .consistentRead(strong)
                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES);

        ConsumedCapacity consumed = query(request).consumedCapacity();

        assertThat(consumed.table().capacityUnits()).isEqualTo(ofTable);
        assertThat(consumed.localSecondaryIndexes())
                .hasSize(1)
                .hasEntrySatisfying(
                        index, units -> assertThat(units.capacityUnits()).isEqualTo(ofIndex));
        assertThat(consumed.capacityUnits()).isEqualTo(ofTable + ofIndex);
    }

    static Stream<Arguments> badQueries() {
        return Stream.of(
                bad(
                        "an unknown index",
                        r -> r.indexName("none"),
                        "The table does not have the specified index: none"),
                bad(
                        "an index name that is too short",
                        r -> r.indexName("i"),
                        "1 validation error detected: Value 'i' at 'indexName' failed to satisfy"
                                + " constraint: Member must have length greater than or equal to 3"),
                bad(
                        "the table's sort key",
                        r ->
                                r.keyConditionExpression("p = :p AND s = :s")
                                        .expressionAttributeValues(item(":p", s("x"), ":s", n(1))),
                        "Query condition missed key schema element: i"),
                bad(
                        "a start key of the table",
                        r -> r.exclusiveStartKey(item("p", s("x"), "s", n(1))),
                        "The provided starting key is invalid"),
                bad(
                        "a start key elsewhere",
                        r -> r.exclusiveStartKey(item("p", s("y"), "s", n(1), "i", s("b"))),
                        "The provided starting key is outside query boundaries based on provided"
                                + " conditions"),
                bad(
                        "a filter on the index's sort key",
                        r -> r.filterExpression("i <> :p"),
                        "Filter Expression can only contain non-primary key attributes: Primary key"
                                + " attribute: i"),
                bad(
                        "a filter on what the index lacks",
                        r -> r.filterExpression("z <> :p"),
                        "One or more parameter values were invalid: Secondary index some does not"
                                + " project one or more filter attributes: [z]"));
    }

    private static Arguments bad(
            String what, Consumer<QueryRequest.Builder> change, String message) {
        return arguments(what, change, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badQueries")
    void aQueryThatCannotBeIsRefused(
            String what, Consumer<QueryRequest.Builder> change, String message) {
        QueryRequest.Builder request = of("some");
        change.accept(request);

        assertInvalid(() -> query(request), message);
    }

    @Test
    void projectedAttributesAreThoseOfAnIndex() {
        assertInvalid(
                () ->
                        client.query(
                                of("keys")
                                        .indexName(null)
                                        .select(Select.ALL_PROJECTED_ATTRIBUTES)
                                        .build()),
                "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
    }

    @Test
    void changesOfItemsMoveTheirEntries() {
        put(changing, item("p", s("x"), "s", n(1), "i", s("a")));
        put(changing, item("p", s("x"), "s", n(2), "i", s("b")));
        put(changing, item("p", s("x"), "s", n(1), "i", s("c")));

        QueryResponse page = query(of("keys").tableName(changing));

        assertThat(sortKeys(page.items())).isEqualTo(IntStream.of(2, 1).boxed().toList());
    }
}
