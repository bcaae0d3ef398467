package io.torcdb.node.store.rocks;

import io.torcdb.node.store.Store;
import io.torcdb.node.store.StoreException;
import io.torcdb.node.store.StoreFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The RocksDB stores of one node, which share block cache, write-buffer budget, rate limiter and
 * background threads. Safe for use by many threads.
 */
public final class RocksStores implements StoreFactory {
    private final RocksOptions options;

    private RocksStores(RocksOptions options) {
        this.options = options;
    }

    /** Opens what the stores of a node share. */
    public static RocksStores open(RocksConfig config) {
        RocksDB.loadLibrary();
        return new RocksStores(new RocksOptions(config));
    }

    @Override
    public Store open(Path folder) {
        try {
            Files.createDirectories(folder);
            return RocksStore.open(folder, options);
        } catch (IOException | RocksDBException e) {
            throw new StoreException(
                    "The database in " + folder + " cannot be opened: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public void close() {
        options.close();
    }
}
