package io.torcdb.tests.conformance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A bare connection to the HTTP port, for what no library would send. For one thread. */
final class RawConnection implements AutoCloseable {
    /** Longer than the edge's own five seconds, for machines that are busy. */
    private static final int PATIENCE_MILLIS = 15_000;

    private final Socket socket;
    private final InputStream in;

    RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** A reply as it came, a character of {@code body} for each of its bytes. */
    record Reply(int status, Map<String, String> headers, String body) {}

    /** Returns the head of a request that is to be served. */
    static String head(String operation, String more) {
        return "POST / HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-amz-json-1.0\r\n"
                + "X-Amz-Target: DynamoDB_20120810."
                + operation
                + "\r\nX-Amz-Date: 20260101T000000Z\r\n"
                + "Authorization: AWS4-HMAC-SHA256"
                + " Credential=key/20260101/us-east-1/dynamodb/aws4_request,"
                + " SignedHeaders=host;x-amz-date, Signature=00\r\n"
                + more
                + "\r\n\r\n";
    }

    void send(String latin) throws IOException {
        send(latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Sends a whole request. */
    void post(String operation, String more, byte[] body) throws IOException {
        send(head(operation, more + "Content-Length: " + body.length));
        send(body);
    }

    /** Sends a whole request and returns its reply. */
    Reply call(String operation, String body) throws IOException {
        post(operation, "", body.getBytes(StandardCharsets.UTF_8));
        return receive().orElseThrow(() -> new IOException("the connection was closed"));
    }

    /**
     * Returns the next reply, or nothing when the connection is closed instead.
     *
     * @throws IOException when what comes is not a reply of HTTP, or nothing comes
     */
    Optional<Reply> receive() throws IOException {
        try {
            int first = in.read();
            return first < 0 ? Optional.empty() : Optional.of(reply((char) first + line()));
        } catch (SocketException _) {
            return Optional.empty(); // closed while there was more to read
        }
    }

    private Reply reply(String start) throws IOException {
        if (!start.matches("HTTP/1\\.1 \\d{3} .*")) {
            throw new IOException("not the start of a reply: " + start);
        }
        int status = Integer.parseInt(start.substring(9, 12));
        var headers = new TreeMap<String, String>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        byte[] body =
                headers.containsKey("content-length")
                        ? in.readNBytes(
                                Integer.parseInt(headers.getOrDefault("content-length", "")))
                        : chunks();
        return new Reply(status, headers, new String(body, StandardCharsets.ISO_8859_1));
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16);
                size > 0;
                size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            in.skipNBytes(2);
        }
        in.skipNBytes(2);
        return body.toByteArray();
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("closed within a line");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).trim();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
