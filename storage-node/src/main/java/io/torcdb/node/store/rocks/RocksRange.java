package io.torcdb.node.store.rocks;

import org.rocksdb.ReadOptions;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/** The bounds of a scan as RocksDB takes them; an iterator needs them until it is closed. */
final class RocksRange implements AutoCloseable {
    private final Slice lower;
    private final Slice upper;
    private final ReadOptions options;

    RocksRange(byte[] lower, byte[] upper) {
        this.lower = new Slice(lower);
        this.upper = new Slice(upper);
        options =
                new ReadOptions().setIterateLowerBound(this.lower).setIterateUpperBound(this.upper);
    }

    /** Makes bounds of a scan that shows the state of {@code moment}. */
    RocksRange(byte[] lower, byte[] upper, Snapshot moment) {
        this(lower, upper);
        options.setSnapshot(moment);
    }

    ReadOptions options() {
        return options;
    }

    @Override
    public void close() {
        options.close();
        upper.close();
        lower.close();
    }
}
