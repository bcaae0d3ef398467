package io.torcdb.node.sequencer;

import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.TableSchema;
import io.torcdb.node.group.Counters;
import io.torcdb.node.group.Group;
import io.torcdb.node.store.Keys;
import io.torcdb.node.store.Store;
import io.torcdb.node.store.Store.Family;

/**
 * How large the item collections of tables with local indexes are: the items of one partition key
 * with their entries. Estimates, since none is counted for itself.
 */
final class ItemCollections {
    private final Group group;
    private final long mostBytes;

    /**
     * @param mostBytes a collection that takes more does not grow any further
     */
    ItemCollections(Group group, long mostBytes) {
        this.group = group;
        this.mostBytes = mostBytes;
    }

    /**
     * Returns whether a collection may grow. The store is only asked when the partition as a whole
     * is too large for one collection.
     */
    boolean mayGrow(Access.Granted to, long token) {
        return to.table().indexed().isEmpty()
                || to.partition().counters().bytesWithIndexes() <= mostBytes
                || bytes(to, token) <= mostBytes;
    }

    /** Returns about how many bytes a collection takes; 0 on a table without local indexes. */
    long bytes(Access.Granted of, long token) {
        if (of.table().indexed().isEmpty()) {
            return 0;
        }
        TableSchema schema = of.table().indexed().get();
        long bytes = approximate(Family.ITEMS, of.table().id(), token);
        for (LocalIndex index : schema.localIndexes()) {
            bytes += approximate(Family.INDEXES, index.container(), token);
        }
        // The estimate of a small collection is that of a few blocks.
        Counters all = of.partition().counters();
        return Math.min(bytes, all.bytesWithIndexes());
    }

    /** Partition keys with one token are as good as one: tokens are hashes of 64 bits. */
    private long approximate(Family family, long container, long token) {
        Store store = group.store();
        return store.approximateBytes(
                family, Keys.firstOfToken(container, token), Keys.endOfToken(container, token));
    }
}
