package io.torcdb.runtime.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.torcdb.proto.internal.ExchangeGrpc;
import io.torcdb.proto.internal.Frame;
import io.torcdb.runtime.Time;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to talk to a peer, and the stream that it becomes: it is open from the peer's hello
 * to the first failure, and never used again after that. While it is open the peer is asked whether
 * it lives whenever it is silent. Lives on one event loop.
 */
final class GrpcConnection {
    private final EventLoop loop;
    private final Time time;
    private final Owner owner;
    private final ManagedChannel channel;
    private final ClientCall<Frame, Frame> call;
    private boolean open;
    private boolean ended;
    private long heardNanos;

    /** Who uses the connection; told on the loop. */
    interface Owner {
        void opened(GrpcConnection connection);

        void ready(GrpcConnection connection);

        void received(Frame frame);

        /**
         * The end; told once.
         *
         * @param end what it was
         */
        void ended(GrpcConnection connection, End end);
    }

    /**
     * Why a connection ended.
     *
     * @param nothingSeen whether the peer has surely not seen any message
     * @param refused whether the peer refused the hello
     */
    record End(String reason, boolean nothingSeen, boolean refused) {}

    /** What a connection is made of. */
    record Parts(EventLoops loops, EventLoop loop, Time time, Hello hello) {}

    GrpcConnection(String host, int port, Parts parts, Owner owner) {
        this.loop = parts.loop;
        this.time = parts.time;
        this.owner = owner;
        this.channel =
                builder(host, port)
                        .eventLoopGroup(loop)
                        .channelType(parts.loops.channel())
                        .withOption(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS, Limits.CONNECT_TIMEOUT_MILLIS)
                        .maxInboundMessageSize(Limits.INBOUND_BYTES)
                        .flowControlWindow(Limits.WINDOW_BYTES)
                        .proxyDetector(_ -> null)
                        .disableRetry()
                        .directExecutor()
                        .offloadExecutor(task -> Thread.startVirtualThread(task))
                        .usePlaintext()
                        .build();
        this.call =
                channel.newCall(
                        ExchangeGrpc.getTalkMethod(),
                        CallOptions.DEFAULT.withOnReadyThreshold(Limits.BUFFERED_BYTES));
        call.start(new Listener(), parts.hello.write());
        call.request(1);
    }

    boolean ready() {
        return open && call.isReady();
    }

    void send(Frame frame) {
        call.sendMessage(frame);
    }

    /** Ends the connection; the owner is told. */
    void fail(String reason) {
        end(new End(reason, false, false));
    }

    private void opened() {
        open = true;
        heardNanos = time.nanoTime();
        owner.opened(this);
        watch(heardNanos + Limits.ASK_NANOS);
    }

    /** Asks a silent peer, and gives up one that stays silent. */
    private void watch(long dueNanos) {
        time.schedule(dueNanos - time.nanoTime(), () -> onLoop(() -> look(dueNanos)));
    }

    private void look(long dueNanos) {
        if (ended) {
            return;
        }
        var now = time.nanoTime();
        if (now - dueNanos > Limits.LATE_NANOS) {
            heardNanos = Math.max(heardNanos, now - Limits.ASK_NANOS);
        }
        if (now - heardNanos >= Limits.SILENCE_NANOS) {
            fail("it is silent");
            return;
        }
        if (now - heardNanos >= Limits.ASK_NANOS && call.isReady()) {
            call.sendMessage(Frame.getDefaultInstance());
        }
        watch(now + Limits.ASK_NANOS);
    }

    private void end(End end) {
        if (ended) {
            return;
        }
        ended = true;
        open = false;
        call.cancel(end.reason(), null);
        var _ = channel.shutdownNow();
        owner.ended(this, end);
    }

    private static NettyChannelBuilder builder(String host, int port) {
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)
                ? NettyChannelBuilder.forAddress(new InetSocketAddress(host, port))
                : NettyChannelBuilder.forAddress(host, port);
    }

    private void onLoop(Runnable step) {
        if (loop.inEventLoop()) {
            step.run();
            return;
        }
        try {
            loop.execute(step);
        } catch (RejectedExecutionException _) {
            // The network was closed, and with it everything that could be told.
        }
    }

    private static String describe(Status status, @Nullable String refusal) {
        if (refusal != null) {
            return refusal;
        }
        var cause = status.getCause();
        var detail = cause == null ? status.getDescription() : cause.getMessage();
        return detail == null ? status.getCode().name() : detail;
    }

    private final class Listener extends ClientCall.Listener<Frame> {
        @Override
        public void onHeaders(Metadata headers) {
            onLoop(GrpcConnection.this::opened);
        }

        @Override
        public void onMessage(Frame frame) {
            onLoop(() -> {
                if (!ended) {
                    heardNanos = time.nanoTime();
                    call.request(1);
                    owner.received(frame);
                }
            });
        }

        @Override
        public void onReady() {
            onLoop(() -> owner.ready(GrpcConnection.this));
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            var refusal = trailers.get(Hello.REFUSED);
            var reason = describe(status, refusal);
            onLoop(() -> end(new End(reason, !open || refusal != null, refusal != null)));
        }
    }
}
