package io.torcdb.router.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import io.torcdb.model.outcome.Failure;
import io.torcdb.router.http.reply.Answer;
import io.torcdb.router.http.request.ApiOperation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** What the head of a request says about its answer. Immutable. */
sealed interface RequestHead {
    /** The answer is known whatever the body holds. */
    record Fixed(Answer answer) implements RequestHead {}

    /** Refused, unless the body is not even JSON. */
    record Refused(Failure failure) implements RequestHead {}

    /** An operation, with credentials that may call it. */
    record Call(ApiOperation operation) implements RequestHead {}

    /** Judges the head of a request in the order in which the service does. */
    static RequestHead of(HttpRequest request, String region) {
        String path = path(request.uri());
        if (request.method().equals(HttpMethod.GET) && path.equals("/")) {
            return new Fixed(Heads.text(200, "healthy: dynamodb." + region + ".amazonaws.com "));
        }
        HttpHeaders headers = request.headers();
        if (!request.method().equals(HttpMethod.POST)
                || !path.equals("/")
                || !Heads.CONTENT_TYPES.contains(Heads.contentType(headers))) {
            boolean bodyless = request.method().equals(HttpMethod.HEAD);
            return new Fixed(Heads.text(404, bodyless ? "" : "<UnknownOperationException/>\n"));
        }
        Optional<String> encoding = Heads.encoding(headers);
        if (encoding.isPresent()) {
            String message = "Content-Encoding " + encoding.get() + " is not supported yet";
            return new Refused(new Failure.Unserializable(Optional.of(message)));
        }
        Optional<ApiOperation> operation =
                Optional.ofNullable(headers.get(Heads.TARGET)).flatMap(ApiOperation::ofTarget);
        if (operation.isEmpty()) {
            return new Refused(new Failure.UnknownOperation());
        }
        return SignatureForm.check(request.uri(), headers)
                .<RequestHead>map(Refused::new)
                .orElseGet(() -> new Call(operation.get()));
    }

    private static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** The parts of heads that are looked at. */
    final class Heads {
        private static final AsciiString TARGET = AsciiString.cached("x-amz-target");
        private static final Set<String> CONTENT_TYPES =
                Set.of(Answer.AMAZON_JSON, "application/x-amz-json-1.1", "application/json");

        private Heads() {}

        /** Returns an answer of plain text. */
        static Answer text(int status, String text) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            return new Answer(status, Answer.PLAIN_TEXT, body, body.length);
        }

        private static String contentType(HttpHeaders headers) {
            String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
            int parameters = type.indexOf(';');
            return (parameters < 0 ? type : type.substring(0, parameters)).trim();
        }

        private static Optional<String> encoding(HttpHeaders headers) {
            String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING, "").trim();
            return encoding.isEmpty() || encoding.equalsIgnoreCase("identity")
                    ? Optional.empty()
                    : Optional.of(encoding);
        }
    }
}
