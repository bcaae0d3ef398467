package io.torcdb.node.rpc;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds what a node has taken and not answered. Safe for use by many threads. */
final class Admission {
    /** Requests of routers and the control plane under way in a node. */
    static final int MAX_REQUESTS = 16_384;

    /** Encoded bytes of these requests. */
    static final long MAX_REQUEST_BYTES = 64L << 20;

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong requestBytes = new AtomicLong();

    /** Takes a request in and returns true; {@link #leave} must follow. Or refuses it. */
    boolean enter(int bytes) {
        var count = requests.incrementAndGet();
        var size = requestBytes.addAndGet(bytes);
        if (count <= MAX_REQUESTS && size <= MAX_REQUEST_BYTES) {
            return true;
        }
        leave(bytes);
        return false;
    }

    void leave(int bytes) {
        requests.decrementAndGet();
        requestBytes.addAndGet(-bytes);
    }
}
