package io.torcdb.tests.replication;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP connection to a server that can lose what is sent and break. */
final class StallingProxy {
    private static final int BUFFER_BYTES = 65_536;

    private final ServerSocket listener;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean stalled;

    private StallingProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    static StallingProxy to(int target) throws IOException {
        var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var proxy = new StallingProxy(listener, target);
        Thread.ofPlatform().daemon().start(proxy::accept);
        return proxy;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** From here on what clients send is lost. */
    void stall() {
        stalled = true;
    }

    /** Breaks all connections; new ones work. */
    void reset() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        sockets.clear();
        stalled = false;
    }

    private void accept() {
        try {
            while (true) {
                var in = listener.accept();
                var out = new Socket(InetAddress.getLoopbackAddress(), target);
                in.setTcpNoDelay(true);
                out.setTcpNoDelay(true);
                sockets.add(in);
                sockets.add(out);
                Thread.ofPlatform().daemon().start(() -> pump(in, out, true));
                Thread.ofPlatform().daemon().start(() -> pump(out, in, false));
            }
        } catch (IOException _) {
            // The JVM ends.
        }
    }

    private void pump(Socket from, Socket to, boolean up) {
        var buffer = new byte[BUFFER_BYTES];
        try (from;
                to) {
            for (var n = from.getInputStream().read(buffer);
                    n > 0;
                    n = from.getInputStream().read(buffer)) {
                if (!(up && stalled)) {
                    to.getOutputStream().write(buffer, 0, n);
                }
            }
        } catch (IOException _) {
            // Reset.
        }
    }
}
