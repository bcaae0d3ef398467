package io.torcdb.runtime.grpc;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads of a network and the kind of channels that they drive. */
record EventLoops(
        EventLoopGroup group,
        Class<? extends Channel> channel,
        Class<? extends ServerChannel> serverChannel) {
    private static final int MOST_THREADS = 8;

    /** Starts half as many threads as there are processors: work is done elsewhere too. */
    static EventLoops open() {
        var threads = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MOST_THREADS);
        var factory = new DefaultThreadFactory("torc-network", true);
        return Epoll.isAvailable()
                ? new EventLoops(
                        new MultiThreadIoEventLoopGroup(
                                threads, factory, EpollIoHandler.newFactory()),
                        EpollSocketChannel.class,
                        EpollServerSocketChannel.class)
                : new EventLoops(
                        new MultiThreadIoEventLoopGroup(
                                threads, factory, NioIoHandler.newFactory()),
                        NioSocketChannel.class,
                        NioServerSocketChannel.class);
    }

    /** Returns a loop for a new connection. */
    EventLoop next() {
        return group.next();
    }

    /** Returns the loop that the calling thread is. */
    EventLoop current() {
        for (var executor : group) {
            if (executor.inEventLoop() && executor instanceof EventLoop loop) {
                return loop;
            }
        }
        throw new IllegalStateException("Not on a thread of this network");
    }

    void close() {
        var _ = group.shutdownGracefully(100, 1_000, TimeUnit.MILLISECONDS);
    }
}
