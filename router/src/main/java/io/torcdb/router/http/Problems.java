package io.torcdb.router.http;

import io.torcdb.model.outcome.Failure;
import java.util.Optional;

/**
 * The first thing wrong with a body, of either rank: what has not the shape of its operation counts
 * before what has the shape but cannot be. Reading goes on after a problem, since malformed JSON
 * further on counts before both. For one thread.
 */
final class Problems {
    /** The most of a message that is shown, since it may echo what was sent. */
    static final int MAX_MESSAGE = 2_000;

    private static final String IN_VALUES = "ExpressionAttributeValues contains invalid value: ";

    private Optional<Failure> unserializable = Optional.empty();
    private Optional<Failure> invalid = Optional.empty();
    private Optional<String> placeholder = Optional.empty();

    /** Notes something of the wrong type. */
    void unserializable(String message) {
        if (unserializable.isEmpty()) {
            unserializable = Optional.of(new Failure.Unserializable(Optional.of(message)));
        }
    }

    /** Notes text that is no text: the service gives such a body no message either. */
    void unserializable() {
        if (unserializable.isEmpty()) {
            unserializable = Optional.of(new Failure.Unserializable(Optional.empty()));
        }
    }

    /** Notes a value that cannot be. */
    void invalid(String message) {
        if (invalid.isEmpty()) {
            String shown =
                    message.length() > MAX_MESSAGE
                            ? message.substring(0, MAX_MESSAGE) + "..."
                            : message;
            String text =
                    placeholder.map(key -> IN_VALUES + shown + " for key " + key).orElse(shown);
            invalid = Optional.of(new Failure.Invalid(text));
        }
    }

    /** Says that the values read from here on stand for {@code key}. */
    void enterPlaceholder(String key) {
        placeholder = Optional.of(key);
    }

    /** Says that the values read from here on stand for themselves. */
    void leavePlaceholder() {
        placeholder = Optional.empty();
    }

    /** Returns what to refuse the body for. */
    Optional<Failure> first() {
        return unserializable.or(() -> invalid);
    }
}
