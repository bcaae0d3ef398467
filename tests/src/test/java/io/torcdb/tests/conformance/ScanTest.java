package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.Database.assertInvalid;
import static io.torcdb.tests.conformance.Values.attribute;
import static io.torcdb.tests.conformance.Values.item;
import static io.torcdb.tests.conformance.Values.n;
import static io.torcdb.tests.conformance.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

@ExtendWith(OnLocalCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScanTest {
    private static final int ITEMS = 50;

    private final Database database;

    private final DynamoDbClient client;
    private final String table;
    private final String empty;

    ScanTest(Database database) {
        this.database = database;
        client = database.client();
        table = database.table("p:N");
        empty = database.table("p:N");
        for (int i = 0; i < ITEMS; i++) {
            Map<String, AttributeValue> item = item("p", n(i), "a", n(i % 5), "b", s("x"));
            var _ = client.putItem(request -> request.tableName(table).item(item));
        }
    }

    private ScanRequest.Builder scan() {
        return ScanRequest.builder().tableName(table).consistentRead(true);
    }

    private static List<Integer> keys(List<Map<String, AttributeValue>> items) {
        return items.stream().map(item -> Integer.valueOf(attribute(item, "p").n())).toList();
    }

    private List<Integer> all(ScanRequest.Builder request) {
        var found = new ArrayList<Integer>();
        ScanResponse page = client.scan(request.build());
        found.addAll(keys(page.items()));
        while (page.hasLastEvaluatedKey()) {
            page = client.scan(request.exclusiveStartKey(page.lastEvaluatedKey()).build());
            found.addAll(keys(page.items()));
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 1_000})
    void aScanFindsEveryItemOncePageByPage(int limit) {
        assertThat(all(scan().limit(limit)))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, ITEMS).boxed().toList());
    }

    @Test
    void twoScansFindTheSameOrder() {
        assertThat(all(scan())).isEqualTo(all(scan().limit(3)));
    }

    @Test
    void aFilterCountsAfterTheLimit() {
        ScanResponse page =
                client.scan(
                        scan().filterExpression("a = :v AND p < :p")
                                .expressionAttributeValues(item(":v", n(2), ":p", n(1_000)))
                                .limit(ITEMS)
                                .build());

        assertThat(page.count()).isEqualTo(ITEMS / 5);
        assertThat(page.scannedCount()).isEqualTo(ITEMS);
    }

    @Test
    void aProjectionAndACountLeaveTheRestOut() {
        ScanResponse projected = client.scan(scan().projectionExpression("b").build());
        ScanResponse counted = client.scan(scan().select(Select.COUNT).build());

        assertThat(projected.items()).hasSize(ITEMS).allMatch(item("b", s("x"))::equals);
        assertThat(counted.hasItems()).isFalse();
        assertThat(counted.count()).isEqualTo(ITEMS);
    }

    @Test
    void anEmptyTableHasNoItemsAndNoNextPage() {
        ScanResponse page = client.scan(request -> request.tableName(empty).consistentRead(true));

        assertThat(page.hasItems()).isTrue();
        assertThat(page.items()).isEmpty();
        assertThat(page.count()).isZero();
        assertThat(page.hasLastEvaluatedKey()).isFalse();
    }

    @Test
    void theDescriptionCountsTheItemsOfATable() {
        var described = client.describeTable(request -> request.tableName(table)).table();
        // Nodes report the counters every second.
        for (int look = 0; look < 500 && described.itemCount() != ITEMS; look++) {
            database.pause();
            described = client.describeTable(request -> request.tableName(table)).table();
        }

        assertThat(described.itemCount()).isEqualTo(ITEMS);
        assertThat(described.tableSizeBytes()).isPositive();
    }

    @Test
    void scansThatCannotBeAreRefused() {
        assertInvalid(
                () -> client.scan(scan().limit(0).build()),
                "at 'limit' failed to satisfy constraint: Member must have value greater than or"
                        + " equal to 1");
        assertInvalid(
                () -> client.scan(scan().exclusiveStartKey(item("p", s("x"))).build()),
                "The provided starting key is invalid");
        assertInvalid(
                () -> client.scan(scan().select(Select.SPECIFIC_ATTRIBUTES).build()),
                "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                        + " SPECIFIC_ATTRIBUTES");
    }
}
