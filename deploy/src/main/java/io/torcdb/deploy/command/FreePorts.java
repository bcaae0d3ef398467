package io.torcdb.deploy.command;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Finds ports for the inner connections of a cluster. They are kept for its life, so they are taken
 * from below the range from which systems give ports to outgoing connections.
 */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 1_000;

    private FreePorts() {}

    /** Returns the first of {@code count} ports in a row that are free now. */
    public static int findRun(int count, RandomGenerator random) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            var first = random.nextInt(FIRST, LAST - count);
            if (allFree(first, count)) {
                return first;
            }
        }
        throw new IOException(
                "No %d free ports in a row were found between %d and %d."
                        .formatted(count, FIRST, LAST));
    }

    /**
     * Throws, with a sentence for users, unless a process can listen at each of {@code ports} now.
     *
     * @param ports 0 stands for any
     */
    public static void require(String host, List<Integer> ports) throws IOException {
        for (int port : ports) {
            try {
                listen(new InetSocketAddress(host, port));
            } catch (BindException e) {
                throw new IOException(
                        "Nothing can listen at %s:%d (%s); stop the process that uses it or choose another port."
                                .formatted(host, port, e.getMessage()),
                        e);
            }
        }
    }

    private static boolean allFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try {
                listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException _) {
                return false;
            }
        }
        return true;
    }

    /** Listens for a moment. */
    private static void listen(InetSocketAddress address) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        }
    }
}
