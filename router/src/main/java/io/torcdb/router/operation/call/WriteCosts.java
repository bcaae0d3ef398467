package io.torcdb.router.operation.call;

import io.torcdb.model.capacity.Consumption;
import io.torcdb.model.capacity.ItemCollections;
import io.torcdb.model.capacity.Units;
import io.torcdb.model.item.Item;
import io.torcdb.model.request.Response.ItemCollectionMetrics;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.PrimaryKey;
import io.torcdb.model.schema.TableSchema;
import io.torcdb.proto.internal.WriteReply;
import java.util.Map;
import java.util.Optional;

/** What a node's reply to a write tells of capacity and of the item collection. */
public final class WriteCosts {
    private WriteCosts() {}

    /** Adds the units of one write. */
    public static void add(Consumption sum, TableSchema schema, WriteReply.Written written) {
        sum.addTable(
                Units.write(
                        Integer.toUnsignedLong(written.getOldBytes()),
                        Integer.toUnsignedLong(written.getNewBytes())));
        for (WriteReply.IndexUnits touched : written.getIndexUnitsList()) {
            for (LocalIndex index : schema.localIndexes()) {
                if (index.container() == touched.getContainer()) {
                    sum.addIndex(index.name(), touched.getUnits());
                }
            }
        }
    }

    /** Returns whether the node is to say how large the item's collection is. */
    public static boolean asksForCollection(
            Optional<String> returnItemCollectionMetrics, TableSchema schema) {
        return !schema.localIndexes().isEmpty()
                && ItemCollections.asked(returnItemCollectionMetrics);
    }

    /** Returns the metrics of the collection of the item that was written. */
    public static ItemCollectionMetrics collection(
            TableSchema schema, PrimaryKey key, WriteReply.Written written) {
        return ItemCollections.metrics(
                Item.of(Map.of(schema.partitionKey().name(), key.partitionKey())),
                written.getCollectionBytes());
    }
}
