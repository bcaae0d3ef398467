package io.torcdb.node.store.rocks;

import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Priority;
import org.rocksdb.RateLimiter;
import org.rocksdb.WriteBufferManager;

/**
 * The options of a node's databases and the memory they share. One for each node; owns its native
 * objects.
 */
final class RocksOptions implements AutoCloseable {
    private static final int BLOOM_BITS_PER_KEY = 10;
    private static final int BLOCK_BYTES = 8 << 10;

    /** Shared by all threads of the cache; a few are enough for a machine of a few cores. */
    private static final int CACHE_SHARD_BITS = 4;

    /** The part of the cache in which index and filter blocks are kept in preference to data. */
    private static final double CACHE_SHARE_OF_INDEXES = 0.5;

    private static final int MOST_WRITE_BUFFERS = 4;
    private static final int FLUSH_THREADS = 1;

    /** Work of one database at a time: a flush and a compaction. */
    private static final int BACKGROUND_JOBS = 2;

    private static final int INFO_LOGS = 2;
    private static final long INFO_LOG_BYTES = 1 << 20;
    private static final long MANIFEST_BYTES = 16 << 20;
    private static final long SYNC_EVERY_BYTES = 1 << 20;

    /** How often the rate limiter hands out its budget. */
    private static final long REFILL_MICROS = 20_000;

    private final LRUCache cache;
    private final BloomFilter filter = new BloomFilter(BLOOM_BITS_PER_KEY);
    private final WriteBufferManager buffers;
    private final RateLimiter limiter;
    private final ColumnFamilyOptions family;
    private final DBOptions database;

    RocksOptions(RocksConfig config) {
        cache =
                new LRUCache(
                        config.blockCacheBytes(), CACHE_SHARD_BITS, false, CACHE_SHARE_OF_INDEXES);
        buffers = new WriteBufferManager(config.writeBufferBytes(), cache);
        limiter = new RateLimiter(config.backgroundBytesPerSecond(), REFILL_MICROS);
        family = familyOptions(config);
        database = databaseOptions(config);
    }

    ColumnFamilyOptions family() {
        return family;
    }

    DBOptions database() {
        return database;
    }

    private ColumnFamilyOptions familyOptions(RocksConfig config) {
        var table =
                new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setBlockSize(BLOCK_BYTES)
                        .setFilterPolicy(filter)
                        .setCacheIndexAndFilterBlocks(true)
                        .setCacheIndexAndFilterBlocksWithHighPriority(true)
                        .setPinL0FilterAndIndexBlocksInCache(true);
        // The newest levels are rewritten soon: compressing them costs more than it saves.
        return new ColumnFamilyOptions()
                .setTableFormatConfig(table)
                .setCompressionPerLevel(
                        List.of(
                                CompressionType.NO_COMPRESSION,
                                CompressionType.NO_COMPRESSION,
                                CompressionType.LZ4_COMPRESSION))
                .setLevelCompactionDynamicLevelBytes(true)
                .setWriteBufferSize(config.writeBufferBytes() / 2)
                .setMaxWriteBufferNumber(MOST_WRITE_BUFFERS);
    }

    private DBOptions databaseOptions(RocksConfig config) {
        var environment = Env.getDefault();
        environment.setBackgroundThreads(FLUSH_THREADS, Priority.HIGH);
        environment.setBackgroundThreads(config.backgroundThreads(), Priority.LOW);
        return new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                // Without a log of its own, all families must reach the disk together.
                .setAtomicFlush(true)
                .setParanoidChecks(true)
                .setWriteBufferManager(buffers)
                .setRateLimiter(limiter)
                .setEnv(environment)
                .setMaxBackgroundJobs(BACKGROUND_JOBS)
                .setBytesPerSync(SYNC_EVERY_BYTES)
                .setMaxManifestFileSize(MANIFEST_BYTES)
                .setSkipStatsUpdateOnDbOpen(true)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(INFO_LOGS)
                .setMaxLogFileSize(INFO_LOG_BYTES);
    }

    @Override
    public void close() {
        database.close();
        family.close();
        limiter.close();
        buffers.close();
        filter.close();
        cache.close();
    }
}
