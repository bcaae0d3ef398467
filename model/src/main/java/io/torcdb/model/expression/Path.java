package io.torcdb.model.expression;

import java.util.List;

/**
 * A document path such as {@code a.b[1]}: a top-level attribute and the steps below it. Immutable.
 */
public record Path(List<Step> steps) {
    /** Copies; throws IllegalArgumentException unless the first step is a name. */
    public Path {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || !(steps.getFirst() instanceof Name)) {
            throw new IllegalArgumentException("a path begins with an attribute name");
        }
    }

    /** One step of a path. */
    public sealed interface Step {}

    /** A map's member; the name is taken literally, dots included. */
    public record Name(String name) implements Step {}

    /** A list's element, counted from 0. */
    public record Index(int index) implements Step {}

    /** Returns the name of the attribute that the path begins at. */
    public String attribute() {
        return ((Name) steps.getFirst()).name();
    }
}
