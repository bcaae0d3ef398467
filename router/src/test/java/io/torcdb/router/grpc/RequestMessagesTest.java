package io.torcdb.router.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.MessageLite;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.proto.v1.Attributes;
import io.torcdb.proto.v1.BatchGetItemRequest;
import io.torcdb.proto.v1.BatchWriteItemRequest;
import io.torcdb.proto.v1.DeleteItemRequest;
import io.torcdb.proto.v1.GetItemRequest;
import io.torcdb.proto.v1.KeysAndAttributes;
import io.torcdb.proto.v1.Names;
import io.torcdb.proto.v1.PutItemRequest;
import io.torcdb.proto.v1.QueryRequest;
import io.torcdb.proto.v1.ReturnConsumedCapacity;
import io.torcdb.proto.v1.ReturnItemCollectionMetrics;
import io.torcdb.proto.v1.ScanRequest;
import io.torcdb.proto.v1.Select;
import io.torcdb.proto.v1.TorcProtos;
import io.torcdb.proto.v1.UntagResourceRequest;
import io.torcdb.proto.v1.UpdateItemRequest;
import io.torcdb.proto.v1.WriteRequest;
import io.torcdb.proto.v1.WriteRequests;
import io.torcdb.router.value.ValueChecks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The members of messages that came after the first ones arrive where they belong. */
class RequestMessagesTest {
    private static final Item ITEM = Item.of(Map.of("a", new StringValue("x")));
    private static final Attributes MESSAGE = ValueEncoder.attributes(ITEM);
    private static final ReturnConsumedCapacity INDEXES =
            ReturnConsumedCapacity.RETURN_CONSUMED_CAPACITY_INDEXES;
    private static final ReturnItemCollectionMetrics SIZE =
            ReturnItemCollectionMetrics.RETURN_ITEM_COLLECTION_METRICS_SIZE;
    private static final Request.Returns RETURNS =
            new Request.Returns(Optional.empty(), Optional.empty(), some("INDEXES"), some("SIZE"));

    private static <T> Optional<T> some(T value) {
        return Optional.of(value);
    }

    private static <T> SequencedMap<String, T> map(String key, T value) {
        var map = new LinkedHashMap<String, T>();
        map.put(key, value);
        return map;
    }

    static Stream<Arguments> itemMessages() {
        return Stream.of(
                arguments(
                        "PutItem",
                        PutItemRequest.newBuilder()
                                .setReturnConsumedCapacity(INDEXES)
                                .setReturnItemCollectionMetrics(SIZE)
                                .build(),
                        new Request.PutItem(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Request.Placeholders.NONE,
                                Request.Expectation.NONE,
                                RETURNS)),
                arguments(
                        "GetItem",
                        GetItemRequest.newBuilder().setReturnConsumedCapacity(INDEXES).build(),
                        new Request.GetItem(
                                Optional.empty(),
                                Optional.empty(),
                                some(false),
                                Optional.empty(),
                                Request.Placeholders.NONE,
                                Optional.empty(),
                                some("INDEXES"))),
                arguments(
                        "UpdateItem",
                        UpdateItemRequest.newBuilder()
                                .setReturnConsumedCapacity(INDEXES)
                                .setReturnItemCollectionMetrics(SIZE)
                                .build(),
                        new Request.UpdateItem(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Request.Placeholders.NONE,
                                Optional.empty(),
                                Request.Expectation.NONE,
                                RETURNS)),
                arguments(
                        "DeleteItem",
                        DeleteItemRequest.newBuilder()
                                .setReturnConsumedCapacity(INDEXES)
                                .setReturnItemCollectionMetrics(SIZE)
                                .build(),
                        new Request.DeleteItem(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Request.Placeholders.NONE,
                                Request.Expectation.NONE,
                                RETURNS)));
    }

    static Stream<Arguments> pageMessages() {
        return Stream.of(
                arguments(
                        "Query",
                        QueryRequest.newBuilder()
                                .setIndexName("i")
                                .setSelect(Select.SELECT_ALL_PROJECTED_ATTRIBUTES)
                                .setReturnConsumedCapacity(INDEXES)
                                .build(),
                        query(some("i"), "ALL_PROJECTED_ATTRIBUTES", some("INDEXES"))),
                arguments(
                        "Query",
                        QueryRequest.newBuilder()
                                .setIndexName("")
                                .setSelect(Select.SELECT_ALL_ATTRIBUTES)
                                .setCountOnly(true)
                                .build(),
                        query(some(""), "COUNT", Optional.empty())),
                arguments(
                        "Query",
                        QueryRequest.newBuilder().setSelectValue(17).build(),
                        query(Optional.empty(), "17", Optional.empty())),
                arguments(
                        "Scan",
                        ScanRequest.newBuilder()
                                .setIndexName("i")
                                .setSelect(Select.SELECT_COUNT)
                                .setTotalSegments(4)
                                .setSegment(0)
                                .setReturnConsumedCapacity(INDEXES)
                                .build(),
                        new Request.Scan(
                                Optional.empty(),
                                some("i"),
                                Optional.empty(),
                                Request.Placeholders.NONE,
                                Request.LegacyFilter.NONE,
                                new Request.Selection(
                                        some("COUNT"), Optional.empty(), Optional.empty()),
                                new Request.Segments(some(4), some(0)),
                                new Request.Paging(some(false), Optional.empty(), Optional.empty()),
                                some("INDEXES"))));
    }

    private static Request query(
            Optional<String> index, String select, Optional<String> returnConsumedCapacity) {
        return new Request.Query(
                Optional.empty(),
                index,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Request.Placeholders.NONE,
                Request.LegacyFilter.NONE,
                new Request.Selection(some(select), Optional.empty(), Optional.empty()),
                some(true),
                new Request.Paging(some(false), Optional.empty(), Optional.empty()),
                returnConsumedCapacity);
    }

    static Stream<Arguments> batchMessages() {
        return Stream.of(
                arguments(
                        "BatchGetItem",
                        BatchGetItemRequest.newBuilder()
                                .putRequestItems(
                                        "t",
                                        KeysAndAttributes.newBuilder()
                                                .addKeys(MESSAGE)
                                                .addKeys(Attributes.getDefaultInstance())
                                                .setConsistentRead(true)
                                                .setProjectionExpression("#a")
                                                .setExpressionAttributeNames(
                                                        Names.newBuilder().putNames("#a", "a"))
                                                .build())
                                .setReturnConsumedCapacity(INDEXES)
                                .build(),
                        new Request.BatchGetItem(
                                some(
                                        map(
                                                "t",
                                                new Request.KeysAndAttributes(
                                                        some(
                                                                List.of(
                                                                        ITEM.attributes(),
                                                                        new LinkedHashMap<>())),
                                                        some(true),
                                                        some("#a"),
                                                        some(map("#a", "a")),
                                                        Optional.empty()))),
                                some("INDEXES"))),
                arguments(
                        "BatchGetItem",
                        BatchGetItemRequest.getDefaultInstance(),
                        new Request.BatchGetItem(Optional.empty(), Optional.empty())),
                arguments(
                        "BatchWriteItem",
                        BatchWriteItemRequest.newBuilder()
                                .putRequestItems(
                                        "t",
                                        WriteRequests.newBuilder()
                                                .addRequests(
                                                        WriteRequest.newBuilder()
                                                                .setPutItem(MESSAGE))
                                                .addRequests(
                                                        WriteRequest.newBuilder()
                                                                .setDeleteKey(MESSAGE))
                                                .addRequests(WriteRequest.getDefaultInstance())
                                                .build())
                                .setReturnConsumedCapacity(INDEXES)
                                .setReturnItemCollectionMetrics(SIZE)
                                .build(),
                        new Request.BatchWriteItem(
                                some(
                                        map(
                                                "t",
                                                List.of(
                                                        new Request.BatchWrite(
                                                                some(ITEM.attributes()),
                                                                Optional.empty()),
                                                        new Request.BatchWrite(
                                                                Optional.empty(),
                                                                some(ITEM.attributes())),
                                                        new Request.BatchWrite(
                                                                Optional.empty(),
                                                                Optional.empty())))),
                                some("INDEXES"),
                                some("SIZE"))));
    }

    static ApiMethod<?, ?> method(String name) {
        return ApiMethods.all().stream()
                .filter(method -> name.equals(method.descriptor().getBareMethodName()))
                .findAny()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource({"itemMessages", "pageMessages", "batchMessages"})
    void messagesBecomeRequests(String name, MessageLite message, Request request) {
        assertThat(method(name).decode(message.toByteArray())).isEqualTo(Outcome.success(request));
    }

    @Test
    void theMethodsAreThoseOfTheService() {
        var service = TorcProtos.getDescriptor().findServiceByName("TorcDatabase");

        assertThat(ApiMethods.all().stream().map(method -> method.descriptor().getBareMethodName()))
                .containsExactlyElementsOf(
                        service.getMethods().stream().map(MethodDescriptor::getName).toList());
    }

    @Test
    void moreElementsThanAnyRequestHasAreRefused() {
        var keys = Collections.nCopies(ValueChecks.MAX_ELEMENTS, "k");
        var message = UntagResourceRequest.newBuilder().addAllTagKeys(keys);

        assertThat(method("UntagResource").decode(message.build().toByteArray()))
                .isInstanceOf(Outcome.Success.class);
        assertThat(
                        ApiMethodTest.judged(
                                method("UntagResource")
                                        .decode(message.addTagKeys("k").build().toByteArray())))
                .isEqualTo(Outcome.invalid("A request has more than 50000 elements"));
    }

    @Test
    void valuesOfBatchesAreChecked() {
        var message =
                BatchWriteItemRequest.newBuilder()
                        .putRequestItems(
                                "t",
                                WriteRequests.newBuilder()
                                        .addRequests(
                                                WriteRequest.newBuilder()
                                                        .setPutItem(
                                                                Attributes.newBuilder()
                                                                        .putAttributes(
                                                                                "n", number())))
                                        .build());

        assertThat(
                        ApiMethodTest.judged(
                                method("BatchWriteItem").decode(message.build().toByteArray())))
                .isEqualTo(
                        Outcome.invalid("The parameter cannot be converted to a numeric value: x"));
    }

    private static io.torcdb.proto.v1.AttributeValue number() {
        return io.torcdb.proto.v1.AttributeValue.newBuilder().setN("x").build();
    }
}
