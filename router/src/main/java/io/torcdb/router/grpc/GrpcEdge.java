package io.torcdb.router.grpc;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.torcdb.model.request.Operations;
import io.torcdb.proto.v1.TorcDatabaseGrpc;
import io.torcdb.runtime.Platform;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Serves {@code torc.v1.TorcDatabase}, with reflection and health, until it is closed. Calls are
 * handled on the event loops; operations answer on any thread. Safe for use by many threads.
 */
public final class GrpcEdge implements AutoCloseable {
    private static final long KEEP_ALIVE_SECONDS = 60;
    private static final long KEEP_ALIVE_TIMEOUT_SECONDS = 20;
    private static final long PERMITTED_KEEP_ALIVE_SECONDS = 10;
    private static final long HANDSHAKE_SECONDS = 10;
    private static final long ABANDONED_NANOS = 500_000_000L;
    private static final long MAX_SWEEP_NANOS = 1_000_000_000L;
    private static final int SWEEPS_PER_DEADLINE = 4;

    private final Service service;
    private final HealthStatusManager health;
    private final Server server;
    private final EventLoopGroup loops;
    private final AtomicBoolean closed = new AtomicBoolean();

    private GrpcEdge(
            Service service, HealthStatusManager health, Server server, EventLoopGroup loops) {
        this.service = service;
        this.health = health;
        this.server = server;
        this.loops = loops;
    }

    /**
     * Listens and serves.
     *
     * @throws IOException when the address cannot be had, with a sentence fit for users
     */
    public static GrpcEdge open(GrpcConfig config, Operations operations, Platform platform)
            throws IOException {
        var address = new InetSocketAddress(config.host(), config.port());
        if (address.isUnresolved()) {
            throw new IOException(cannotListen(config, "no such host is known"));
        }
        var health = new HealthStatusManager();
        health.setStatus(TorcDatabaseGrpc.SERVICE_NAME, ServingStatus.SERVING);
        var service = new Service(config, operations, platform, new Load(config.limits()));
        EventLoopGroup loops = loops();
        Server server = server(service, health, address, loops);
        try {
            var edge = new GrpcEdge(service, health, server.start(), loops);
            edge.scheduleSweep();
            return edge;
        } catch (IOException failure) {
            shutDown(loops);
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw new IOException(cannotListen(config, reason(cause)), cause);
        }
    }

    private static Server server(
            Service service,
            HealthStatusManager health,
            InetSocketAddress address,
            EventLoopGroup loops) {
        GrpcLimits limits = service.config().limits();
        return NettyServerBuilder.forAddress(address)
                .bossEventLoopGroup(loops)
                .workerEventLoopGroup(loops)
                .channelType(channelType())
                .directExecutor()
                .maxInboundMessageSize(GrpcLimits.MAX_REQUEST_BYTES)
                .maxInboundMetadataSize(GrpcLimits.MAX_METADATA_BYTES)
                .maxConcurrentCallsPerConnection(limits.callsOfConnection())
                .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveTime(PERMITTED_KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .addStreamTracerFactory(Arrival.counting(service.load()))
                .addService(service.definition())
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance())
                .addService(olderReflection())
                .build();
    }

    /** Returns the reflection that clients made before 2024 ask for. */
    @SuppressWarnings("deprecation") // gRPC's hint at the newer one, which is served beside it
    private static BindableService olderReflection() {
        return ProtoReflectionService.newInstance();
    }

    private static EventLoopGroup loops() {
        return new MultiThreadIoEventLoopGroup(
                Runtime.getRuntime().availableProcessors(),
                new DefaultThreadFactory("grpc"),
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    private static Class<? extends ServerChannel> channelType() {
        return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    private static String cannotListen(GrpcConfig config, String reason) {
        return "gRPC cannot listen at %s:%d: %s".formatted(config.host(), config.port(), reason);
    }

    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("in use")
                ? "another process uses this address; stop it or choose another port"
                : message;
    }

    /** Returns the port that is served. */
    public int port() {
        return server.getPort();
    }

    private void scheduleSweep() {
        GrpcLimits limits = service.config().limits();
        long shortest = Math.min(limits.arrivalNanos(), limits.stallNanos());
        service.platform()
                .time()
                .schedule(Math.min(MAX_SWEEP_NANOS, shortest / SWEEPS_PER_DEADLINE), this::sweep);
    }

    private void sweep() {
        if (!closed.get()) {
            long nowNanos = service.platform().time().nanoTime();
            service.load().open().forEach(call -> call.sweep(nowNanos));
            scheduleSweep();
        }
    }

    /**
     * Takes no more calls, lets those under way end within the limit, refuses the others, and
     * returns when every connection is closed.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            health.enterTerminalState();
            var _ = server.shutdown();
            if (!awaitCalls(service.config().limits().drainNanos())) {
                service.load().open().forEach(Exchange::abandon);
                var _ = awaitCalls(ABANDONED_NANOS);
            }
            var _ = server.shutdownNow();
            shutDown(loops);
        }
    }

    private boolean awaitCalls(long timeoutNanos) {
        try {
            return server.awaitTermination(timeoutNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void shutDown(EventLoopGroup loops) {
        var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
