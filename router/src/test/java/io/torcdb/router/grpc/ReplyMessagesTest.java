package io.torcdb.router.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.MessageLite;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.proto.v1.Attributes;
import io.torcdb.proto.v1.BatchGetItemResponse;
import io.torcdb.proto.v1.BatchWriteItemResponse;
import io.torcdb.proto.v1.BillingMode;
import io.torcdb.proto.v1.ConsumedCapacity;
import io.torcdb.proto.v1.DeleteItemResponse;
import io.torcdb.proto.v1.DescribeContinuousBackupsResponse;
import io.torcdb.proto.v1.DescribeEndpointsResponse;
import io.torcdb.proto.v1.DescribeLimitsResponse;
import io.torcdb.proto.v1.DescribeTimeToLiveResponse;
import io.torcdb.proto.v1.GetItemResponse;
import io.torcdb.proto.v1.ItemCollectionMetrics;
import io.torcdb.proto.v1.KeyAttribute;
import io.torcdb.proto.v1.KeysAndAttributes;
import io.torcdb.proto.v1.ListTagsOfResourceResponse;
import io.torcdb.proto.v1.LocalIndexDescription;
import io.torcdb.proto.v1.Names;
import io.torcdb.proto.v1.Projection;
import io.torcdb.proto.v1.ProjectionType;
import io.torcdb.proto.v1.ProvisionedThroughput;
import io.torcdb.proto.v1.PutItemResponse;
import io.torcdb.proto.v1.QueryResponse;
import io.torcdb.proto.v1.ScalarType;
import io.torcdb.proto.v1.ScanResponse;
import io.torcdb.proto.v1.TableClass;
import io.torcdb.proto.v1.TableDescription;
import io.torcdb.proto.v1.Tag;
import io.torcdb.proto.v1.TagResourceResponse;
import io.torcdb.proto.v1.TimeToLiveSpecification;
import io.torcdb.proto.v1.UntagResourceResponse;
import io.torcdb.proto.v1.UpdateItemResponse;
import io.torcdb.proto.v1.UpdateTableResponse;
import io.torcdb.proto.v1.UpdateTimeToLiveResponse;
import io.torcdb.proto.v1.WriteRequest;
import io.torcdb.proto.v1.WriteRequests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The members of replies that came after the first ones. */
class ReplyMessagesTest {
    private static final Item ITEM = Item.of(Map.of("a", new StringValue("x")));
    private static final Attributes MESSAGE = ValueEncoder.attributes(ITEM);
    private static final Response.ConsumedCapacity CONSUMED =
            new Response.ConsumedCapacity(
                    "t",
                    2.5,
                    Optional.of(new Response.ConsumedCapacity.Detail(1, map(Map.of("i", 1.5)))));
    private static final ConsumedCapacity CONSUMED_MESSAGE =
            ConsumedCapacity.newBuilder()
                    .setTableName("t")
                    .setCapacityUnits(2.5)
                    .setTableUnits(1)
                    .putLocalIndexUnits("i", 1.5)
                    .build();
    private static final Response.ConsumedCapacity TOTAL =
            new Response.ConsumedCapacity("t", 0.5, Optional.empty());
    private static final ConsumedCapacity TOTAL_MESSAGE =
            ConsumedCapacity.newBuilder().setTableName("t").setCapacityUnits(0.5).build();
    private static final Response.ItemCollectionMetrics METRICS =
            new Response.ItemCollectionMetrics(ITEM, 0, 1);
    private static final ItemCollectionMetrics METRICS_MESSAGE =
            ItemCollectionMetrics.newBuilder()
                    .setItemCollectionKey(MESSAGE)
                    .setSizeEstimateUpperGb(1)
                    .build();
    private static final Response WRITTEN =
            new Response.Written(Optional.empty(), Optional.of(CONSUMED), Optional.of(METRICS));
    private static final Response PAGE =
            new Response.Page(Optional.empty(), 1, 2, Optional.empty(), Optional.of(TOTAL));

    private static <T> SequencedMap<String, T> map(Map<String, T> entries) {
        return new TreeMap<>(entries);
    }

    static Stream<Arguments> items() {
        return Stream.of(
                arguments(
                        "PutItem",
                        WRITTEN,
                        PutItemResponse.newBuilder()
                                .setConsumedCapacity(CONSUMED_MESSAGE)
                                .setItemCollectionMetrics(METRICS_MESSAGE)
                                .build()),
                arguments(
                        "UpdateItem",
                        WRITTEN,
                        UpdateItemResponse.newBuilder()
                                .setConsumedCapacity(CONSUMED_MESSAGE)
                                .setItemCollectionMetrics(METRICS_MESSAGE)
                                .build()),
                arguments(
                        "DeleteItem",
                        WRITTEN,
                        DeleteItemResponse.newBuilder()
                                .setConsumedCapacity(CONSUMED_MESSAGE)
                                .setItemCollectionMetrics(METRICS_MESSAGE)
                                .build()),
                arguments(
                        "GetItem",
                        new Response.Got(Optional.empty(), Optional.of(TOTAL)),
                        GetItemResponse.newBuilder().setConsumedCapacity(TOTAL_MESSAGE).build()),
                arguments(
                        "Query",
                        PAGE,
                        QueryResponse.newBuilder()
                                .setCount(1)
                                .setScannedCount(2)
                                .setConsumedCapacity(TOTAL_MESSAGE)
                                .build()),
                arguments(
                        "Scan",
                        PAGE,
                        ScanResponse.newBuilder()
                                .setCount(1)
                                .setScannedCount(2)
                                .setConsumedCapacity(TOTAL_MESSAGE)
                                .build()));
    }

    static Stream<Arguments> batches() {
        return Stream.of(
                arguments(
                        "BatchGetItem",
                        new Response.BatchGot(
                                map(Map.of("t", List.of(ITEM), "u", List.of())),
                                map(
                                        Map.of(
                                                "t",
                                                new Request.KeysAndAttributes(
                                                        Optional.of(List.of(ITEM.attributes())),
                                                        Optional.of(true),
                                                        Optional.of("#a"),
                                                        Optional.of(map(Map.of("#a", "a"))),
                                                        Optional.empty()))),
                                Optional.of(List.of(CONSUMED, TOTAL))),
                        BatchGetItemResponse.newBuilder()
                                .putResponses(
                                        "t",
                                        BatchGetItemResponse.Items.newBuilder()
                                                .addItems(MESSAGE)
                                                .build())
                                .putResponses("u", BatchGetItemResponse.Items.getDefaultInstance())
                                .putUnprocessedKeys(
                                        "t",
                                        KeysAndAttributes.newBuilder()
                                                .addKeys(MESSAGE)
                                                .setConsistentRead(true)
                                                .setProjectionExpression("#a")
                                                .setExpressionAttributeNames(
                                                        Names.newBuilder().putNames("#a", "a"))
                                                .build())
                                .addConsumedCapacity(CONSUMED_MESSAGE)
                                .addConsumedCapacity(TOTAL_MESSAGE)
                                .build()),
                arguments(
                        "BatchWriteItem",
                        new Response.BatchWritten(
                                map(
                                        Map.of(
                                                "t",
                                                List.of(
                                                        new Request.BatchWrite(
                                                                Optional.of(ITEM.attributes()),
                                                                Optional.empty()),
                                                        new Request.BatchWrite(
                                                                Optional.empty(),
                                                                Optional.of(ITEM.attributes()))))),
                                map(Map.of("t", List.of(METRICS))),
                                Optional.of(List.of(TOTAL))),
                        BatchWriteItemResponse.newBuilder()
                                .putUnprocessedItems(
                                        "t",
                                        WriteRequests.newBuilder()
                                                .addRequests(
                                                        WriteRequest.newBuilder()
                                                                .setPutItem(MESSAGE))
                                                .addRequests(
                                                        WriteRequest.newBuilder()
                                                                .setDeleteKey(MESSAGE))
                                                .build())
                                .putItemCollectionMetrics(
                                        "t",
                                        BatchWriteItemResponse.ItemCollections.newBuilder()
                                                .addCollections(METRICS_MESSAGE)
                                                .build())
                                .addConsumedCapacity(TOTAL_MESSAGE)
                                .build()));
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                arguments(
                        "UpdateTable",
                        new Response.Described(table()),
                        UpdateTableResponse.newBuilder().setTable(tableMessage()).build()),
                arguments("TagResource", new Response.Nothing(), tagged()),
                arguments(
                        "UntagResource",
                        new Response.Nothing(),
                        UntagResourceResponse.getDefaultInstance()),
                arguments(
                        "ListTagsOfResource",
                        new Response.Tags(List.of(new Response.Tag("k", "")), Optional.of("n")),
                        ListTagsOfResourceResponse.newBuilder()
                                .addTags(Tag.newBuilder().setKey("k"))
                                .setNextToken("n")
                                .build()),
                arguments(
                        "UpdateTimeToLive",
                        new Response.TimeToLive(Optional.of("a"), true, "ENABLING"),
                        UpdateTimeToLiveResponse.newBuilder()
                                .setSpecification(
                                        TimeToLiveSpecification.newBuilder()
                                                .setAttributeName("a")
                                                .setEnabled(true))
                                .build()),
                arguments(
                        "DescribeTimeToLive",
                        new Response.TimeToLive(Optional.empty(), false, "DISABLED"),
                        DescribeTimeToLiveResponse.newBuilder()
                                .setTimeToLiveStatus("DISABLED")
                                .build()),
                arguments(
                        "DescribeContinuousBackups",
                        new Response.ContinuousBackups(),
                        DescribeContinuousBackupsResponse.newBuilder()
                                .setContinuousBackupsStatus("ENABLED")
                                .setPointInTimeRecoveryStatus("DISABLED")
                                .build()),
                arguments(
                        "DescribeLimits",
                        new Response.Limits(1, 2, 3, 4),
                        DescribeLimitsResponse.newBuilder()
                                .setAccountMaxReadCapacityUnits(1)
                                .setAccountMaxWriteCapacityUnits(2)
                                .setTableMaxReadCapacityUnits(3)
                                .setTableMaxWriteCapacityUnits(4)
                                .build()),
                arguments(
                        "DescribeEndpoints",
                        new Response.Endpoints("host:1", 1440),
                        DescribeEndpointsResponse.newBuilder()
                                .addEndpoints(
                                        DescribeEndpointsResponse.Endpoint.newBuilder()
                                                .setAddress("host:1")
                                                .setCachePeriodMinutes(1440))
                                .build()));
    }

    private static TagResourceResponse tagged() {
        return TagResourceResponse.getDefaultInstance();
    }

    private static Response.TableDescription table() {
        var keys =
                List.of(
                        new Response.KeyElement("p", "HASH"),
                        new Response.KeyElement("s", "RANGE"));
        return new Response.TableDescription(
                "t",
                "id",
                "arn",
                "UPDATING",
                1,
                List.of(new Response.Definition("p", "S"), new Response.Definition("s", "N")),
                keys.subList(0, 1),
                List.of(
                        new Response.LocalIndexDescription(
                                "i", "arn/index/i", keys, "INCLUDE", List.of("a"), 2, 3)),
                new Response.Billing(
                        false, Optional.of(4L), 5, 6, Optional.of(7L), Optional.of(8L), 9),
                true,
                Optional.of(
                        new Response.TableClass("STANDARD_INFREQUENT_ACCESS", Optional.of(10L))),
                11,
                12);
    }

    private static TableDescription tableMessage() {
        var sortKey =
                KeyAttribute.newBuilder()
                        .setAttributeName("s")
                        .setType(ScalarType.SCALAR_TYPE_N)
                        .build();
        return TableDescription.newBuilder()
                .setTableName("t")
                .setTableId("id")
                .setTableArn("arn")
                .setTableStatus("UPDATING")
                .setCreationTimeMillis(1)
                .setPartitionKey(
                        KeyAttribute.newBuilder()
                                .setAttributeName("p")
                                .setType(ScalarType.SCALAR_TYPE_S))
                .addLocalIndexes(
                        LocalIndexDescription.newBuilder()
                                .setIndexName("i")
                                .setIndexArn("arn/index/i")
                                .setSortKey(sortKey)
                                .setProjection(
                                        Projection.newBuilder()
                                                .setProjectionType(
                                                        ProjectionType.PROJECTION_TYPE_INCLUDE)
                                                .addNonKeyAttributes("a"))
                                .setItemCount(2)
                                .setIndexSizeBytes(3))
                .setBillingMode(BillingMode.BILLING_MODE_PROVISIONED)
                .setOnDemandTimeMillis(4)
                .setProvisionedThroughput(
                        ProvisionedThroughput.newBuilder()
                                .setReadCapacityUnits(5)
                                .setWriteCapacityUnits(6))
                .setLastIncreaseTimeMillis(7)
                .setLastDecreaseTimeMillis(8)
                .setDecreasesToday(9)
                .setDeletionProtectionEnabled(true)
                .setTableClass(TableClass.TABLE_CLASS_STANDARD_INFREQUENT_ACCESS)
                .setTableClassChangeTimeMillis(10)
                .setItemCount(11)
                .setTableSizeBytes(12)
                .build();
    }

    @ParameterizedTest
    @MethodSource({"items", "batches", "tables"})
    void repliesBecomeMessages(String name, Response response, MessageLite message) {
        ApiMethod<?, ?> method =
                ApiMethods.all().stream()
                        .filter(one -> name.equals(one.descriptor().getBareMethodName()))
                        .findAny()
                        .orElseThrow();

        assertThat(method.write().apply(response)).isEqualTo(message);
    }
}
