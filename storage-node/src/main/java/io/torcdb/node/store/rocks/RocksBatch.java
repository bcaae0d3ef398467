package io.torcdb.node.store.rocks;

import io.torcdb.node.store.Store;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Changes that RocksDB applies together. */
final class RocksBatch implements Store.Batch {
    private final RocksStore store;
    private final Runnable onClose;
    private final WriteBatch changes = new WriteBatch();
    private boolean closed;

    RocksBatch(RocksStore store, Runnable onClose) {
        this.store = store;
        this.onClose = onClose;
    }

    WriteBatch changes() {
        return changes;
    }

    @Override
    public void put(Store.Family family, byte[] key, byte[] value) {
        try {
            changes.put(store.handle(family), key, value);
        } catch (RocksDBException e) {
            throw RocksStore.failed("note a change", e);
        }
    }

    @Override
    public void delete(Store.Family family, byte[] key) {
        try {
            changes.delete(store.handle(family), key);
        } catch (RocksDBException e) {
            throw RocksStore.failed("note a change", e);
        }
    }

    @Override
    public void deleteRange(Store.Family family, byte[] lower, byte[] upper) {
        try {
            changes.deleteRange(store.handle(family), lower, upper);
        } catch (RocksDBException e) {
            throw RocksStore.failed("note a change", e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        changes.close();
        onClose.run();
    }
}
