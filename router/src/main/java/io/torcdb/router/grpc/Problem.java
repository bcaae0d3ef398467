package io.torcdb.router.grpc;

import com.google.protobuf.Any;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.FoundItem;
import io.torcdb.proto.v1.Error;
import java.util.Optional;

/**
 * How a call ends that was refused: a status, and {@code google.rpc.Status} in its trailers with a
 * {@code torc.v1.Error} among the details. Clients take but a few thousand bytes of trailers (8 KiB
 * unless told otherwise), so texts are cut and a large item is left out, and said to be.
 */
record Problem(Status status, Metadata trailers) {
    /** The largest item that an error carries, in bytes of its message. */
    static final int MAX_ITEM_BYTES = 4 << 10;

    /** The longest text of an error, in bytes as {@code grpc-message} encodes them. */
    static final int MAX_TEXT_BYTES = 1_500;

    private static final int ESCAPED_BYTES = 3;

    private static final Metadata.Key<com.google.rpc.Status> DETAILS =
            Metadata.Key.of(
                    "grpc-status-details-bin",
                    ProtoUtils.metadataMarshaller(com.google.rpc.Status.getDefaultInstance()));

    /** Returns how a call ends that was refused for {@code failure}. */
    static Problem of(Failure failure) {
        return switch (failure) {
            case Failure.Invalid(var message) ->
                    of(Status.INVALID_ARGUMENT, "ValidationException", message);
            case Failure.Unserializable(var message) ->
                    of(
                            Status.INVALID_ARGUMENT,
                            "SerializationException",
                            message.orElse("The request is not of its message's form"));
            case Failure.UnknownOperation() ->
                    of(
                            Status.UNIMPLEMENTED,
                            "UnknownOperationException",
                            "There is no such operation yet");
            case Failure.NotFound(var message) ->
                    of(Status.NOT_FOUND, "ResourceNotFoundException", message);
            case Failure.TableNotFound(var message) ->
                    of(Status.NOT_FOUND, "TableNotFoundException", message);
            case Failure.InUse(var message) ->
                    of(Status.FAILED_PRECONDITION, "ResourceInUseException", message);
            case Failure.ItemCollectionTooLarge(var message) ->
                    of(
                            Status.RESOURCE_EXHAUSTED,
                            "ItemCollectionSizeLimitExceededException",
                            message);
            case Failure.LimitExceeded(var message) ->
                    of(Status.RESOURCE_EXHAUSTED, "LimitExceededException", message);
            case Failure.ConditionFailed(var item) -> conditionFailed(item);
            case Failure.Unauthenticated(var type, var message) ->
                    of(Status.UNAUTHENTICATED, type, message);
            case Failure.Throttled(var message) ->
                    of(Status.RESOURCE_EXHAUSTED, "ThrottlingException", message);
            case Failure.Unavailable(var message, var mayHaveApplied) ->
                    mayHaveApplied
                            ? of(
                                    Status.UNKNOWN,
                                    error("InternalServerError", message).setMayHaveApplied(true))
                            : of(Status.UNAVAILABLE, "ServiceUnavailable", message);
        };
    }

    /** Returns how a call ends whose client was waited for for too long. */
    static Problem late(String message) {
        return of(Status.DEADLINE_EXCEEDED, "RequestTimeoutException", message);
    }

    private static Problem conditionFailed(Optional<? extends FoundItem> item) {
        var error = error("ConditionalCheckFailedException", "The conditional request failed");
        item.map(found -> ValueEncoder.attributes((Item) found))
                .ifPresent(message -> {
                    if (message.getSerializedSize() <= MAX_ITEM_BYTES) {
                        error.setItem(message);
                    } else {
                        error.setItemOmitted(true);
                    }
                });
        return of(Status.FAILED_PRECONDITION, error);
    }

    private static Problem of(Status status, String type, String message) {
        return of(status, error(type, message));
    }

    private static Error.Builder error(String type, String message) {
        return Error.newBuilder().setType(type).setMessage(cut(message));
    }

    private static Problem of(Status status, Error.Builder error) {
        var trailers = new Metadata();
        trailers.put(
                DETAILS,
                com.google.rpc.Status.newBuilder()
                        .setCode(status.getCode().value())
                        .setMessage(error.getMessage())
                        .addDetails(Any.pack(error.build()))
                        .build());
        return new Problem(status.withDescription(error.getMessage()), trailers);
    }

    /** Returns as much of {@code text} as fits, in whole characters. */
    private static String cut(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            bytes += encodedBytes(text.codePointAt(i));
            if (bytes > MAX_TEXT_BYTES) {
                return text.substring(0, i) + "...";
            }
        }
        return text;
    }

    private static int encodedBytes(int character) {
        if (character < 0x80) {
            boolean printable = character >= ' ' && character != '%' && character != 0x7F;
            return printable ? 1 : ESCAPED_BYTES;
        }
        int bytes = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
        return bytes * ESCAPED_BYTES;
    }
}
