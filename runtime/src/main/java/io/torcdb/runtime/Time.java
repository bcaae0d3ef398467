package io.torcdb.runtime;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

/** The clocks and timers of a process. Safe for use by many threads. */
public interface Time {
    /**
     * Returns a monotonic time in nanoseconds, of arbitrary origin; differences alone mean
     * something.
     */
    long nanoTime();

    /**
     * Returns the wall clock in milliseconds since 1970-01-01T00:00Z; it may jump, and safety never
     * depends on it.
     */
    long currentMillis();

    /**
     * Runs {@code task} once, no sooner than {@code delayNanos} from now, on a timer thread: the
     * task must be short and must not block.
     *
     * @return what takes the task back
     */
    @CanIgnoreReturnValue
    Timer schedule(long delayNanos, Runnable task);

    /** Suspends the calling (virtual) thread for {@code nanos}. */
    void sleep(long nanos) throws InterruptedException;

    /** A task that waits for its time. */
    interface Timer {
        /** Takes the task back; without effect when it has run. */
        void cancel();
    }
}
