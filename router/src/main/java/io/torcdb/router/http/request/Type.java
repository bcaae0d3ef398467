package io.torcdb.router.http.request;

import java.util.Optional;

/** The type of a value, as the service's model has it. */
@FunctionalInterface
interface Type<T> {
    /**
     * Reads the value on whose first token the body stands, up to its last; null, and what has
     * another type, is absent.
     */
    Optional<T> read(BodyReader body);
}
