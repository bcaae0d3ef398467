package io.torcdb.router.grpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes of one call's request while they arrive, which gRPC gathers without asking, and
 * holds them until the call is over. Called by gRPC, one thread at a time.
 */
final class Arrival extends ServerStreamTracer {
    private static final Context.Key<Arrival> CURRENT = Context.key("torc-arrival");

    private final Load load;
    private final AtomicLong held = new AtomicLong();
    private Runnable tooMuch = () -> {};

    private Arrival(Load load) {
        this.load = load;
    }

    /** Returns what makes the arrivals of an edge. */
    static Factory counting(Load load) {
        return new Factory() {
            @Override
            public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
                return new Arrival(load);
            }
        };
    }

    /** Has {@code tooMuch} run when more arrives with this call than the edge holds. */
    static void watch(Runnable tooMuch) {
        Objects.requireNonNull(CURRENT.get()).tooMuch = tooMuch;
    }

    @Override
    public Context filterContext(Context context) {
        return context.withValue(CURRENT, this);
    }

    @Override
    public void inboundWireSize(long bytes) {
        held.addAndGet(bytes);
        if (!load.hold(bytes)) {
            tooMuch.run();
        }
    }

    @Override
    public void streamClosed(Status status) {
        load.release(held.getAndSet(0));
    }
}
