package io.torcdb.router.http.reply;

import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Failure;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Turns failures into replies, each once. Safe for use by many threads. */
public final class HttpErrors {
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int INTERNAL = 500;
    private static final int UNAVAILABLE = 503;
    private static final String MODEL = "com.amazonaws.dynamodb.v20120810#";
    private static final String VALIDATE = "com.amazon.coral.validate#";
    private static final String SERVICE = "com.amazon.coral.service#";

    private final JsonOutput output = new JsonOutput();

    /** Returns the reply for {@code failure}. */
    public Answer encode(Failure failure) {
        return switch (failure) {
            case Failure.Invalid(var message) ->
                    error(BAD_REQUEST, VALIDATE + "ValidationException", message);
            case Failure.Unserializable(var message) ->
                    service(BAD_REQUEST, "SerializationException", message);
            case Failure.UnknownOperation() ->
                    service(BAD_REQUEST, "UnknownOperationException", Optional.empty());
            case Failure.NotFound(var message) ->
                    error(BAD_REQUEST, MODEL + "ResourceNotFoundException", message);
            case Failure.TableNotFound(var message) ->
                    error(BAD_REQUEST, MODEL + "TableNotFoundException", message);
            case Failure.InUse(var message) ->
                    error(BAD_REQUEST, MODEL + "ResourceInUseException", message);
            case Failure.ItemCollectionTooLarge(var message) ->
                    error(BAD_REQUEST, MODEL + "ItemCollectionSizeLimitExceededException", message);
            case Failure.LimitExceeded(var message) ->
                    error(BAD_REQUEST, MODEL + "LimitExceededException", message);
            case Failure.ConditionFailed(var item) -> conditionFailed(item.map(Item.class::cast));
            case Failure.Unauthenticated(var type, var message) ->
                    service(BAD_REQUEST, type, Optional.of(message));
            case Failure.Throttled(var message) ->
                    error(BAD_REQUEST, MODEL + "ThrottlingException", message);
            case Failure.Unavailable(var message, var mayHaveApplied) ->
                    mayHaveApplied
                            ? error(INTERNAL, MODEL + "InternalServerError", message)
                            : error(UNAVAILABLE, MODEL + "ServiceUnavailable", message);
        };
    }

    /** Returns the reply to a body of more than the edge takes. */
    public Answer tooLarge() {
        return service(
                TOO_LARGE,
                "RequestEntityTooLargeException",
                Optional.of("The body of a request has at most 16 MiB"));
    }

    /** Returns the reply to what is no request of HTTP, with a status that says in which way. */
    public Answer malformed(int status, String message) {
        return service(status, "SerializationException", Optional.of(message));
    }

    private Answer conditionFailed(Optional<Item> item) {
        return output.write(
                BAD_REQUEST,
                json -> {
                    type(json, MODEL + "ConditionalCheckFailedException");
                    json.writeStringProperty("message", "The conditional request failed");
                    item.ifPresent(stored -> ValueWriter.item(json.writeName("Item"), stored));
                });
    }

    private Answer error(int status, String type, String message) {
        return output.write(
                status,
                json -> {
                    type(json, type);
                    json.writeStringProperty("message", message);
                });
    }

    private Answer service(int status, String type, Optional<String> message) {
        return output.write(
                status,
                json -> {
                    type(json, SERVICE + type);
                    message.ifPresent(text -> json.writeStringProperty("Message", text));
                });
    }

    private static void type(JsonGenerator json, String type) {
        json.writeStringProperty("__type", type);
    }
}
