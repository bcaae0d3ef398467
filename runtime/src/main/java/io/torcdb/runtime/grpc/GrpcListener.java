package io.torcdb.runtime.grpc;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.torcdb.proto.internal.ExchangeGrpc;
import io.torcdb.proto.internal.Frame;
import io.torcdb.runtime.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** An address at which peers are served. */
final class GrpcListener implements Network.Listener {
    private final GrpcNetwork network;
    private final Network.Handler handler;
    private final Server server;
    private final Set<ServedStream> streams = ConcurrentHashMap.newKeySet();
    private volatile int port;

    private GrpcListener(InetSocketAddress address, GrpcNetwork network, Network.Handler handler) {
        this.network = network;
        this.handler = handler;
        var loops = network.loops();
        this.server =
                NettyServerBuilder.forAddress(address)
                        .bossEventLoopGroup(loops.group())
                        .workerEventLoopGroup(loops.group())
                        .channelType(loops.serverChannel())
                        .maxInboundMessageSize(Limits.INBOUND_BYTES)
                        .flowControlWindow(Limits.WINDOW_BYTES)
                        .keepAliveTime(Limits.SILENCE_NANOS, TimeUnit.NANOSECONDS)
                        .keepAliveTimeout(Limits.SILENCE_NANOS, TimeUnit.NANOSECONDS)
                        .permitKeepAliveWithoutCalls(true)
                        .directExecutor()
                        .addService(
                                ServerServiceDefinition.builder(ExchangeGrpc.SERVICE_NAME)
                                        .addMethod(ExchangeGrpc.getTalkMethod(), this::talk)
                                        .build())
                        .build();
    }

    static GrpcListener open(
            InetSocketAddress address, GrpcNetwork network, Network.Handler handler)
            throws IOException {
        var listener = new GrpcListener(address, network, handler);
        try {
            listener.port = listener.server.start().getPort();
            return listener;
        } catch (IOException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "Cannot listen at %s:%d: %s."
                            .formatted(
                                    address.getHostString(), address.getPort(), cause.getMessage()),
                    e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        var _ = server.shutdown();
        streams.forEach(ServedStream::finish);
        try {
            var _ = server.awaitTermination(Limits.CLOSING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        var _ = server.shutdownNow();
    }

    private ServerCall.Listener<Frame> talk(ServerCall<Frame, Frame> call, Metadata headers) {
        var own = network.hello();
        var objection = own.objection(Hello.read(headers));
        if (objection.isPresent()) {
            var trailers = new Metadata();
            trailers.put(Hello.REFUSED, objection.get());
            call.close(Status.FAILED_PRECONDITION, trailers);
            return new ServerCall.Listener<>() {};
        }
        var stream = new ServedStream(call, network.loops().current(), handler, streams::remove);
        streams.add(stream);
        stream.open(own.write());
        return stream;
    }
}
