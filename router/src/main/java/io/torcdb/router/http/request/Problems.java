package io.torcdb.router.http.request;

import io.torcdb.model.outcome.Failure;
import io.torcdb.router.value.ValueChecks;
import java.util.Optional;

/**
 * The first thing wrong with a body, of either rank: what has not the shape of its operation counts
 * before what has the shape but cannot be. Reading goes on after a problem, since malformed JSON
 * further on counts before both. For one thread.
 */
final class Problems {
    private final ValueChecks values = new ValueChecks();
    private Optional<Failure> unserializable = Optional.empty();

    /** Returns the checks of values, whose first failure is of the lower rank. */
    ValueChecks values() {
        return values;
    }

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
        values.refuse(message);
    }

    /** Notes that a member that must be present is not; {@code path} leads to it. */
    void missing(String path) {
        invalid(
                "1 validation error detected: Value null at '"
                        + path
                        + "' failed to satisfy constraint: Member must not be null");
    }

    /** Returns what to refuse the body for. */
    Optional<Failure> first() {
        return unserializable.or(values::failure);
    }
}
