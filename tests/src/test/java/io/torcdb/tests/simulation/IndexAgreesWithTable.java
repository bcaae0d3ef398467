package io.torcdb.tests.simulation;

import com.google.protobuf.ByteString;
import io.torcdb.node.group.Counters;
import io.torcdb.node.group.Counters.IndexCounters;
import io.torcdb.node.store.Store.Family;
import io.torcdb.node.store.StoredItem;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The index of all counters has an entry for each, which holds the same, and is counted exactly.
 */
final class IndexAgreesWithTable {
    private static final byte[] ABOVE_ALL = {-1, -1, -1, -1, -1, -1, -1, -1, -1};

    private IndexAgreesWithTable() {}

    static void check(SimReplica replica, Violations violations) {
        if (!contents(replica, Family.ITEMS).equals(contents(replica, Family.INDEXES))) {
            violations.add("an index does not agree with its table");
        }
        Optional<Counters> counters =
                replica.machine()
                        .ownership()
                        .partition(Counter.PARTITION)
                        .map(partition -> partition.counters());
        if (counters.isEmpty()) {
            return;
        }
        var items = new IndexCounters(counters.get().items(), counters.get().bytes());
        var entries = counters.get().indexes().getOrDefault(Counter.INDEX, new IndexCounters(0, 0));
        if (!entries.equals(items)) {
            violations.add("the counters of an index are wrong");
        }
    }

    private static SortedSet<ByteString> contents(SimReplica replica, Family family) {
        var contents = new TreeSet<ByteString>(ByteString.unsignedLexicographicalComparator());
        try (var cursor = replica.store().scan(family, new byte[0], ABOVE_ALL, false)) {
            while (cursor.next()) {
                contents.add(StoredItem.view(StoredItem.check(cursor.value())));
            }
        }
        return contents;
    }
}
