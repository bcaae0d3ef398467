package io.torcdb.router.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What an edge has on its hands, counted against its limits. Safe for use by many threads. */
final class Load {
    /** Connections above the limit that are let in to be told so; more are closed unheard. */
    static final int SPARE_CONNECTIONS = 256;

    private final HttpLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bodyBytes = new AtomicLong();
    private final AtomicLong unreadBytes = new AtomicLong();
    private volatile boolean closing;

    Load(HttpLimits limits) {
        this.limits = limits;
    }

    /** How a new connection is received. */
    enum Reception {
        SERVED,
        TURNED_AWAY,
        CLOSED
    }

    /** Says that the edge closes: from here on each answer is the last of its connection. */
    void close() {
        closing = true;
    }

    /** Whether the edge closes. */
    boolean isClosing() {
        return closing;
    }

    /** Counts a connection, which must be given back whatever the reception. */
    Reception open(Connection connection) {
        connections.add(connection);
        int count = open.incrementAndGet();
        if (count <= limits.connections()) {
            return Reception.SERVED;
        }
        return count <= limits.connections() + SPARE_CONNECTIONS
                ? Reception.TURNED_AWAY
                : Reception.CLOSED;
    }

    /** Gives a connection back. */
    void closed(Connection connection) {
        if (connections.remove(connection) && open.decrementAndGet() == 0) {
            lock.lock();
            try {
                none.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Returns the open connections. */
    Iterable<Connection> connections() {
        return connections;
    }

    /** Waits until no connection is open. */
    void awaitNone() {
        lock.lock();
        try {
            while (open.get() > 0) {
                none.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Counts a request under way, unless there are too many or too much is not read. */
    boolean begin() {
        if (unreadBytes.get() > limits.unreadBytes()) {
            return false;
        }
        if (requests.incrementAndGet() <= limits.requests()) {
            return true;
        }
        requests.decrementAndGet();
        return false;
    }

    /** Gives a request back. */
    void end() {
        requests.decrementAndGet();
    }

    /** Counts bytes of a body, unless too many are held. */
    boolean hold(int bytes) {
        if (bodyBytes.addAndGet(bytes) <= limits.bodyBytes()) {
            return true;
        }
        bodyBytes.addAndGet(-bytes);
        return false;
    }

    /** Counts bytes of an answer that its client has not read; less is given as negative. */
    void unread(long bytes) {
        unreadBytes.addAndGet(bytes);
    }

    /** Gives bytes of a body back. */
    void release(long bytes) {
        bodyBytes.addAndGet(-bytes);
    }
}
