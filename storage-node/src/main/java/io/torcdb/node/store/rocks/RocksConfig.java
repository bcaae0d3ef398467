package io.torcdb.node.store.rocks;

import io.torcdb.runtime.config.Config;

/**
 * What the stores of one node may use together.
 *
 * @param blockCacheBytes memory for blocks that were read from disk
 * @param writeBufferBytes memory for what is not flushed yet
 * @param backgroundThreads threads that flush and compact; those of all nodes of a JVM are shared
 * @param backgroundBytesPerSecond what flushes and compactions may write
 */
public record RocksConfig(
        long blockCacheBytes,
        long writeBufferBytes,
        int backgroundThreads,
        long backgroundBytesPerSecond) {
    /** Fits a node of a small machine, and several nodes in one JVM. */
    public static final RocksConfig SMALL = new RocksConfig(64L << 20, 64L << 20, 2, 256L << 20);

    /**
     * Reads the settings {@code memory.block-cache-bytes} and {@code memory.write-buffer-bytes}.
     */
    public static RocksConfig from(Config config) {
        return new RocksConfig(
                config.bytes("memory.block-cache-bytes", SMALL.blockCacheBytes()),
                config.bytes("memory.write-buffer-bytes", SMALL.writeBufferBytes()),
                SMALL.backgroundThreads(),
                SMALL.backgroundBytesPerSecond());
    }
}
