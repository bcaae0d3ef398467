package io.torcdb.tests.cluster;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A closed loop of connections that send one request after the other, cheaply, over bare sockets.
 */
final class Load {
    /** What a run has seen. */
    record Result(long requests, long errors, double seconds, long p50Micros, long p99Micros) {
        double perSecond() {
            return requests / seconds;
        }
    }

    private static final int MAX_SAMPLES = 2_000_000;

    private Load() {}

    /**
     * Sends what {@code body} makes of a running number, for {@code seconds}, over {@code
     * connections}.
     */
    static Result run(
            int port, String operation, int connections, int seconds, LongFunction<String> body)
            throws InterruptedException {
        var lanes = new ArrayList<Lane>();
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        var threads = new ArrayList<Thread>();
        for (int number = 0; number < connections; number++) {
            var lane = new Lane(port, operation, number, connections, end, body);
            lanes.add(lane);
            threads.add(Thread.ofPlatform().start(lane));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double took = (System.nanoTime() - begin) / 1e9;
        return summed(lanes, took);
    }

    private static Result summed(List<Lane> lanes, double seconds) {
        long requests = lanes.stream().mapToLong(lane -> lane.count).sum();
        long errors = lanes.stream().mapToLong(lane -> lane.errors).sum();
        long[] all =
                lanes.stream()
                        .flatMapToLong(lane -> Arrays.stream(lane.nanos, 0, (int) lane.count))
                        .sorted()
                        .toArray();
        return new Result(
                requests,
                errors,
                seconds,
                all.length == 0 ? 0 : all[all.length / 2] / 1_000,
                all.length == 0 ? 0 : all[(int) (all.length * 0.99)] / 1_000);
    }

    /** One connection. */
    private static final class Lane implements Runnable {
        private final int port;
        private final String operation;
        private final int first;
        private final int step;
        private final long endNanos;
        private final LongFunction<String> body;
        private final long[] nanos;
        private long count;
        private long errors;

        Lane(
                int port,
                String operation,
                int first,
                int step,
                long endNanos,
                LongFunction<String> body) {
            this.port = port;
            this.operation = operation;
            this.first = first;
            this.step = step;
            this.endNanos = endNanos;
            this.body = body;
            this.nanos = new long[MAX_SAMPLES / step];
        }

        @Override
        public void run() {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                var in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
                var out = socket.getOutputStream();
                for (long number = first; count < nanos.length; number += step) {
                    byte[] request = request(body.apply(number));
                    long sent = System.nanoTime();
                    if (sent >= endNanos) {
                        return;
                    }
                    out.write(request);
                    out.flush();
                    if (!answered(in)) {
                        errors++;
                    }
                    nanos[(int) count++] = System.nanoTime() - sent;
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private byte[] request(String json) {
            String head =
                    "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.0\r\n"
                            + "X-Amz-Target: DynamoDB_20120810."
                            + operation
                            + "\r\nX-Amz-Date: 20260101T000000Z\r\nAuthorization: AWS4-HMAC-SHA256"
                            + " Credential=any/20260101/us-east-1/dynamodb/aws4_request,"
                            + " SignedHeaders=host;x-amz-date;x-amz-target, Signature="
                            + "0".repeat(64)
                            + "\r\nContent-Length: "
                            + json.length()
                            + "\r\n\r\n";
            return (head + json).getBytes(StandardCharsets.ISO_8859_1);
        }

        /** Reads one answer and returns whether its status is 200. */
        private static boolean answered(InputStream in) throws IOException {
            String status = line(in);
            int length = 0;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            in.skipNBytes(length);
            return status.contains(" 200 ");
        }

        private static String line(InputStream in) throws IOException {
            var line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the connection was closed");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }
}
