package io.torcdb.router.grpc;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.torcdb.model.request.Operations;
import io.torcdb.proto.v1.Error;
import io.torcdb.proto.v1.TorcDatabaseGrpc;
import io.torcdb.runtime.Network;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.SystemTime;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** An edge over operations of the test's own, and a client of it. */
final class Rig implements AutoCloseable {
    static final GrpcLimits LIMITS =
            new GrpcLimits(100, 100, 64L << 20, 10_000_000_000L, 10_000_000_000L, 2_000_000_000L);
    static final long TIMEOUT_NANOS = 4_000_000_000L;
    private static final int CLIENT_SECONDS = 20;

    private final SystemTime time = new SystemTime();
    private final GrpcEdge edge;
    private final ManagedChannel channel;

    Rig(Operations operations) throws IOException {
        this(LIMITS, operations, 0);
    }

    Rig(GrpcLimits limits, Operations operations, int port) throws IOException {
        var platform =
                new Platform(
                        time,
                        RandomGenerator.of("L64X128MixRandom"),
                        Thread.ofVirtual().factory(),
                        new NoNetwork());
        edge =
                GrpcEdge.open(
                        new GrpcConfig("127.0.0.1", port, "db:8000", TIMEOUT_NANOS, limits),
                        operations,
                        platform);
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", edge.port())
                        .usePlaintext()
                        .maxInboundMessageSize(64 << 20)
                        .build();
    }

    GrpcEdge edge() {
        return edge;
    }

    ManagedChannel channel() {
        return channel;
    }

    TorcDatabaseGrpc.TorcDatabaseBlockingStub client() {
        return TorcDatabaseGrpc.newBlockingStub(channel)
                .withDeadlineAfter(CLIENT_SECONDS, TimeUnit.SECONDS);
    }

    /** Returns what the details of a refusal hold. */
    static Error errorOf(StatusRuntimeException refusal) throws IOException {
        var status = Objects.requireNonNull(StatusProto.fromThrowable(refusal));
        return status.getDetails(0).unpack(Error.class);
    }

    @Override
    public void close() {
        var _ = channel.shutdownNow();
        edge.close();
        time.close();
    }

    /** The edge speaks to no other process. */
    static final class NoNetwork implements Network {
        @Override
        public Listener listen(String host, int port, Handler handler) throws IOException {
            throw new IOException("no network");
        }

        @Override
        public Peer peer(String address) {
            return (_, _, _, onReply) -> onReply.accept(new Reply.NotDelivered("no network"));
        }

        @Override
        public void close() {}
    }
}
