package io.torcdb.router.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Operations;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.router.http.coding.ContentCoding;
import io.torcdb.router.http.reply.Answer;
import io.torcdb.router.http.reply.HttpErrors;
import io.torcdb.router.http.reply.ResponseEncoder;
import io.torcdb.router.http.request.ApiOperation;
import io.torcdb.router.http.request.RequestDecoder;
import io.torcdb.runtime.Platform;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all connections of an edge share: from a whole body to an answer. Safe for use by many
 * threads.
 */
final class Service {
    /** Bodies above this are read beside the event loop, which has others to serve. */
    static final int ASIDE_BYTES = 256 << 10;

    /** Answers above this are packed beside the event loop. */
    static final int PACK_ASIDE_BYTES = 32 << 10;

    private static final int BAD_REQUEST = 400;
    private static final int URI_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;

    /** What there is too much of when no more bytes of bodies can be held. */
    static final String LARGE_REQUESTS = "Too many large requests are under way";

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final Failure BUG =
            new Failure.Unavailable("The request failed for a reason of ours", true);

    private static final Failure MALFORMED = new Failure.Unserializable(Optional.empty());

    private final RequestDecoder decoder = new RequestDecoder();
    private final ResponseEncoder encoder = new ResponseEncoder();
    private final HttpErrors errors = new HttpErrors();
    private final HttpConfig config;
    private final Operations operations;
    private final Platform platform;

    Service(HttpConfig config, Operations operations, Platform platform) {
        this.config = config;
        this.operations = operations;
        this.platform = platform;
    }

    /** Does a request; its exchange is told at least once how it went. */
    void execute(Exchange exchange, Body body) {
        if (body.length() > ASIDE_BYTES || body.coding() != ContentCoding.IDENTITY) {
            aside(() -> executeHere(exchange, body));
        } else {
            executeHere(exchange, body);
        }
    }

    /** Does something beside the event loop, which has others to serve. */
    void aside(Runnable work) {
        platform.threads().newThread(work).start();
    }

    private void executeHere(Exchange exchange, Body body) {
        try {
            switch (Unpacking.of(body, exchange)) {
                case Unpacking.Plain(var plain) -> execute(exchange.head(), plain, exchange);
                case Unpacking.Malformed() -> exchange.answer(Outcome.refused(MALFORMED));
                case Unpacking.TooLarge() -> exchange.answer(tooLarge());
                case Unpacking.Refused() -> exchange.answer(busy(LARGE_REQUESTS));
            }
        } catch (RuntimeException bug) {
            LOG.error("A request could not be done", bug);
            exchange.answer(Outcome.refused(BUG));
        }
    }

    private void execute(RequestHead head, Body body, Exchange exchange) {
        switch (head) {
            case RequestHead.Fixed _ ->
                    throw new IllegalArgumentException("a fixed answer needs no execution");
            case RequestHead.Unreadable(var failure) -> exchange.answer(Outcome.refused(failure));
            case RequestHead.Refused(var failure) ->
                    exchange.answer(
                            Outcome.refused(decoder.refuse(body.bytes(), body.length(), failure)));
            case RequestHead.Call call -> {
                switch (decoder.decode(call.operation(), body.bytes(), body.length())) {
                    case Outcome.Success<Request>(var request) ->
                            operations.execute(
                                    call.complete(request),
                                    config.requestTimeoutNanos(),
                                    exchange::answer);
                    case Outcome.Refused<Request>(var failure) ->
                            exchange.answer(Outcome.refused(failure));
                }
            }
        }
    }

    /** Returns the answer that tells an outcome. */
    Answer answer(RequestHead head, Outcome<Response> outcome) {
        try {
            return switch (outcome) {
                case Outcome.Success<Response>(var response) ->
                        encoder.encode(operation(head).orElseThrow(), response);
                case Outcome.Refused<Response>(var failure) -> errors.encode(failure);
            };
        } catch (RuntimeException bug) {
            LOG.error("A reply could not be written", bug);
            return errors.encode(BUG);
        }
    }

    private static Optional<ApiOperation> operation(RequestHead head) {
        return switch (head) {
            case RequestHead.Call(var operation, _) -> Optional.of(operation);
            case RequestHead.Fixed _, RequestHead.Unreadable _, RequestHead.Refused _ ->
                    Optional.empty();
        };
    }

    /** Returns the answer to what is more than a limit of the edge allows right now. */
    Answer busy(String what) {
        return errors.encode(new Failure.Unavailable(what + "; please try again", false));
    }

    /** Returns the answer to a body that is too large. */
    Answer tooLarge() {
        return errors.tooLarge();
    }

    /** Returns the answer to what is no request of HTTP. */
    Answer malformed(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                    errors.malformed(URI_TOO_LONG, "The request line is too long");
            case TooLongHttpHeaderException _ ->
                    errors.malformed(HEADERS_TOO_LARGE, "The headers are too large");
            default -> malformed("This is not an HTTP request");
        };
    }

    /** Returns the answer to a request that HTTP does not allow. */
    Answer malformed(String problem) {
        return errors.malformed(BAD_REQUEST, problem);
    }

    /** Returns the configuration. */
    HttpConfig config() {
        return config;
    }

    /** Returns the seams. */
    Platform platform() {
        return platform;
    }
}
