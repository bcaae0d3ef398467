package io.torcdb.router.http.request;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A structure of the service's model: the members that are honoured, and those that the service
 * heeds but Torc cannot yet. A member of neither kind is outside the model and ignored. Immutable.
 */
final class Shape<T> {
    private final String name;
    private final Map<String, Member<?>> honoured;
    private final Set<String> refused;
    private final Function<Found, T> make;

    private Shape(
            String name,
            Map<String, Member<?>> honoured,
            Set<String> refused,
            Function<Found, T> make) {
        this.name = name;
        this.honoured = honoured;
        this.refused = refused;
        this.make = make;
    }

    /**
     * Returns a shape that refuses nothing.
     *
     * @param name in the service's model
     * @param make gives the structure of its members, however many are absent
     */
    static <T> Shape<T> of(String name, Function<Found, T> make, Member<?>... members) {
        var honoured = Arrays.stream(members).collect(Collectors.toMap(Member::name, m -> m));
        return new Shape<>(name, Map.copyOf(honoured), Set.of(), make);
    }

    /** Returns this shape with members that are refused where they ask for something. */
    Shape<T> refusing(String... members) {
        return new Shape<>(name, honoured, Set.of(members), make);
    }

    /** Returns the name in the service's model. */
    String name() {
        return name;
    }

    /** Reads a structure that is a member of another, or the whole body. */
    Optional<T> member(BodyReader body) {
        var found = new Found();
        boolean present = body.json().structure(name, member -> read(member, found, body));
        return present ? Optional.of(make.apply(found)) : Optional.empty();
    }

    /** Reads a structure that is an element of a list or a map; null is an empty one. */
    T element(BodyReader body) {
        var found = new Found();
        body.json().structureElement(name, member -> read(member, found, body));
        return make.apply(found);
    }

    private void read(String name, Found found, BodyReader body) {
        Member<?> member = honoured.get(name);
        if (member != null) {
            found.read(member, body);
        } else if (refused.contains(name)) {
            body.notYet().read(name);
        } else {
            body.json().ignore();
        }
    }
}
