package io.torcdb.router.http;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Operations;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.router.http.reply.Answer;
import io.torcdb.router.http.reply.HttpErrors;
import io.torcdb.router.http.reply.ResponseEncoder;
import io.torcdb.router.http.request.ApiOperation;
import io.torcdb.router.http.request.RequestDecoder;
import io.torcdb.runtime.Platform;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all connections of an edge share: from a whole body to an answer. Safe for use by many
 * threads.
 */
final class Service {
    /** Bodies above this are read beside the event loop, which has others to serve. */
    static final int ASIDE_BYTES = 256 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final Failure BUG =
            new Failure.Unavailable("The request failed for a reason of ours", true);

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

    /** Does the request of a head and its body; {@code done} is told at least once. */
    void execute(RequestHead head, Body body, Consumer<Outcome<Response>> done) {
        if (body.length() > ASIDE_BYTES) {
            platform.threads().newThread(() -> executeHere(head, body, done)).start();
        } else {
            executeHere(head, body, done);
        }
    }

    private void executeHere(RequestHead head, Body body, Consumer<Outcome<Response>> done) {
        try {
            switch (head) {
                case RequestHead.Fixed _ ->
                        throw new IllegalArgumentException("a fixed answer needs no execution");
                case RequestHead.Refused(var failure) ->
                        done.accept(
                                Outcome.refused(
                                        decoder.refuse(body.bytes(), body.length(), failure)));
                case RequestHead.Call(var operation) -> {
                    switch (decoder.decode(operation, body.bytes(), body.length())) {
                        case Outcome.Success<Request>(var request) ->
                                operations.execute(request, config.requestTimeoutNanos(), done);
                        case Outcome.Refused<Request>(var failure) ->
                                done.accept(Outcome.refused(failure));
                    }
                }
            }
        } catch (RuntimeException bug) {
            LOG.error("A request could not be done", bug);
            done.accept(Outcome.refused(BUG));
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
            case RequestHead.Call(var operation) -> Optional.of(operation);
            case RequestHead.Fixed _, RequestHead.Refused _ -> Optional.empty();
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

    /** Returns the configuration. */
    HttpConfig config() {
        return config;
    }

    /** Returns the seams. */
    Platform platform() {
        return platform;
    }
}
