package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.Database.assertInvalid;
import static io.torcdb.tests.conformance.Values.attribute;
import static io.torcdb.tests.conformance.Values.item;
import static io.torcdb.tests.conformance.Values.n;
import static io.torcdb.tests.conformance.Values.s;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Scan by segments, and what scans cost. */
@ExtendWith(OnLocalCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParallelScanTest {
    private static final int PARTITION_KEYS = 20;
    private static final int ITEMS = 2 * PARTITION_KEYS;

    private final DynamoDbClient client;
    private final String table;

    ParallelScanTest(Database database) {
        client = database.client();
        table = database.indexedTable();
        for (int k = 0; k < ITEMS; k++) {
            Map<String, AttributeValue> item =
                    item("p", s("p" + k / 2), "s", n(k), "i", s("i" + k), "x", s("y".repeat(100)));
            var _ = client.putItem(request -> request.tableName(table).item(item));
        }
    }

    private ScanRequest.Builder segment(int segment, int total) {
        return ScanRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .segment(segment)
                .totalSegments(total);
    }

    private List<Map<String, AttributeValue>> all(ScanRequest.Builder request) {
        ScanResponse page = client.scan(request.build());
        var found = new ArrayList<>(page.items());
        while (page.hasLastEvaluatedKey()) {
            page = client.scan(request.exclusiveStartKey(page.lastEvaluatedKey()).build());
            found.addAll(page.items());
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50})
    void segmentsCoverEveryItemExactlyOnce(int total) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        var segments = new HashMap<String, Integer>();
        for (int segment = 0; segment < total; segment++) {
            for (var item : all(segment(segment, total).limit(3))) {
                items.add(item);
                segments.putIfAbsent(attribute(item, "p").s(), segment);
                assertThat(segments).containsEntry(attribute(item, "p").s(), segment);
            }
        }

        assertThat(items).hasSize(ITEMS).doesNotHaveDuplicates();
    }

    @Test
    void segmentsOfAnIndexCoverEveryEntryExactlyOnce() {
        var found = new ArrayList<Map<String, AttributeValue>>();
        for (int segment = 0; segment < 4; segment++) {
            found.addAll(all(segment(segment, 4).indexName("keys").limit(3)));
        }

        assertThat(found).hasSize(ITEMS).doesNotHaveDuplicates();
        assertThat(found.stream().map(Map::keySet).collect(toSet())).hasSize(1);
    }

    @Test
    void anEmptySegmentEndsAtOnce() {
        int total = 1_000_000;
        int empty = 0;
        for (int segment = 0; segment < 10; segment++) {
            ScanResponse page = client.scan(segment(segment, total).build());
            if (page.items().isEmpty()) {
                empty++;
                assertThat(page.hasLastEvaluatedKey()).isFalse();
            }
        }

        assertThat(empty).isPositive();
    }

    @Test
    void aStartKeyBelongsToItsSegment() {
        ScanResponse page = client.scan(segment(0, 2).limit(1).build());

        assertThat(page.hasLastEvaluatedKey()).isTrue();
        assertInvalid(
                () -> client.scan(segment(1, 2).exclusiveStartKey(page.lastEvaluatedKey()).build()),
                "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use"
                        + " ExclusiveStartKey with correct Segment. TotalSegments: 2 Segment: 1");
    }

    static Stream<Arguments> badSegments() {
        return Stream.of(
                arguments(
                        0,
                        null,
                        "The TotalSegments parameter is required but was not present in the request"
                                + " when Segment parameter is present"),
                arguments(
                        null,
                        5,
                        "The Segment parameter is required but was not present in the request when"
                                + " parameter TotalSegments is present"),
                arguments(
                        5,
                        5,
                        "The Segment parameter is zero-based and must be less than parameter"
                                + " TotalSegments: Segment: 5 is not less than TotalSegments: 5"),
                arguments(
                        -1,
                        0,
                        "2 validation errors detected: Value '0' at 'totalSegments' failed to"
                                + " satisfy constraint: Member must have value greater than or equal to"
                                + " 1; Value '-1' at 'segment' failed to satisfy constraint: Member"
                                + " must have value greater than or equal to 0"),
                arguments(
                        0,
                        1_000_001,
                        "Value '1000001' at 'totalSegments' failed to satisfy constraint: Member"
                                + " must have value less than or equal to 1000000"));
    }

    @ParameterizedTest(name = "segment {0} of {1}")
    @MethodSource("badSegments")
    void segmentsThatCannotBeAreRefused(Integer segment, Integer total, String message) {
        ScanRequest.Builder request =
                ScanRequest.builder().tableName(table).segment(segment).totalSegments(total);

        assertInvalid(() -> client.scan(request.build()), message);
    }

    @Test
    void aPageIsPricedByAllThatItEvaluated() {
        // 40 items of about 117 bytes: two blocks of 4 KiB.
        ScanRequest.Builder request =
                ScanRequest.builder()
                        .tableName(table)
                        .filterExpression("attribute_exists(nothing)")
                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES);

        var eventual = client.scan(request.build());
        var strong = client.scan(request.consistentRead(true).build());

        assertThat(eventual.count()).isZero();
        assertThat(eventual.consumedCapacity().capacityUnits()).isEqualTo(1.0);
        assertThat(eventual.consumedCapacity().table().capacityUnits()).isEqualTo(1.0);
        assertThat(eventual.consumedCapacity().tableName()).isEqualTo(table);
        assertThat(strong.consumedCapacity().capacityUnits()).isEqualTo(2.0);
    }

    @Test
    void aPageOfNothingHasTheLeastPrice() {
        var page =
                client.query(request ->
                        request.tableName(table)
                                .keyConditionExpression("p = :p")
                                .expressionAttributeValues(item(":p", s("nothing")))
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(page.count()).isZero();
        assertThat(page.consumedCapacity().capacityUnits()).isEqualTo(0.5);
        assertThat(page.consumedCapacity().table()).isNull();
    }
}
