package io.torcdb.router.http;

import io.torcdb.runtime.Time;

/** When a client has to have done what it is waited for. Set by one thread, read by any. */
final class Deadline {
    private final Time time;
    private volatile long nanos;
    private long lastNanos;

    Deadline(Time time, long nanos) {
        this.time = time;
        set(nanos);
    }

    /** Gives {@code nanos} from now. */
    void set(long nanos) {
        this.nanos = time.nanoTime() + nanos;
    }

    /** Gives {@code nanos} from now, to be extended, but to no more than {@code mostNanos}. */
    void set(long nanos, long mostNanos) {
        long now = time.nanoTime();
        lastNanos = now + mostNanos;
        this.nanos = now + Math.min(nanos, mostNanos);
    }

    /** Gives {@code nanos} from now, or what is left of the most. */
    void extend(long nanos) {
        long now = time.nanoTime();
        this.nanos = now + Math.min(nanos, lastNanos - now);
    }

    /** Whether it was over at {@code nowNanos}. */
    boolean isPast(long nowNanos) {
        return nowNanos - nanos > 0;
    }

    /** Whether it is over. */
    boolean isPast() {
        return isPast(time.nanoTime());
    }
}
