package io.torcdb.runtime;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a process in the order in which they were started; {@link #close} stops them in
 * reverse. A part that fails to stop is logged and does not keep the others running. Closing twice
 * does nothing. Safe for use by many threads.
 *
 * <pre>{@code
 * return Lifecycle.start(parts -> {
 *     var store = parts.add("store", RocksStore.open(folder));
 *     var edge = parts.add("http edge", HttpEdge.open(config, store));
 *     return new RouterProcess(parts, edge);
 * });
 * }</pre>
 */
public final class Lifecycle implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Part> parts = new ArrayDeque<>();
    private boolean closed;

    /** Stops a part. */
    @FunctionalInterface
    public interface Stopping {
        /** Stops it and returns when it has stopped. */
        void stop() throws Exception;
    }

    /**
     * Starts the parts of something.
     *
     * @param <T> what they make together
     * @param <E> why they may fail to start
     */
    @FunctionalInterface
    public interface Starting<T, E extends Exception> {
        /** Starts the parts in order and returns what they make. */
        T start(Lifecycle parts) throws E;
    }

    private record Part(String name, Stopping stopping) {}

    /**
     * Runs {@code starting}; when it fails, the parts that it had started are stopped before the
     * failure goes on to the caller.
     */
    public static <T, E extends Exception> T start(Starting<T, E> starting) throws E {
        var parts = new Lifecycle();
        var started = false;
        try {
            var whole = starting.start(parts);
            started = true;
            return whole;
        } finally {
            if (!started) {
                parts.close();
            }
        }
    }

    /** Notes a part that is running and returns it. */
    @CanIgnoreReturnValue
    public <T extends AutoCloseable> T add(String name, T part) {
        onClose(name, part::close);
        return part;
    }

    /** Notes what stops a part that is running; it is done at once when this is closed already. */
    public void onClose(String name, Stopping stopping) {
        var part = new Part(name, stopping);
        lock.lock();
        try {
            if (!closed) {
                parts.push(part);
                return;
            }
        } finally {
            lock.unlock();
        }
        stop(part);
    }

    @Override
    public void close() {
        while (true) {
            Part next;
            lock.lock();
            try {
                closed = true;
                if (parts.isEmpty()) {
                    return;
                }
                next = parts.pop();
            } finally {
                lock.unlock();
            }
            stop(next);
        }
    }

    private static void stop(Part part) {
        try {
            part.stopping().stop();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            LOG.warn("Stopping {} failed", part.name(), failure);
        }
    }
}
