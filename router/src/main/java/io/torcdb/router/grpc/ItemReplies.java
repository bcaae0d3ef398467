package io.torcdb.router.grpc;

import io.torcdb.model.item.Item;
import io.torcdb.model.request.Response;
import io.torcdb.model.request.Response.Got;
import io.torcdb.model.request.Response.Page;
import io.torcdb.model.request.Response.Written;
import io.torcdb.proto.v1.ConsumedCapacity;
import io.torcdb.proto.v1.DeleteItemResponse;
import io.torcdb.proto.v1.GetItemResponse;
import io.torcdb.proto.v1.ItemCollectionMetrics;
import io.torcdb.proto.v1.PutItemResponse;
import io.torcdb.proto.v1.QueryResponse;
import io.torcdb.proto.v1.ScanResponse;
import io.torcdb.proto.v1.UpdateItemResponse;
import java.util.List;

/**
 * Writes the replies of requests on items, but for batches. A reply that is not of its operation's
 * kind is a bug and throws ClassCastException.
 */
final class ItemReplies {
    private ItemReplies() {}

    static PutItemResponse putItem(Response response) {
        var written = (Written) response;
        var message = PutItemResponse.newBuilder();
        written.attributes().map(ValueEncoder::attributes).ifPresent(message::setAttributes);
        written.consumedCapacity()
                .map(ItemReplies::capacity)
                .ifPresent(message::setConsumedCapacity);
        written.itemCollectionMetrics()
                .map(ItemReplies::collection)
                .ifPresent(message::setItemCollectionMetrics);
        return message.build();
    }

    static UpdateItemResponse updateItem(Response response) {
        var written = (Written) response;
        var message = UpdateItemResponse.newBuilder();
        written.attributes().map(ValueEncoder::attributes).ifPresent(message::setAttributes);
        written.consumedCapacity()
                .map(ItemReplies::capacity)
                .ifPresent(message::setConsumedCapacity);
        written.itemCollectionMetrics()
                .map(ItemReplies::collection)
                .ifPresent(message::setItemCollectionMetrics);
        return message.build();
    }

    static DeleteItemResponse deleteItem(Response response) {
        var written = (Written) response;
        var message = DeleteItemResponse.newBuilder();
        written.attributes().map(ValueEncoder::attributes).ifPresent(message::setAttributes);
        written.consumedCapacity()
                .map(ItemReplies::capacity)
                .ifPresent(message::setConsumedCapacity);
        written.itemCollectionMetrics()
                .map(ItemReplies::collection)
                .ifPresent(message::setItemCollectionMetrics);
        return message.build();
    }

    static GetItemResponse getItem(Response response) {
        var got = (Got) response;
        var message = GetItemResponse.newBuilder();
        got.item().map(ValueEncoder::attributes).ifPresent(message::setItem);
        got.consumedCapacity().map(ItemReplies::capacity).ifPresent(message::setConsumedCapacity);
        return message.build();
    }

    static QueryResponse query(Response response) {
        var page = (Page) response;
        var message =
                QueryResponse.newBuilder()
                        .setCount(page.count())
                        .setScannedCount(page.scannedCount());
        for (Item item : page.items().orElse(List.of())) {
            message.addItems(ValueEncoder.attributes(item));
        }
        page.lastEvaluatedKey()
                .map(ValueEncoder::attributes)
                .ifPresent(message::setLastEvaluatedKey);
        page.consumedCapacity().map(ItemReplies::capacity).ifPresent(message::setConsumedCapacity);
        return message.build();
    }

    static ScanResponse scan(Response response) {
        var page = (Page) response;
        var message =
                ScanResponse.newBuilder()
                        .setCount(page.count())
                        .setScannedCount(page.scannedCount());
        for (Item item : page.items().orElse(List.of())) {
            message.addItems(ValueEncoder.attributes(item));
        }
        page.lastEvaluatedKey()
                .map(ValueEncoder::attributes)
                .ifPresent(message::setLastEvaluatedKey);
        page.consumedCapacity().map(ItemReplies::capacity).ifPresent(message::setConsumedCapacity);
        return message.build();
    }

    static ConsumedCapacity capacity(Response.ConsumedCapacity consumed) {
        var message =
                ConsumedCapacity.newBuilder()
                        .setTableName(consumed.tableName())
                        .setCapacityUnits(consumed.units());
        consumed.detail()
                .ifPresent(detail ->
                        message.setTableUnits(detail.table())
                                .putAllLocalIndexUnits(detail.localIndexes()));
        return message.build();
    }

    static ItemCollectionMetrics collection(Response.ItemCollectionMetrics metrics) {
        return ItemCollectionMetrics.newBuilder()
                .setItemCollectionKey(ValueEncoder.attributes(metrics.key()))
                .setSizeEstimateLowerGb(metrics.lowerGigabytes())
                .setSizeEstimateUpperGb(metrics.upperGigabytes())
                .build();
    }
}
