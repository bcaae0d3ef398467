package io.torcdb.router.grpc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Parser;
import io.grpc.MethodDescriptor;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.router.value.ValueChecks;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One method of the service. Requests leave gRPC as the bytes that they are and are read here, so
 * that a large one can be read beside the event loop and a malformed one is refused like others.
 *
 * @param descriptor the method, its request taken as bytes
 * @param read gives the request of a message
 * @param write gives the message of a reply
 * @param following gives the request whose reply follows a reply in the stream, if one does
 */
record ApiMethod<Q, R>(
        MethodDescriptor<byte[], R> descriptor,
        Parser<Q> parser,
        BiFunction<Q, ValueDecoder, Request> read,
        Function<Response, R> write,
        BiFunction<Request, Response, Optional<Request>> following) {
    /**
     * How deep messages nest. An attribute value takes up to three messages a level, so values that
     * are too deep are, within reason, still read and refused in DynamoDB's words.
     */
    static final int MAX_MESSAGE_DEPTH = 256;

    /** Reads a request. */
    Outcome<Request> decode(byte[] bytes) {
        var checks = new ValueChecks();
        Request request;
        try {
            var input = CodedInputStream.newInstance(bytes);
            var _ = input.setRecursionLimit(MAX_MESSAGE_DEPTH);
            Q message = parser.parseFrom(input);
            input.checkLastTagWas(0);
            request = read.apply(message, new ValueDecoder(checks));
        } catch (IOException malformed) {
            return Outcome.refused(
                    new Failure.Unserializable(Optional.ofNullable(malformed.getMessage())));
        }
        return Outcome.success(checks.complete(request));
    }
}
