package io.torcdb.router.grpc;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What an edge has on its hands, counted against its limits. Safe for use by many threads. */
final class Load {
    private final GrpcLimits limits;
    private final Set<Exchange<?>> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicLong requestBytes = new AtomicLong();

    Load(GrpcLimits limits) {
        this.limits = limits;
    }

    /** Notes a call that has begun. */
    void opened(Exchange<?> call) {
        open.add(call);
    }

    /** Forgets a call that is over. */
    void closed(Exchange<?> call) {
        open.remove(call);
    }

    /** Returns the calls that are not over. */
    Iterable<Exchange<?>> open() {
        return open;
    }

    /** Counts a call whose request has arrived, unless there are too many. */
    boolean begin() {
        if (calls.incrementAndGet() <= limits.calls()) {
            return true;
        }
        calls.decrementAndGet();
        return false;
    }

    /** Gives a call back. */
    void end() {
        calls.decrementAndGet();
    }

    /**
     * Counts bytes of a request, which must be given back; returns whether they are within the
     * limit.
     */
    boolean hold(long bytes) {
        return requestBytes.addAndGet(bytes) <= limits.requestBytes();
    }

    /** Gives bytes of a request back. */
    void release(long bytes) {
        requestBytes.addAndGet(-bytes);
    }
}
