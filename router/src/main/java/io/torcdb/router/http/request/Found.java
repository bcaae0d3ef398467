package io.torcdb.router.http.request;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The members of one structure that were found in a body; of one that is given twice the last
 * counts. For one thread.
 */
final class Found {
    private final Map<Member<?>, Optional<?>> values = new HashMap<>();

    /** Reads the value of {@code member}, on which the body stands. */
    void read(Member<?> member, BodyReader body) {
        values.put(member, member.read(body));
    }

    /** Returns the value of {@code member}. */
    @SuppressWarnings("unchecked") // what stands at a member was read by it
    <T> Optional<T> get(Member<T> member) {
        return (Optional<T>) values.getOrDefault(member, Optional.empty());
    }
}
