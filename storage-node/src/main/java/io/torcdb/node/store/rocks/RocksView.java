package io.torcdb.node.store.rocks;

import io.torcdb.node.store.Store.Cursor;
import io.torcdb.node.store.Store.Family;
import io.torcdb.node.store.Store.View;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;

/** The state of the moment it was made, kept by a snapshot of RocksDB. */
final class RocksView implements View {
    private final RocksStore store;
    private final RocksDB database;
    private final Runnable onClose;
    private final Snapshot moment;
    private final ReadOptions options;
    private boolean closed;

    RocksView(RocksStore store, RocksDB database, Runnable onClose) {
        this.store = store;
        this.database = database;
        this.onClose = onClose;
        this.moment = database.getSnapshot();
        this.options = new ReadOptions().setSnapshot(moment);
    }

    @Override
    public byte @Nullable [] get(Family family, byte[] key) {
        try {
            return database.get(store.handle(family), options, key);
        } catch (RocksDBException e) {
            throw RocksStore.failed("read", e);
        }
    }

    @Override
    public Cursor scan(Family family, byte[] lower, byte[] upper, boolean descending) {
        var range = new RocksRange(lower, upper, moment);
        var iterator = database.newIterator(store.handle(family), range.options());
        return new RocksCursor(iterator, range, descending, () -> {});
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        options.close();
        database.releaseSnapshot(moment);
        moment.close();
        onClose.run();
    }
}
