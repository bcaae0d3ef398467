package io.torcdb.router.http.request;

import java.util.Optional;

/** A member of structures; each object is a member of its own. Immutable. */
final class Member<T> {
    private final String name;
    private final Type<T> type;

    Member(String name, Type<T> type) {
        this.name = name;
        this.type = type;
    }

    /** Returns the name on the wire. */
    String name() {
        return name;
    }

    /** Reads the member's value. */
    Optional<T> read(BodyReader body) {
        return type.read(body);
    }
}
