package io.torcdb.router.grpc;

import io.torcdb.model.item.Item;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.model.request.Response.BatchGot;
import io.torcdb.model.request.Response.BatchWritten;
import io.torcdb.proto.v1.BatchGetItemResponse;
import io.torcdb.proto.v1.BatchWriteItemResponse;
import io.torcdb.proto.v1.KeysAndAttributes;
import io.torcdb.proto.v1.Names;
import io.torcdb.proto.v1.WriteRequest;
import io.torcdb.proto.v1.WriteRequests;
import java.util.List;

/**
 * Writes the replies of batches. A reply that is not of its operation's kind is a bug and throws
 * ClassCastException.
 */
final class BatchReplies {
    private BatchReplies() {}

    static BatchGetItemResponse batchGetItem(Response response) {
        var got = (BatchGot) response;
        var message = BatchGetItemResponse.newBuilder();
        got.responses().forEach((table, items) -> message.putResponses(table, items(items)));
        got.unprocessedKeys()
                .forEach((table, keys) -> message.putUnprocessedKeys(table, keys(keys)));
        got.consumedCapacity()
                .ifPresent(tables ->
                        tables.forEach(consumed ->
                                message.addConsumedCapacity(ItemReplies.capacity(consumed))));
        return message.build();
    }

    private static BatchGetItemResponse.Items items(List<Item> items) {
        var message = BatchGetItemResponse.Items.newBuilder();
        items.forEach(item -> message.addItems(ValueEncoder.attributes(item)));
        return message.build();
    }

    private static KeysAndAttributes keys(Request.KeysAndAttributes asked) {
        var message = KeysAndAttributes.newBuilder();
        asked.keys()
                .ifPresent(
                        keys -> keys.forEach(key -> message.addKeys(ValueEncoder.attributes(key))));
        asked.consistentRead().ifPresent(message::setConsistentRead);
        asked.projectionExpression().ifPresent(message::setProjectionExpression);
        asked.expressionAttributeNames()
                .map(names -> Names.newBuilder().putAllNames(names).build())
                .ifPresent(message::setExpressionAttributeNames);
        return message.build();
    }

    static BatchWriteItemResponse batchWriteItem(Response response) {
        var written = (BatchWritten) response;
        var message = BatchWriteItemResponse.newBuilder();
        written.unprocessedItems()
                .forEach((table, writes) -> message.putUnprocessedItems(table, writes(writes)));
        written.itemCollectionMetrics()
                .forEach((table, collections) ->
                        message.putItemCollectionMetrics(table, collections(collections)));
        written.consumedCapacity()
                .ifPresent(tables ->
                        tables.forEach(consumed ->
                                message.addConsumedCapacity(ItemReplies.capacity(consumed))));
        return message.build();
    }

    private static WriteRequests writes(List<Request.BatchWrite> writes) {
        var message = WriteRequests.newBuilder();
        for (Request.BatchWrite write : writes) {
            var request = WriteRequest.newBuilder();
            write.put().map(ValueEncoder::attributes).ifPresent(request::setPutItem);
            write.delete().map(ValueEncoder::attributes).ifPresent(request::setDeleteKey);
            message.addRequests(request);
        }
        return message.build();
    }

    private static BatchWriteItemResponse.ItemCollections collections(
            List<Response.ItemCollectionMetrics> collections) {
        var message = BatchWriteItemResponse.ItemCollections.newBuilder();
        collections.forEach(
                collection -> message.addCollections(ItemReplies.collection(collection)));
        return message.build();
    }
}
