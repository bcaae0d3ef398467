package io.torcdb.router.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.torcdb.model.request.Operations;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.Time;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Serves DynamoDB's JSON protocol over HTTP until it is closed. Requests are handled on the event
 * loops; operations answer on any thread. Safe for use by many threads.
 */
public final class HttpEdge implements AutoCloseable {
    private static final int BACKLOG = 1_024;
    private static final long MAX_SWEEP_NANOS = 500_000_000L;
    private static final int SWEEPS_PER_DEADLINE = 4;

    private final Platform platform;
    private final HttpLimits limits;
    private final Load load;
    private final EventLoopGroup loops;
    private final Channel listener;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpEdge(
            Platform platform,
            HttpLimits limits,
            Load load,
            EventLoopGroup loops,
            Channel listener) {
        this.platform = platform;
        this.limits = limits;
        this.load = load;
        this.loops = loops;
        this.listener = listener;
    }

    /**
     * Listens and serves.
     *
     * @throws IOException when the address cannot be had, with a sentence fit for users
     */
    public static HttpEdge open(HttpConfig config, Operations operations, Platform platform)
            throws IOException {
        boolean epoll = Epoll.isAvailable();
        var loops =
                new MultiThreadIoEventLoopGroup(
                        Runtime.getRuntime().availableProcessors(),
                        new DefaultThreadFactory("http"),
                        epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        var load = new Load(config.limits());
        var service = new Service(config, operations, platform);
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loops)
                        .channel(
                                epoll
                                        ? EpollServerSocketChannel.class
                                        : NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(new Reception(service, load))
                        .bind(config.host(), config.port())
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            shutDown(loops);
            throw new IOException(
                    "HTTP cannot listen at %s:%d: %s"
                            .formatted(config.host(), config.port(), reason(bound.cause())),
                    bound.cause());
        }
        var edge = new HttpEdge(platform, config.limits(), load, loops, bound.channel());
        edge.scheduleSweep();
        return edge;
    }

    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("in use")
                ? "another process uses this address; stop it or choose another port"
                : message;
    }

    /** Returns the port that is served. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    private void scheduleSweep() {
        long shortest = Math.min(limits.headNanos(), limits.stallNanos());
        platform.time()
                .schedule(Math.min(MAX_SWEEP_NANOS, shortest / SWEEPS_PER_DEADLINE), this::sweep);
    }

    private void sweep() {
        if (!closed.get()) {
            long nowNanos = platform.time().nanoTime();
            load.connections().forEach(connection -> connection.sweep(nowNanos));
            scheduleSweep();
        }
    }

    /**
     * Takes no more connections, lets the requests under way end within the limit, and returns when
     * every connection is closed.
     */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            listener.close().awaitUninterruptibly();
            load.close();
            load.connections().forEach(Connection::closeWhenDone);
            Time.Timer timer =
                    platform.time()
                            .schedule(
                                    limits.drainNanos(),
                                    () -> load.connections().forEach(Connection::closeNow));
            load.awaitNone();
            timer.cancel();
            closed.set(true);
            shutDown(loops);
        }
    }

    private static void shutDown(EventLoopGroup loops) {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Receives connections. */
    private static final class Reception extends ChannelInitializer<Channel> {
        private final Service service;
        private final Load load;

        Reception(Service service, Load load) {
            this.service = service;
            this.load = load;
        }

        @Override
        protected void initChannel(Channel channel) {
            var connection = new Connection(channel, service, load);
            channel.pipeline()
                    .addLast(new Arrivals(connection))
                    .addLast(new Framing())
                    .addLast(new HttpResponseEncoder())
                    .addLast(connection);
        }
    }

    /** Sees bytes before they are a whole head, so that slow heads have a deadline. */
    private static final class Arrivals extends ChannelInboundHandlerAdapter {
        private final Connection connection;

        Arrivals(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            connection.bytesArrived();
            context.fireChannelRead(message);
        }
    }
}
