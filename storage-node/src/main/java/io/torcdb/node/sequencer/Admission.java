package io.torcdb.node.sequencer;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what waits, by number and bytes; full means no, now. Safe for use by many threads. */
final class Admission {
    private final long mostCount;
    private final long mostBytes;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    Admission(long mostCount, long mostBytes) {
        this.mostCount = mostCount;
        this.mostBytes = mostBytes;
    }

    /** Takes room, or returns false when there is none. */
    boolean enter(long size) {
        long counted = count.incrementAndGet();
        long sized = bytes.addAndGet(size);
        if (counted > mostCount || sized > mostBytes) {
            leave(size);
            return false;
        }
        return true;
    }

    void leave(long size) {
        count.decrementAndGet();
        bytes.addAndGet(-size);
    }
}
