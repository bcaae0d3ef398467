package io.torcdb.deploy.command;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks an admin port. */
public final class AdminClient {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int BAD = 400;
    private static final int OK = 200;

    private AdminClient() {}

    /**
     * An answer.
     *
     * @param status of HTTP
     */
    public record Answer(int status, String body) {
        /** Returns whether it is what was asked for. */
        public boolean ok() {
            return status == OK;
        }
    }

    /**
     * Asks for {@code path} at {@code endpoint}.
     *
     * @param endpoint {@code http://HOST:PORT}
     * @throws IOException when nobody answers
     */
    public static Answer get(String endpoint, String path, int timeoutMillis) throws IOException {
        var connection = connect(endpoint, path);
        connection.setConnectTimeout(timeoutMillis);
        connection.setReadTimeout(timeoutMillis);
        try {
            var status = connection.getResponseCode();
            try (var stream =
                    status >= BAD ? connection.getErrorStream() : connection.getInputStream()) {
                var body = stream == null ? new byte[0] : stream.readAllBytes();
                return new Answer(status, new String(body, StandardCharsets.UTF_8));
            }
        } finally {
            connection.disconnect();
        }
    }

    /** Asks for {@code path} at {@code endpoint}, with patience. */
    public static Answer get(String endpoint, String path) throws IOException {
        return get(endpoint, path, TIMEOUT_MILLIS);
    }

    private static HttpURLConnection connect(String endpoint, String path) throws IOException {
        try {
            var url = URI.create(endpoint.replaceFirst("/+$", "") + path).toURL();
            if (url.openConnection(Proxy.NO_PROXY) instanceof HttpURLConnection connection) {
                return connection;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw new CommandFailed("\"" + endpoint + "\" is no endpoint such as http://HOST:PORT.");
    }
}
