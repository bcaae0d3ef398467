package io.torcdb.replication.ratis;

/**
 * Decides when a replica makes its state durable: by what a restart would replay. Ratis counts
 * entries only, and ours differ a thousandfold. One thread at a time.
 */
final class SnapshotPace {
    static final long MAX_BYTES = 64L << 20;

    static final long MAX_ENTRIES = 100_000;

    private long bytes;
    private long entries;

    /** Counts an applied entry and returns whether it is time. */
    boolean isDueAfter(int entryBytes) {
        bytes += entryBytes;
        entries++;
        return bytes >= MAX_BYTES || entries >= MAX_ENTRIES;
    }

    void restart() {
        bytes = 0;
        entries = 0;
    }
}
