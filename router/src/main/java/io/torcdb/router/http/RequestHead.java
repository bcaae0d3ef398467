package io.torcdb.router.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.request.Request;
import io.torcdb.router.http.coding.ContentCoding;
import io.torcdb.router.http.reply.Answer;
import io.torcdb.router.http.request.ApiOperation;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the head of a request says about its answer. Immutable. */
sealed interface RequestHead {
    /** The answer is known whatever the body holds. */
    record Fixed(Answer answer) implements RequestHead {}

    /** Refused, whatever the body holds. */
    record Unreadable(Failure failure) implements RequestHead {}

    /** Refused, unless the body is not even JSON. */
    record Refused(Failure failure) implements RequestHead {}

    /**
     * An operation, with credentials that may call it.
     *
     * @param host as the client calls the router, where it says so
     */
    record Call(ApiOperation operation, Optional<String> host) implements RequestHead {
        /** Returns the request that was read, with what only the head knows. */
        Request complete(Request read) {
            return read instanceof Request.DescribeEndpoints
                    ? new Request.DescribeEndpoints(host)
                    : read;
        }
    }

    /** Judges the head of a request in the order in which the service does. */
    static RequestHead of(HttpRequest request, String region) {
        HttpHeaders headers = request.headers();
        if (!request.method().equals(HttpMethod.POST) || !Heads.isAmazonJson(headers)) {
            return new Fixed(Heads.answerTo(request.method(), request.uri(), region));
        }
        String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING, "");
        if (ContentCoding.named(encoding).isEmpty()) {
            String message = "Content-Encoding " + encoding + " is not supported";
            return new Unreadable(new Failure.Unserializable(Optional.of(message)));
        }
        Optional<ApiOperation> operation =
                Optional.ofNullable(headers.get(Heads.TARGET)).flatMap(ApiOperation::ofTarget);
        if (operation.isEmpty()) {
            return new Refused(new Failure.UnknownOperation());
        }
        return SignatureForm.check(request.uri(), headers)
                .<RequestHead>map(Refused::new)
                .orElseGet(() ->
                        new Call(
                                operation.get(),
                                Optional.ofNullable(headers.get(HttpHeaderNames.HOST))));
    }

    /** Returns the coding of a request's body, where its head is not {@link Unreadable}. */
    static ContentCoding coding(HttpRequest request) {
        return ContentCoding.named(request.headers().get(HttpHeaderNames.CONTENT_ENCODING, ""))
                .orElse(ContentCoding.IDENTITY);
    }

    /** The parts of heads that are looked at. */
    final class Heads {
        private static final AsciiString TARGET = AsciiString.cached("x-amz-target");
        private static final Set<String> CONTENT_TYPES =
                Set.of(Answer.AMAZON_JSON, "application/x-amz-json-1.1", "application/json");

        private Heads() {}

        private static Answer answerTo(HttpMethod method, String uri, String region) {
            if (method.equals(HttpMethod.OPTIONS)) {
                return text(200, "");
            }
            if (method.equals(HttpMethod.GET) && path(uri).equals("/")) {
                return text(200, "healthy: dynamodb." + region + ".amazonaws.com ");
            }
            boolean bodyless = method.equals(HttpMethod.HEAD);
            return text(404, bodyless ? "" : "<UnknownOperationException/>\n");
        }

        private static Answer text(int status, String text) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            return new Answer(status, Answer.PLAIN_TEXT, body, body.length);
        }

        /** Returns the path of a URI, which for a proxy begins with a scheme and a host. */
        private static String path(String uri) {
            int query = uri.indexOf('?');
            String whole = query < 0 ? uri : uri.substring(0, query);
            int scheme = whole.indexOf("://");
            if (scheme <= 0 || whole.startsWith("/")) {
                return whole;
            }
            int path = whole.indexOf('/', scheme + "://".length());
            return path < 0 ? "/" : whole.substring(path);
        }

        private static boolean isAmazonJson(HttpHeaders headers) {
            String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
            if (CONTENT_TYPES.contains(type)) {
                return true;
            }
            int parameters = type.indexOf(';');
            String bare = parameters < 0 ? type : type.substring(0, parameters);
            return CONTENT_TYPES.contains(bare.trim().toLowerCase(Locale.ROOT));
        }
    }
}
