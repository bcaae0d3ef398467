package io.torcdb.router.grpc;

import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.torcdb.model.request.Operations;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.SystemTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** A call whose client is the test: it takes pages when told to. Without a network. */
final class FakeCall<R> extends ServerCall<byte[], R> {
    private final ApiMethod<?, R> method;
    private final List<R> messages = new ArrayList<>();
    private Optional<Status> ending = Optional.empty();
    private boolean ready = true;

    private FakeCall(ApiMethod<?, R> method) {
        this.method = method;
    }

    /** A call under way, and what serves it. */
    record Served(FakeCall<?> call, Exchange<?> exchange, Service service) {
        /** Sends the whole request. */
        void request(com.google.protobuf.MessageLite message) {
            exchange.onMessage(message.toByteArray());
            exchange.onHalfClose();
        }
    }

    static Service service(GrpcLimits limits, Operations operations) {
        var platform =
                new Platform(
                        new SystemTime(),
                        RandomGenerator.of("L64X128MixRandom"),
                        Thread.ofVirtual().factory(),
                        new Rig.NoNetwork());
        return new Service(
                new GrpcConfig("127.0.0.1", 0, "db:8000", Rig.TIMEOUT_NANOS, limits),
                operations,
                platform,
                new Load(limits));
    }

    static Served begin(String name, Service service) {
        ApiMethod<?, ?> method =
                ApiMethods.all().stream()
                        .filter(any -> name.equals(any.descriptor().getBareMethodName()))
                        .findAny()
                        .orElseThrow();
        return begin(method, service);
    }

    private static <R> Served begin(ApiMethod<?, R> method, Service service) {
        var call = new FakeCall<>(method);
        var arrival =
                Arrival.counting(service.load()).newServerStreamTracer("method", new Metadata());
        Context before = arrival.filterContext(Context.current()).attach();
        try {
            return new Served(call, Exchange.start(call, method, service), service);
        } finally {
            Context.current().detach(before);
        }
    }

    void setReady(boolean ready) {
        this.ready = ready;
    }

    List<R> messages() {
        return messages;
    }

    Optional<Status.Code> ending() {
        return ending.map(Status::getCode);
    }

    static long nanos(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(R message) {
        messages.add(message);
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void close(Status status, Metadata trailers) {
        if (ending.isPresent()) {
            throw new IllegalStateException("closed twice");
        }
        ending = Optional.of(status);
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public Attributes getAttributes() {
        return Attributes.EMPTY;
    }

    @Override
    public MethodDescriptor<byte[], R> getMethodDescriptor() {
        return method.descriptor();
    }
}
