package io.torcdb.runtime;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * A lock on which virtual threads wait for something to become true, for a time that {@link Time}
 * tells. Safe for use by many threads.
 */
public final class Monitor {
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    public Monitor(Time time) {
        this.time = time;
    }

    /** Takes the lock; a thread that has it may take it again. */
    public void lock() {
        lock.lock();
    }

    /** Gives the lock back. */
    public void unlock() {
        lock.unlock();
    }

    /** Makes all who wait look again. */
    public void changed() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until {@code condition} holds; called with the lock held, which is given back
     * meanwhile.
     *
     * @return whether it holds; false when the time is over or the thread was interrupted, which it
     *     then still is
     */
    @CanIgnoreReturnValue
    public boolean await(BooleanSupplier condition, long timeoutNanos) {
        if (condition.getAsBoolean()) {
            return true;
        }
        var deadline = time.nanoTime() + timeoutNanos;
        var timer = time.schedule(timeoutNanos, this::changed);
        try {
            while (!condition.getAsBoolean()) {
                if (deadline - time.nanoTime() <= 0) {
                    return false;
                }
                changed.await();
            }
            return true;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            timer.cancel();
        }
    }
}
