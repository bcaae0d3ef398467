package io.torcdb.router.http.request;

import io.torcdb.model.outcome.Failure;
import io.torcdb.router.value.ValueChecks;
import java.util.Optional;

/**
 * What is wrong with a body: the first thing that has not the shape of its operation counts before
 * the first that is not built yet, and that before all that has the shape but cannot be, whose turn
 * comes when the request is checked. Reading goes on after a problem, since malformed JSON further
 * on counts before all. For one thread.
 */
final class Problems {
    private final ValueChecks values = new ValueChecks();
    private Optional<Failure> unserializable = Optional.empty();
    private Optional<Failure> notYet = Optional.empty();

    /** Returns the checks of values. */
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

    /** Notes a member that asks for something that is not built. */
    void notYet(String member) {
        if (notYet.isEmpty()) {
            notYet = Optional.of(new Failure.Invalid(member + " is not supported yet"));
        }
    }

    /** Returns what to refuse the body for at once. */
    Optional<Failure> first() {
        return unserializable.or(() -> notYet);
    }
}
