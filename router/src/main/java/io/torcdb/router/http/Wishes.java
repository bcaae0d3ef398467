package io.torcdb.router.http;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.torcdb.router.http.coding.ContentCoding;
import io.torcdb.router.http.reply.Answer;

/**
 * How a request wants its answer, whatever that is. Immutable.
 *
 * @param crossOrigin headers that let a browser's page see the answer; none for anyone else
 */
record Wishes(
        HttpVersion version, boolean keepAlive, String acceptEncoding, HttpHeaders crossOrigin) {
    /** Answers above this are packed for clients that ask for it. */
    static final int PACKED_ABOVE_BYTES = 4 << 10;

    /** What is assumed of a request whose head could not be read. */
    static final Wishes NONE =
            new Wishes(HttpVersion.HTTP_1_1, false, "", EmptyHttpHeaders.INSTANCE);

    private static final String PREFLIGHT_SECONDS = "172800";

    /** Returns what a head asks for. */
    static Wishes of(HttpRequest request) {
        HttpHeaders headers = request.headers();
        return new Wishes(
                request.protocolVersion(),
                HttpUtil.isKeepAlive(request),
                headers.get(HttpHeaderNames.ACCEPT_ENCODING, ""),
                crossOrigin(request.method(), headers));
    }

    private static HttpHeaders crossOrigin(HttpMethod method, HttpHeaders asked) {
        boolean preflight = method.equals(HttpMethod.OPTIONS);
        if (!preflight && !asked.contains(HttpHeaderNames.ORIGIN)) {
            return EmptyHttpHeaders.INSTANCE;
        }
        HttpHeaders given = DefaultHttpHeadersFactory.headersFactory().newHeaders();
        given.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        if (preflight) {
            given.set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
            String headers = asked.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS, "");
            String methods = asked.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD, "");
            if (!headers.isEmpty()) {
                given.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, headers);
            }
            if (!methods.isEmpty()) {
                given.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, methods);
            }
        }
        return given;
    }

    /** Returns the coding that {@code answer} should go out in. */
    ContentCoding coding(Answer answer) {
        return answer.length() <= PACKED_ABOVE_BYTES
                ? ContentCoding.IDENTITY
                : ContentCoding.preferred(acceptEncoding);
    }
}
