package io.torcdb.runtime;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's clocks, and one timer thread. A task that fails is logged and does not stop the
 * others. After {@link #close} tasks that wait are dropped and new ones are ignored. Safe for use
 * by many threads.
 */
public final class SystemTime implements Time, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SystemTime.class);

    private final ScheduledThreadPoolExecutor timers;

    public SystemTime() {
        timers =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("torc-timer").daemon().factory());
        timers.setRemoveOnCancelPolicy(true);
        timers.setRejectedExecutionHandler((task, executor) -> {});
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long currentMillis() {
        return System.currentTimeMillis();
    }

    @Override
    @CanIgnoreReturnValue
    public Timer schedule(long delayNanos, Runnable task) {
        var waiting =
                timers.schedule(() -> run(task), Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
        return () -> {
            var _ = waiting.cancel(false);
        };
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
    }

    @Override
    public void close() {
        var _ = timers.shutdownNow();
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            LOG.error("A timed task failed", failure);
        }
    }
}
