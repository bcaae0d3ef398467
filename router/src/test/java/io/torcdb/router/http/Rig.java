package io.torcdb.router.http;

import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Operations;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.runtime.Network;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.SystemTime;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** An edge over operations of the test's own, and bare sockets to it. */
final class Rig implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;

    static final HttpLimits LIMITS = limits(100, 100, 30 * SECOND);

    static final String CREDENTIALS =
            "AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host;x-amz-date, Signature=00";

    private final SystemTime time = new SystemTime();
    private final HttpEdge edge;

    Rig(HttpLimits limits, Operations operations) throws IOException {
        this(limits, operations, 0);
    }

    Rig(HttpLimits limits, Operations operations, int port) throws IOException {
        var platform =
                new Platform(
                        time,
                        RandomGenerator.of("L64X128MixRandom"),
                        Thread.ofVirtual().factory(),
                        new NoNetwork());
        var config = new HttpConfig("127.0.0.1", port, "us-east-1", 1_000_000_000L, limits);
        edge = HttpEdge.open(config, operations, platform);
    }

    /** Operations that answer ListTables with no tables, and anything else with an empty reply. */
    static Operations empty() {
        return (request, _, done) -> done.accept(Outcome.success(emptyReply(request)));
    }

    static Response emptyReply(Request request) {
        return switch (request) {
            case Request.ListTables _ -> new Response.Listed(List.of(), Optional.empty());
            case Request.GetItem _ -> new Response.Got(Optional.empty(), Optional.empty());
            default -> new Response.Written(Optional.empty(), Optional.empty(), Optional.empty());
        };
    }

    static HttpLimits limits(int connections, int requests, long clientNanos) {
        return new HttpLimits(
                connections,
                requests,
                64L << 20,
                64L << 20,
                clientNanos,
                clientNanos,
                clientNanos,
                clientNanos,
                30 * SECOND,
                10 * SECOND);
    }

    /** Limits of what is held, for clients of whom little patience is had. */
    static HttpLimits holding(long bodyBytes, long unreadBytes) {
        return new HttpLimits(
                100,
                100,
                bodyBytes,
                unreadBytes,
                30 * SECOND,
                30 * SECOND,
                30 * SECOND,
                2 * SECOND,
                30 * SECOND,
                10 * SECOND);
    }

    /** Waits a moment before the next look at something that changes by itself. */
    void pause() throws InterruptedException {
        time.sleep(SECOND / 50);
    }

    HttpEdge edge() {
        return edge;
    }

    Client connect() throws IOException {
        return new Client(new Socket(InetAddress.getLoopbackAddress(), edge.port()));
    }

    @Override
    public void close() {
        edge.close();
        time.close();
    }

    /** Returns a whole request. */
    static String post(String operation, String body) {
        return head(operation, "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length)
                + body;
    }

    /** Returns the head of a request with one more header, or several parted by CRLF. */
    static String head(String operation, String more) {
        return "POST / HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-amz-json-1.0\r\n"
                + "X-Amz-Target: DynamoDB_20120810."
                + operation
                + "\r\nX-Amz-Date: 20260101T000000Z\r\nAuthorization: "
                + CREDENTIALS
                + "\r\n"
                + more
                + "\r\n\r\n";
    }

    /** A reply as it came, a character of {@code latin} for each byte of the body. */
    record Reply(int status, Map<String, String> headers, String latin) {
        Reply(int status, Map<String, String> headers, byte[] bytes) {
            this(status, headers, new String(bytes, StandardCharsets.ISO_8859_1));
        }

        byte[] bytes() {
            return latin.getBytes(StandardCharsets.ISO_8859_1);
        }

        String body() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }

    /** One bare connection. */
    static final class Client implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;

        Client(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(40_000);
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Sends a whole request whose body is {@code body}, with one more header. */
        void post(String operation, String header, byte[] body) throws IOException {
            send(Rig.head(operation, header + "\r\nContent-Length: " + body.length));
            send(body);
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        Reply call(String text) throws IOException {
            send(text);
            return receive();
        }

        Reply receive() throws IOException {
            int status = Integer.parseInt(line().substring(9, 12)); // after "HTTP/1.1 "
            var headers = new TreeMap<String, String>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
            if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
                return new Reply(status, headers, chunks());
            }
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            return new Reply(status, headers, in.readNBytes(length));
        }

        private byte[] chunks() throws IOException {
            var body = new ByteArrayOutputStream();
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                body.write(in.readNBytes(size));
                String end = line();
                if (!end.isEmpty()) {
                    throw new IOException("a chunk is followed by " + end);
                }
            }
            String end = line();
            if (!end.isEmpty()) {
                throw new IOException("the last chunk is followed by " + end);
            }
            return body.toByteArray();
        }

        private int chunkSize() throws IOException {
            return Integer.parseInt(line(), 16);
        }

        /** Returns the number of bytes that come before the edge ends the connection. */
        long readToEnd() throws IOException {
            long bytes = 0;
            byte[] part = new byte[64 << 10];
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                bytes += read;
            }
            return bytes;
        }

        /** Whether the edge ends the connection, within the socket's timeout. */
        boolean isEnded() throws IOException {
            return in.read() < 0;
        }

        private String line() throws IOException {
            var line = new ByteArrayOutputStream();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new EOFException("the edge closed the connection");
                }
                line.write(next);
            }
            return line.toString(StandardCharsets.UTF_8).trim();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** The edge speaks to no other process. */
    private static final class NoNetwork implements Network {
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

    /** Takes what an operation is given. */
    record Call(Request request, Consumer<Outcome<Response>> done) {}
}
