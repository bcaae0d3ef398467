package io.torcdb.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.torcdb.proto.v1.AttributeValue;
import io.torcdb.proto.v1.Attributes;
import io.torcdb.proto.v1.BatchGetItemRequest;
import io.torcdb.proto.v1.BatchWriteItemRequest;
import io.torcdb.proto.v1.BillingMode;
import io.torcdb.proto.v1.CreateTableRequest;
import io.torcdb.proto.v1.DeleteItemRequest;
import io.torcdb.proto.v1.DeleteTableRequest;
import io.torcdb.proto.v1.DescribeContinuousBackupsRequest;
import io.torcdb.proto.v1.DescribeEndpointsRequest;
import io.torcdb.proto.v1.DescribeLimitsRequest;
import io.torcdb.proto.v1.DescribeTableRequest;
import io.torcdb.proto.v1.DescribeTimeToLiveRequest;
import io.torcdb.proto.v1.KeyAttribute;
import io.torcdb.proto.v1.KeysAndAttributes;
import io.torcdb.proto.v1.ListTablesRequest;
import io.torcdb.proto.v1.ListTagsOfResourceRequest;
import io.torcdb.proto.v1.LocalIndex;
import io.torcdb.proto.v1.Projection;
import io.torcdb.proto.v1.ProjectionType;
import io.torcdb.proto.v1.PutItemRequest;
import io.torcdb.proto.v1.QueryRequest;
import io.torcdb.proto.v1.ReturnConsumedCapacity;
import io.torcdb.proto.v1.ReturnItemCollectionMetrics;
import io.torcdb.proto.v1.ReturnValues;
import io.torcdb.proto.v1.ScalarType;
import io.torcdb.proto.v1.ScanRequest;
import io.torcdb.proto.v1.ScanResponse;
import io.torcdb.proto.v1.Select;
import io.torcdb.proto.v1.TableDescription;
import io.torcdb.proto.v1.Tag;
import io.torcdb.proto.v1.TagResourceRequest;
import io.torcdb.proto.v1.TimeToLiveSpecification;
import io.torcdb.proto.v1.TorcDatabaseGrpc;
import io.torcdb.proto.v1.TorcDatabaseGrpc.TorcDatabaseBlockingStub;
import io.torcdb.proto.v1.UntagResourceRequest;
import io.torcdb.proto.v1.UpdateItemRequest;
import io.torcdb.proto.v1.UpdateTableRequest;
import io.torcdb.proto.v1.UpdateTimeToLiveRequest;
import io.torcdb.proto.v1.WriteRequest;
import io.torcdb.proto.v1.WriteRequests;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every operation of the gRPC API once, on a whole cluster. */
@ExtendWith(OnLocalCluster.class)
final class GrpcOperationsTest {
    private final Database database;
    private final ManagedChannel channel;
    private final TorcDatabaseBlockingStub torc;
    private String table = "";

    GrpcOperationsTest(Database database) {
        this.database = database;
        this.channel =
                ManagedChannelBuilder.forAddress("127.0.0.1", database.grpcPort())
                        .usePlaintext()
                        .build();
        this.torc = TorcDatabaseGrpc.newBlockingStub(channel);
    }

    /** A table with the keys k and s, and an index "byI" of their order by i. */
    @BeforeEach
    void makeATable() {
        table = database.newName();
        var index =
                LocalIndex.newBuilder()
                        .setIndexName("byI")
                        .setSortKey(key("i", ScalarType.SCALAR_TYPE_N))
                        .setProjection(
                                Projection.newBuilder()
                                        .setProjectionType(ProjectionType.PROJECTION_TYPE_INCLUDE)
                                        .addNonKeyAttributes("x"));
        TableDescription made =
                torc.createTable(
                                CreateTableRequest.newBuilder()
                                        .setTableName(table)
                                        .setPartitionKey(key("k", ScalarType.SCALAR_TYPE_S))
                                        .setSortKey(key("s", ScalarType.SCALAR_TYPE_N))
                                        .setBillingMode(BillingMode.BILLING_MODE_PAY_PER_REQUEST)
                                        .addLocalIndexes(index)
                                        .addTags(tag("made", "here"))
                                        .build())
                        .getTable();
        assertThat(made.getTableName()).isEqualTo(table);
        database.awaitActive(table);
    }

    @AfterEach
    void closeTheChannel() {
        var _ = channel.shutdownNow();
    }

    private static KeyAttribute key(String name, ScalarType type) {
        return KeyAttribute.newBuilder().setAttributeName(name).setType(type).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.newBuilder().setKey(key).setValue(value).build();
    }

    private static AttributeValue number(int number) {
        return AttributeValue.newBuilder().setN(Integer.toString(number)).build();
    }

    private static Attributes key(int number) {
        return Attributes.newBuilder()
                .putAttributes("k", AttributeValue.newBuilder().setS("a").build())
                .putAttributes("s", number(number))
                .build();
    }

    /** An item that is in the index, and has an attribute that the index lacks. */
    private static Attributes item(int number) {
        return key(number).toBuilder()
                .putAttributes("i", number(-number))
                .putAttributes("x", number(1))
                .putAttributes("y", number(2))
                .build();
    }

    private void put(int... numbers) {
        for (int number : numbers) {
            var _ =
                    torc.putItem(
                            PutItemRequest.newBuilder()
                                    .setTableName(table)
                                    .setItem(item(number))
                                    .build());
        }
    }

    private TableDescription described() {
        return torc.describeTable(DescribeTableRequest.newBuilder().setTableName(table).build())
                .getTable();
    }

    @Test
    void aPutTellsItsCapacityByIndexesAndItsCollection() {
        var reply =
                torc.putItem(
                        PutItemRequest.newBuilder()
                                .setTableName(table)
                                .setItem(item(1))
                                .setReturnConsumedCapacity(
                                        ReturnConsumedCapacity.RETURN_CONSUMED_CAPACITY_INDEXES)
                                .setReturnItemCollectionMetrics(
                                        ReturnItemCollectionMetrics
                                                .RETURN_ITEM_COLLECTION_METRICS_SIZE)
                                .build());

        assertThat(reply.getConsumedCapacity().getCapacityUnits()).isEqualTo(2);
        assertThat(reply.getConsumedCapacity().getTableUnits()).isEqualTo(1);
        assertThat(reply.getConsumedCapacity().getLocalIndexUnitsMap()).containsEntry("byI", 1.0);
        assertThat(reply.getItemCollectionMetrics().getItemCollectionKey().getAttributesMap())
                .containsOnlyKeys("k");
        assertThat(reply.getItemCollectionMetrics().getSizeEstimateUpperGb()).isEqualTo(1);
    }

    @Test
    void anUpdateReturnsWhatItWroteAndADeleteWhatWasThere() {
        put(1);

        var updated =
                torc.updateItem(
                        UpdateItemRequest.newBuilder()
                                .setTableName(table)
                                .setKey(key(1))
                                .setUpdateExpression("SET y = :five")
                                .setExpressionAttributeValues(
                                        Attributes.newBuilder().putAttributes(":five", number(5)))
                                .setReturnValues(ReturnValues.RETURN_VALUES_UPDATED_NEW)
                                .build());
        var deleted =
                torc.deleteItem(
                        DeleteItemRequest.newBuilder()
                                .setTableName(table)
                                .setKey(key(1))
                                .setReturnValues(ReturnValues.RETURN_VALUES_ALL_OLD)
                                .build());

        assertThat(updated.getAttributes().getAttributesMap()).containsOnlyKeys("y");
        assertThat(deleted.getAttributes())
                .isEqualTo(item(1).toBuilder().putAttributes("y", number(5)).build());
    }

    @Test
    void aQueryOfAnIndexIsInItsOrderAndHasWhatItProjects() {
        put(1, 2, 3);
        var items = new ArrayList<Attributes>();

        torc.query(
                        QueryRequest.newBuilder()
                                .setTableName(table)
                                .setIndexName("byI")
                                .setKeyConditionExpression("k = :k AND i < :zero")
                                .setExpressionAttributeValues(
                                        Attributes.newBuilder()
                                                .putAttributes(
                                                        ":k", item(1).getAttributesOrThrow("k"))
                                                .putAttributes(":zero", number(0)))
                                .setConsistentRead(true)
                                .build())
                .forEachRemaining(page -> items.addAll(page.getItemsList()));

        assertThat(items).containsExactly(withoutY(item(3)), withoutY(item(2)), withoutY(item(1)));
    }

    private static Attributes withoutY(Attributes item) {
        return item.toBuilder().removeAttributes("y").build();
    }

    @Test
    void theSegmentsOfAScanFindEveryItemOnce() {
        put(1, 2, 3);
        int found = 0;

        for (int segment = 0; segment < 3; segment++) {
            var pages =
                    torc.scan(
                            ScanRequest.newBuilder()
                                    .setTableName(table)
                                    .setSelect(Select.SELECT_COUNT)
                                    .setTotalSegments(3)
                                    .setSegment(segment)
                                    .setConsistentRead(true)
                                    .build());
            while (pages.hasNext()) {
                ScanResponse page = pages.next();
                assertThat(page.getItemsList()).isEmpty();
                found += page.getCount();
            }
        }

        assertThat(found).isEqualTo(3);
    }

    @Test
    void batchesWriteAndReadByTable() {
        put(1);

        var written =
                torc.batchWriteItem(
                        BatchWriteItemRequest.newBuilder()
                                .putRequestItems(
                                        table,
                                        WriteRequests.newBuilder()
                                                .addRequests(
                                                        WriteRequest.newBuilder()
                                                                .setPutItem(item(2)))
                                                .addRequests(
                                                        WriteRequest.newBuilder()
                                                                .setDeleteKey(key(1)))
                                                .build())
                                .build());
        var read =
                torc.batchGetItem(
                        BatchGetItemRequest.newBuilder()
                                .putRequestItems(
                                        table,
                                        KeysAndAttributes.newBuilder()
                                                .addKeys(key(1))
                                                .addKeys(key(2))
                                                .setConsistentRead(true)
                                                .build())
                                .build());

        assertThat(written.getUnprocessedItemsMap()).isEmpty();
        assertThat(read.getUnprocessedKeysMap()).isEmpty();
        assertThat(read.getResponsesOrThrow(table).getItemsList()).containsExactly(item(2));
    }

    @Test
    void aTableIsDescribedWithItsIndexAndListed() {
        var index = described().getLocalIndexes(0);
        var listed = torc.listTables(ListTablesRequest.newBuilder().setLimit(100).build());

        assertThat(index.getIndexName()).isEqualTo("byI");
        assertThat(index.getIndexArn()).endsWith(":table/" + table + "/index/byI");
        assertThat(index.getSortKey().getAttributeName()).isEqualTo("i");
        assertThat(index.getProjection().getNonKeyAttributesList()).containsExactly("x");
        assertThat(listed.getTableNamesList()).contains(table);
    }

    @Test
    void aTableIsProtectedUnprotectedAndDeleted() {
        var update = UpdateTableRequest.newBuilder().setTableName(table);

        var on = torc.updateTable(update.setDeletionProtectionEnabled(true).build()).getTable();
        var off = torc.updateTable(update.setDeletionProtectionEnabled(false).build()).getTable();
        var deleted =
                torc.deleteTable(DeleteTableRequest.newBuilder().setTableName(table).build())
                        .getTable();

        assertThat(on.getDeletionProtectionEnabled()).isTrue();
        assertThat(off.getDeletionProtectionEnabled()).isFalse();
        assertThat(deleted.getTableStatus()).isEqualTo("DELETING");
    }

    @Test
    void tagsComeAndGo() {
        String arn = described().getTableArn();

        var _ =
                torc.tagResource(
                        TagResourceRequest.newBuilder()
                                .setResourceArn(arn)
                                .addTags(tag("a", "1"))
                                .build());
        List<Tag> both = tags(arn);
        var _ =
                torc.untagResource(
                        UntagResourceRequest.newBuilder()
                                .setResourceArn(arn)
                                .addTagKeys("made")
                                .build());

        assertThat(both).containsExactly(tag("a", "1"), tag("made", "here"));
        assertThat(tags(arn)).containsExactly(tag("a", "1"));
    }

    private List<Tag> tags(String arn) {
        return torc.listTagsOfResource(
                        ListTagsOfResourceRequest.newBuilder().setResourceArn(arn).build())
                .getTagsList();
    }

    @Test
    void theStateOfTimeToLiveAndOfBackupsIsTold() {
        var wanted =
                TimeToLiveSpecification.newBuilder().setAttributeName("t").setEnabled(true).build();

        var reply =
                torc.updateTimeToLive(
                        UpdateTimeToLiveRequest.newBuilder()
                                .setTableName(table)
                                .setSpecification(wanted)
                                .build());
        var now =
                torc.describeTimeToLive(
                        DescribeTimeToLiveRequest.newBuilder().setTableName(table).build());
        var backups =
                torc.describeContinuousBackups(
                        DescribeContinuousBackupsRequest.newBuilder().setTableName(table).build());

        assertThat(reply.getSpecification()).isEqualTo(wanted);
        assertThat(now.getTimeToLiveStatus()).isEqualTo("ENABLED");
        assertThat(now.getAttributeName()).isEqualTo("t");
        assertThat(backups.getContinuousBackupsStatus()).isEqualTo("ENABLED");
        assertThat(backups.getPointInTimeRecoveryStatus()).isEqualTo("DISABLED");
    }

    @Test
    void limitsAndEndpointsAreTold() {
        var limits = torc.describeLimits(DescribeLimitsRequest.getDefaultInstance());
        var endpoints = torc.describeEndpoints(DescribeEndpointsRequest.getDefaultInstance());

        assertThat(limits.getAccountMaxReadCapacityUnits()).isEqualTo(80_000);
        assertThat(limits.getTableMaxWriteCapacityUnits()).isEqualTo(40_000);
        assertThat(endpoints.getEndpoints(0).getCachePeriodMinutes()).isEqualTo(1_440);
    }
}
