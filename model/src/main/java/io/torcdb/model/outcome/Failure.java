package io.torcdb.model.outcome;

import java.util.Optional;

/**
 * Why a request was not done, in DynamoDB's terms. Each edge maps it to its own wire form once,
 * exhaustively. Immutable.
 */
public sealed interface Failure {
    /** Bad input: {@code ValidationException}. Nothing was written. */
    record Invalid(String message) implements Failure {}

    /** A body that is not of the operation's shape: {@code SerializationException}. */
    record Unserializable(Optional<String> message) implements Failure {}

    /** An operation that does not exist or is not built yet: {@code UnknownOperationException}. */
    record UnknownOperation() implements Failure {}

    /** A table or index that is absent or not readable yet: {@code ResourceNotFoundException}. */
    record NotFound(String message) implements Failure {}

    /** A table that is absent, as the family of backups says it: {@code TableNotFoundException}. */
    record TableNotFound(String message) implements Failure {}

    /** A table that exists already or is busy: {@code ResourceInUseException}. */
    record InUse(String message) implements Failure {}

    /**
     * An item collection of a table with local indexes that must not grow any more: {@code
     * ItemCollectionSizeLimitExceededException}.
     */
    record ItemCollectionTooLarge(String message) implements Failure {}

    /** A limit of the control plane: {@code LimitExceededException}. */
    record LimitExceeded(String message) implements Failure {}

    /**
     * The condition was false: {@code ConditionalCheckFailedException}. Carries the stored item
     * where the request asked for it and there is one.
     */
    record ConditionFailed(Optional<? extends FoundItem> item) implements Failure {}

    /**
     * No or unusable credentials; {@code type} is the exception's name, as in {@code
     * MissingAuthenticationTokenException}.
     */
    record Unauthenticated(String type, String message) implements Failure {}

    /** More than an admission limit allows right now: {@code ThrottlingException}, retryable. */
    record Throttled(String message) implements Failure {}

    /**
     * A fault of ours, a leader that is being elected, or a deadline. {@code mayHaveApplied} is
     * never hidden: true answers {@code InternalServerError} (500), false {@code
     * ServiceUnavailable} (503).
     */
    record Unavailable(String message, boolean mayHaveApplied) implements Failure {}
}
