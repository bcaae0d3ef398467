package io.torcdb.node.store.rocks;

/**
 * What the stores of one node may use together.
 *
 * @param blockCacheBytes memory for blocks read from disk; the write buffers are charged to it
 * @param writeBufferBytes memory for what is not flushed yet
 * @param backgroundThreads threads that flush and compact
 * @param backgroundBytesPerSecond what flushes and compactions may write
 */
public record RocksConfig(
        long blockCacheBytes,
        long writeBufferBytes,
        int backgroundThreads,
        long backgroundBytesPerSecond) {
    /** Fits a node of a small machine, and several nodes in one JVM. */
    public static final RocksConfig SMALL = new RocksConfig(128L << 20, 64L << 20, 2, 256L << 20);
}
