package io.torcdb.router.routing;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the router has seen of one node lately. A node that owes answers and says nothing is
 * suspected, so that new requests ask the others first; suspicion never decides anything. Safe for
 * use by many threads.
 */
final class NodeHealth {
    /** A node that owes an answer for so long without giving any is suspected. */
    static final long SILENCE_NANOS = 800_000_000L;

    /** How long a node that could not be reached is asked last. */
    static final long UNREACHABLE_NANOS = 300_000_000L;

    private final AtomicInteger owed = new AtomicInteger();
    private volatile long quietSinceNanos;
    private volatile long unreachableUntilNanos;

    NodeHealth(long nowNanos) {
        quietSinceNanos = nowNanos;
        unreachableUntilNanos = nowNanos - UNREACHABLE_NANOS; // not even a moment ago
    }

    void asked(long nowNanos) {
        if (owed.getAndIncrement() == 0) {
            quietSinceNanos = nowNanos;
        }
    }

    void answered(long nowNanos) {
        owed.decrementAndGet();
        quietSinceNanos = nowNanos;
        unreachableUntilNanos = nowNanos - UNREACHABLE_NANOS;
    }

    void unreachable(long nowNanos) {
        owed.decrementAndGet();
        unreachableUntilNanos = nowNanos + UNREACHABLE_NANOS;
    }

    /** It did not answer in time; it stays as quiet as it was. */
    void silent() {
        owed.decrementAndGet();
    }

    /** Returns how many answers it owes. */
    int load() {
        return owed.get();
    }

    boolean suspected(long nowNanos) {
        return nowNanos - unreachableUntilNanos < 0
                || (owed.get() > 0 && nowNanos - quietSinceNanos > SILENCE_NANOS);
    }
}
