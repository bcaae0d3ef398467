package io.torcdb.router.grpc;

import static io.torcdb.router.grpc.Words.given;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.request.Request;
import io.torcdb.proto.v1.BatchGetItemRequest;
import io.torcdb.proto.v1.BatchWriteItemRequest;
import io.torcdb.proto.v1.KeysAndAttributes;
import io.torcdb.proto.v1.WriteRequest;
import io.torcdb.proto.v1.WriteRequests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads the messages of requests on many items. */
final class BatchRequests {
    private BatchRequests() {}

    static Request batchGetItem(BatchGetItemRequest message, ValueDecoder values) {
        var items = new LinkedHashMap<String, Request.KeysAndAttributes>();
        for (var table : message.getRequestItemsMap().entrySet()) {
            if (values.takesElement()) {
                items.put(table.getKey(), keysAndAttributes(table.getValue(), values));
            }
        }
        return new Request.BatchGetItem(
                given(!items.isEmpty(), items),
                ItemRequests.capacity(
                        message.getReturnConsumedCapacity(),
                        message.getReturnConsumedCapacityValue()));
    }

    private static Request.KeysAndAttributes keysAndAttributes(
            KeysAndAttributes message, ValueDecoder values) {
        var keys = new ArrayList<SequencedMap<String, AttributeValue>>();
        for (var key : message.getKeysList()) {
            if (values.takesElement()) {
                keys.add(values.attributes(key));
            }
        }
        return new Request.KeysAndAttributes(
                given(!keys.isEmpty(), keys),
                Optional.of(message.getConsistentRead()),
                given(message.hasProjectionExpression(), message.getProjectionExpression()),
                values.placeholders(
                                given(
                                        message.hasExpressionAttributeNames(),
                                        message.getExpressionAttributeNames()),
                                Optional.empty())
                        .names(),
                Optional.empty());
    }

    static Request batchWriteItem(BatchWriteItemRequest message, ValueDecoder values) {
        var items = new LinkedHashMap<String, List<Request.BatchWrite>>();
        for (var table : message.getRequestItemsMap().entrySet()) {
            if (values.takesElement()) {
                items.put(table.getKey(), writes(table.getValue(), values));
            }
        }
        return new Request.BatchWriteItem(
                given(!items.isEmpty(), items),
                ItemRequests.capacity(
                        message.getReturnConsumedCapacity(),
                        message.getReturnConsumedCapacityValue()),
                ItemRequests.metrics(
                        message.getReturnItemCollectionMetrics(),
                        message.getReturnItemCollectionMetricsValue()));
    }

    private static List<Request.BatchWrite> writes(WriteRequests message, ValueDecoder values) {
        var writes = new ArrayList<Request.BatchWrite>();
        for (WriteRequest write : message.getRequestsList()) {
            if (values.takesElement()) {
                writes.add(write(write, values));
            }
        }
        return writes;
    }

    private static Request.BatchWrite write(WriteRequest message, ValueDecoder values) {
        return switch (message.getRequestCase()) {
            case PUT_ITEM ->
                    new Request.BatchWrite(
                            Optional.of(values.attributes(message.getPutItem())), Optional.empty());
            case DELETE_KEY ->
                    new Request.BatchWrite(
                            Optional.empty(),
                            Optional.of(values.attributes(message.getDeleteKey())));
            case REQUEST_NOT_SET -> new Request.BatchWrite(Optional.empty(), Optional.empty());
        };
    }
}
