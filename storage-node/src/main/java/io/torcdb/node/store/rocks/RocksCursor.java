package io.torcdb.node.store.rocks;

import io.torcdb.node.store.Store;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** A walk over a range; RocksDB's iterator shows the state of the moment it was made. */
final class RocksCursor implements Store.Cursor {
    private final RocksIterator iterator;
    private final RocksRange range;
    private final boolean descending;
    private final Runnable onClose;
    private boolean begun;
    private boolean closed;

    /** Makes one that owns {@code iterator} and {@code range}. */
    RocksCursor(RocksIterator iterator, RocksRange range, boolean descending, Runnable onClose) {
        this.iterator = iterator;
        this.range = range;
        this.descending = descending;
        this.onClose = onClose;
    }

    @Override
    public boolean next() {
        if (!begun) {
            begun = true;
            if (descending) {
                iterator.seekToLast();
            } else {
                iterator.seekToFirst();
            }
        } else if (iterator.isValid()) {
            if (descending) {
                iterator.prev();
            } else {
                iterator.next();
            }
        }
        return iterator.isValid() || ended();
    }

    /** Tells the end of the range, which returns false, from a failure. */
    private boolean ended() {
        try {
            iterator.status();
            return false;
        } catch (RocksDBException e) {
            throw RocksStore.failed("scan", e);
        }
    }

    @Override
    public byte[] key() {
        return iterator.key();
    }

    @Override
    public byte[] value() {
        return iterator.value();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        iterator.close();
        range.close();
        onClose.run();
    }
}
