package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.Database.assertInvalid;
import static io.torcdb.tests.conformance.Values.item;
import static io.torcdb.tests.conformance.Values.n;
import static io.torcdb.tests.conformance.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

@ExtendWith(OnLocalCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsumedCapacityTest {
    private static final String INDEX = "by-i";

    private final DynamoDbClient client;
    private final String table;
    private final String indexed;
    private final AtomicInteger keys = new AtomicInteger();

    ConsumedCapacityTest(Database database) {
        client = database.client();
        table = database.table("p:S");
        indexed = database.newName();
        var index =
                LocalSecondaryIndex.builder()
                        .indexName(INDEX)
                        .keySchema(List.of(key("p", KeyType.HASH), key("i", KeyType.RANGE)))
                        .projection(projection ->
                                projection
                                        .projectionType(ProjectionType.INCLUDE)
                                        .nonKeyAttributes("x"))
                        .build();
        var _ =
                client.createTable(r ->
                        r.tableName(indexed)
                                .attributeDefinitions(
                                        List.of(
                                                definition("p", ScalarAttributeType.S),
                                                definition("s", ScalarAttributeType.S),
                                                definition("i", ScalarAttributeType.N)))
                                .keySchema(List.of(key("p", KeyType.HASH), key("s", KeyType.RANGE)))
                                .localSecondaryIndexes(List.of(index))
                                .billingMode(BillingMode.PAY_PER_REQUEST));
        database.awaitActive(indexed);
    }

    private static AttributeDefinition definition(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    /** Returns a key of 10 bytes, its name included. */
    private Map<String, AttributeValue> newKey() {
        return item("p", s(String.format("k%08d", keys.incrementAndGet())));
    }

    /** Returns an item of that many bytes. */
    private static Map<String, AttributeValue> sized(Map<String, AttributeValue> key, int bytes) {
        var whole = item("x", s("y".repeat(bytes - 11)));
        whole.putAll(key);
        return whole;
    }

    private double put(Map<String, AttributeValue> item) {
        return client.putItem(r ->
                        r.tableName(table)
                                .item(item)
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity()
                .capacityUnits();
    }

    private double delete(Map<String, AttributeValue> key) {
        return client.deleteItem(r ->
                        r.tableName(table)
                                .key(key)
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity()
                .capacityUnits();
    }

    private double get(Map<String, AttributeValue> key, boolean strong) {
        return client.getItem(r ->
                        r.tableName(table)
                                .key(key)
                                .consistentRead(strong)
                                .projectionExpression("p")
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity()
                .capacityUnits();
    }

    @ParameterizedTest(name = "{0} bytes")
    @CsvSource({
        "11, 1, 1, 0.5",
        "1024, 1, 1, 0.5",
        "1025, 2, 1, 0.5",
        "4096, 4, 1, 0.5",
        "4097, 5, 2, 1",
        "409600, 400, 100, 50",
    })
    void itemsArePricedByTheByte(int bytes, double write, double strong, double eventual) {
        Map<String, AttributeValue> key = newKey();

        assertThat(put(sized(key, bytes))).as("put").isEqualTo(write);
        assertThat(put(sized(key, bytes))).as("the same again").isEqualTo(write);
        assertThat(get(key, true)).as("strong").isEqualTo(strong);
        assertThat(get(key, false)).as("eventual").isEqualTo(eventual);
        assertThat(put(key)).as("the larger image counts").isEqualTo(write);
        assertThat(put(sized(key, bytes))).isEqualTo(write);
        assertThat(delete(key)).as("deletion").isEqualTo(write);
        assertThat(delete(key)).as("of a missing item").isEqualTo(1);
        assertThat(get(key, true)).as("a missing item").isEqualTo(1);
        assertThat(get(key, false)).as("a missing item").isEqualTo(0.5);
    }

    @Test
    void anUpdateCostsTheLargerImage() {
        Map<String, AttributeValue> key = newKey();
        var _ = put(sized(key, 2000));

        var grown = update(key, "SET z = :v", s("y".repeat(2000)));
        var unchanged = update(key, "SET z = if_not_exists(z, :v)", s("no"));
        var shrunk = update(key, "SET x = :v, z = :v", s("small"));

        assertThat(grown).isEqualTo(4);
        assertThat(unchanged).isEqualTo(4);
        assertThat(shrunk).isEqualTo(4);
        assertThat(update(key, "SET x = :v", s("small"))).isEqualTo(1);
    }

    private double update(
            Map<String, AttributeValue> key, String expression, AttributeValue value) {
        return client.updateItem(r ->
                        r.tableName(table)
                                .key(key)
                                .updateExpression(expression)
                                .expressionAttributeValues(Map.of(":v", value))
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity()
                .capacityUnits();
    }

    @Test
    void theDetailIsWhatWasAskedFor() {
        Map<String, AttributeValue> key = newKey();

        var unasked = client.putItem(r -> r.tableName(table).item(key));
        var none =
                client.getItem(r ->
                        r.tableName(table)
                                .key(key)
                                .returnConsumedCapacity(ReturnConsumedCapacity.NONE));
        var total =
                client.deleteItem(r ->
                                r.tableName(table)
                                        .key(key)
                                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                        .consumedCapacity();
        var indexes =
                client.deleteItem(r ->
                                r.tableName(table)
                                        .key(key)
                                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
                        .consumedCapacity();

        assertThat(unasked.consumedCapacity()).isNull();
        assertThat(none.consumedCapacity()).isNull();
        assertThat(total)
                .isEqualTo(ConsumedCapacity.builder().tableName(table).capacityUnits(1.0).build());
        assertThat(indexes.tableName()).isEqualTo(table);
        assertThat(indexes.capacityUnits()).isEqualTo(1);
        assertThat(indexes.table().capacityUnits()).isEqualTo(1);
        assertThat(indexes.hasLocalSecondaryIndexes()).isFalse();
    }

    @Test
    void otherDetailsAreRefused() {
        assertInvalid(
                () ->
                        client.getItem(r ->
                                r.tableName(table).key(newKey()).returnConsumedCapacity("ALL")),
                "Value 'ALL' at 'returnConsumedCapacity' failed to satisfy constraint: Member must"
                        + " satisfy enum value set: [INDEXES, TOTAL, NONE]");
        assertInvalid(
                () ->
                        client.putItem(r ->
                                r.tableName(table)
                                        .item(newKey())
                                        .returnConsumedCapacity("ALL")
                                        .returnItemCollectionMetrics("ALL")),
                "2 validation errors detected: ");
        assertInvalid(
                () ->
                        client.updateItem(r ->
                                r.tableName(table)
                                        .key(newKey())
                                        .returnItemCollectionMetrics("ALL")),
                "Value 'ALL' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member"
                        + " must satisfy enum value set: [SIZE, NONE]");
    }

    @Test
    void aTableNamedByItsArnIsCalledByItsArn() {
        String arn = client.describeTable(r -> r.tableName(table)).table().tableArn();

        var consumed =
                client.getItem(r ->
                                r.tableName(arn)
                                        .key(newKey())
                                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                        .consumedCapacity();

        assertThat(consumed.tableName()).isEqualTo(arn);
    }

    private ConsumedCapacity putIndexed(Object... namesAndValues) {
        return client.putItem(r ->
                        r.tableName(indexed)
                                .item(item(namesAndValues))
                                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
                .consumedCapacity();
    }

    private static void assertUnits(ConsumedCapacity consumed, double ofTable, double ofIndex) {
        assertThat(consumed.table().capacityUnits()).as("table").isEqualTo(ofTable);
        assertThat(consumed.capacityUnits()).as("sum").isEqualTo(ofTable + ofIndex);
        if (ofIndex == 0) {
            assertThat(consumed.hasLocalSecondaryIndexes()).as("no line").isFalse();
        } else {
            assertThat(consumed.localSecondaryIndexes()).containsOnlyKeys(INDEX);
            for (var line : consumed.localSecondaryIndexes().values()) {
                assertThat(line.capacityUnits()).as("index").isEqualTo(ofIndex);
            }
        }
    }

    @Test
    void indexesCostWhatTheirEntriesCost() {
        AttributeValue p = s("priced");
        AttributeValue large = s("y".repeat(2000));

        assertUnits(putIndexed("p", p, "s", s("1")), 1, 0); // without the index's key
        assertUnits(putIndexed("p", p, "s", s("1"), "i", n(1)), 1, 1); // a new entry
        assertUnits(putIndexed("p", p, "s", s("1"), "i", n("1.0")), 1, 0); // the same
        assertUnits(putIndexed("p", p, "s", s("1"), "i", n(1), "z", large), 2, 0); // unprojected
        assertUnits(putIndexed("p", p, "s", s("1"), "i", n(1), "x", large), 2, 2); // projected
        assertUnits(putIndexed("p", p, "s", s("1"), "i", n(2), "x", large), 2, 4); // another key
        assertUnits(putIndexed("p", p, "s", s("1")), 2, 2); // the entry goes
    }

    @Test
    void batchesTellOneSumForEachTable() {
        Map<String, AttributeValue> small = newKey();
        Map<String, AttributeValue> missing = newKey();
        Map<String, List<WriteRequest>> writes =
                Map.of(
                        table,
                        List.of(
                                write(sized(small, 1025)),
                                WriteRequest.builder()
                                        .deleteRequest(delete -> delete.key(missing))
                                        .build()),
                        indexed,
                        List.of(write(item("p", s("batch"), "s", s("1"), "i", n(1)))));

        var written =
                client.batchWriteItem(r ->
                        r.requestItems(writes)
                                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));
        var read =
                client.batchGetItem(r ->
                        r.requestItems(
                                        Map.of(
                                                table,
                                                KeysAndAttributes.builder()
                                                        .keys(List.of(small, missing))
                                                        .build(),
                                                indexed,
                                                KeysAndAttributes.builder()
                                                        .keys(
                                                                List.of(
                                                                        item(
                                                                                "p",
                                                                                s("batch"),
                                                                                "s",
                                                                                s("1"))))
                                                        .consistentRead(true)
                                                        .build()))
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(written.consumedCapacity()).hasSize(2);
        for (ConsumedCapacity consumed : written.consumedCapacity()) {
            if (consumed.tableName().equals(table)) {
                assertUnits(consumed, 3, 0);
            } else {
                assertThat(consumed.tableName()).isEqualTo(indexed);
                assertUnits(consumed, 1, 1);
            }
        }
        assertThat(read.consumedCapacity())
                .containsExactlyInAnyOrder(
                        ConsumedCapacity.builder().tableName(table).capacityUnits(1.0).build(),
                        ConsumedCapacity.builder().tableName(indexed).capacityUnits(1.0).build());
    }

    private static WriteRequest write(Map<String, AttributeValue> item) {
        return WriteRequest.builder().putRequest(put -> put.item(item)).build();
    }

    @Test
    void itemCollectionsAreMeasuredOnTablesWithLocalIndexesWhenAsked() {
        var key = item("p", s("collection"), "s", s("1"));
        var put =
                client.putItem(r ->
                                r.tableName(indexed)
                                        .item(key)
                                        .returnItemCollectionMetrics(
                                                ReturnItemCollectionMetrics.SIZE))
                        .itemCollectionMetrics();
        var updated =
                client.updateItem(r ->
                                r.tableName(indexed)
                                        .key(key)
                                        .returnItemCollectionMetrics(
                                                ReturnItemCollectionMetrics.SIZE))
                        .itemCollectionMetrics();
        var deleted =
                client.deleteItem(r ->
                                r.tableName(indexed)
                                        .key(key)
                                        .returnItemCollectionMetrics(
                                                ReturnItemCollectionMetrics.SIZE))
                        .itemCollectionMetrics();
        var unasked = client.putItem(r -> r.tableName(indexed).item(key));
        var without =
                client.putItem(r ->
                        r.tableName(table)
                                .item(newKey())
                                .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE));

        for (var metrics : List.of(put, updated, deleted)) {
            assertThat(metrics.itemCollectionKey()).isEqualTo(item("p", s("collection")));
            assertThat(metrics.sizeEstimateRangeGB()).containsExactly(0.0, 1.0);
        }
        assertThat(unasked.itemCollectionMetrics()).isNull();
        assertThat(without.itemCollectionMetrics()).isNull();
    }

    @Test
    void batchesTellTheCollectionsThatTheyTouched() {
        var response =
                client.batchWriteItem(r ->
                        r.requestItems(
                                        Map.of(
                                                indexed,
                                                List.of(
                                                        write(item("p", s("c1"), "s", s("1"))),
                                                        write(item("p", s("c1"), "s", s("2"))),
                                                        write(item("p", s("c2"), "s", s("1")))),
                                                table,
                                                List.of(write(newKey()))))
                                .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE));

        assertThat(response.itemCollectionMetrics()).containsOnlyKeys(indexed);
        for (var ofTable : response.itemCollectionMetrics().values()) {
            assertThat(ofTable).hasSize(2);
            assertThat(ofTable.getFirst().itemCollectionKey()).isEqualTo(item("p", s("c1")));
            assertThat(ofTable.getLast().itemCollectionKey()).isEqualTo(item("p", s("c2")));
            assertThat(ofTable.getFirst().sizeEstimateRangeGB()).containsExactly(0.0, 1.0);
        }
    }
}
