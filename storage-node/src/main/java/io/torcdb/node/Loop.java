package io.torcdb.node;

import io.torcdb.runtime.Platform;
import io.torcdb.runtime.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that repeats a step until it is stopped. */
final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private static final long PAUSE_AFTER_FAILURE_NANOS = 1_000_000_000L;

    private final Time time;
    private final Step step;
    private final Thread thread;
    private volatile boolean stopped;

    /** What is repeated; it should end soon when its thread is interrupted. */
    @FunctionalInterface
    interface Step {
        void run() throws InterruptedException;
    }

    private Loop(Platform platform, Step step) {
        this.time = platform.time();
        this.step = step;
        this.thread = platform.threads().newThread(this::repeat);
    }

    static Loop start(Platform platform, Step step) {
        var loop = new Loop(platform, step);
        loop.thread.start();
        return loop;
    }

    private void repeat() {
        try {
            while (!stopped) {
                once();
            }
        } catch (InterruptedException _) {
            return; // only stop interrupts
        }
    }

    private void once() throws InterruptedException {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("A step failed; it is repeated", e);
            time.sleep(PAUSE_AFTER_FAILURE_NANOS);
        }
    }

    /** Ends it and waits until the step under way has ended. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.interrupt();
        thread.join();
    }
}
