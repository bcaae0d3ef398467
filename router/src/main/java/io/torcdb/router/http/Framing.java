package io.torcdb.router.http;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;

/**
 * Where a request begins and ends. What two readers could take for different requests is refused
 * and never guessed at, since one of the two may stand before this edge.
 */
final class Framing extends HttpRequestDecoder {
    private static final int MAX_CHUNK_BYTES = 64 << 10;

    Framing() {
        super(
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(HttpLimits.MAX_HEAD_BYTES)
                        .setMaxHeaderSize(HttpLimits.MAX_HEAD_BYTES)
                        .setMaxChunkSize(MAX_CHUNK_BYTES));
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
    }

    /** Returns what makes the end of a request uncertain although its head could be read. */
    static Optional<String> problem(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (version.majorVersion() != 1) {
            return Optional.of("Only HTTP/1.0 and HTTP/1.1 are spoken here");
        }
        HttpHeaders headers = request.headers();
        if (!headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return Optional.empty();
        }
        var encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean chunked =
                encodings.size() == 1
                        && encodings.getFirst().trim().equalsIgnoreCase("chunked")
                        && version.minorVersion() > 0;
        return chunked
                ? Optional.empty()
                : Optional.of("Only the Transfer-Encoding chunked is taken, in HTTP/1.1");
    }
}
