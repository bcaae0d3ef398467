package io.torcdb.model.capacity;

import io.torcdb.model.item.Item;
import io.torcdb.model.request.Response.ItemCollectionMetrics;
import java.util.Optional;

/** What writes tell of the item collections of tables with local indexes. */
public final class ItemCollections {
    private static final long GIGABYTE = 1L << 30;

    private ItemCollections() {}

    /** Returns whether a value of {@code ReturnItemCollectionMetrics} asks for anything. */
    public static boolean asked(Optional<String> returnItemCollectionMetrics) {
        return returnItemCollectionMetrics.filter("SIZE"::equals).isPresent();
    }

    /**
     * Returns the metrics of one collection: the whole gigabytes below and above its size.
     *
     * @param key the partition key alone
     */
    public static ItemCollectionMetrics metrics(Item key, long bytes) {
        long lower = bytes / GIGABYTE;
        return new ItemCollectionMetrics(key, lower, lower + 1);
    }
}
