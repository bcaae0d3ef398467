package io.torcdb.node.sequencer;

/** The bounds of a sequencer and of the reads beside it. */
final class Limits {
    /** Writes of one group that are not answered yet; one more is told that the group is busy. */
    static final int WAITING_WRITES = 8_192;

    /** Bytes of these writes. */
    static final long WAITING_BYTES = 64L << 20;

    /** Reads of one group that are not answered yet. */
    static final int WAITING_READS = 16_384;

    /** Reads and pages of one group that may occupy a thread each. */
    static final int BLOCKING_READS = 512;

    /** Entries proposed and not yet applied; while they are, the next one grows. */
    static final int ENTRIES_IN_FLIGHT = 2;

    /** An entry is closed by the write that reaches this size; one item fits on top of it. */
    static final int ENTRY_BYTES = 1 << 20;

    /** Writes in one entry. */
    static final int ENTRY_WRITES = 1_024;

    /** Keys that are read from disk at once for writes. */
    static final int LOADS = 128;

    /** Messages that one run of the drain takes before it hands over to another thread. */
    static final int DRAIN_STEPS = 256;

    /** How often deadlines are looked at. */
    static final long TICK_NANOS = 50_000_000;

    /** How long the first proposal of a term may take before the sequencer opens anew. */
    static final long PROPOSAL_WAIT_NANOS = 2_000_000_000L;

    /** The most that this wait grows to: it doubles with each failure in a row. */
    static final long PROPOSAL_WAIT_MOST_NANOS = 16_000_000_000L;

    /** The pause before the second opening in a row that the log refused. */
    static final long REOPEN_PAUSE_NANOS = 10_000_000;

    /** The most that this pause grows to: it doubles with each failure in a row. */
    static final long REOPEN_PAUSE_MOST_NANOS = 1_000_000_000;

    /** A replica that has not heard from its leader for so long serves no reads. */
    static final long HEARD_NANOS = 1_000_000_000L;

    /** The most that one page reads before its filter. */
    static final int PAGE_BYTES = 1 << 20;

    /** The most that an item collection of a table with local indexes takes, entries included. */
    static final long COLLECTION_BYTES = 10L << 30;

    /** How far ahead of this clock another group's time may be and still be followed. */
    static final long AHEAD_MILLIS = 500;

    private Limits() {}

    /** Returns {@code first} doubled {@code times} times, at most {@code most}. */
    static long growing(long first, int times, long most) {
        return times >= Long.SIZE - 1 - Long.bitCount(most) || first << times > most
                ? most
                : first << times;
    }
}
