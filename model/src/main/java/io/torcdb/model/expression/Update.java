package io.torcdb.model.expression;

import io.torcdb.model.item.AttributeValue;
import java.util.List;

/** An update as a resolved syntax tree; its actions are simultaneous. Immutable. */
public record Update(List<Action> actions, Origin origin) {
    public Update {
        actions = List.copyOf(actions);
    }

    /** Makes the update of an expression. */
    public Update(List<Action> actions) {
        this(actions, Origin.EXPRESSION);
    }

    /** Which parameter the update was; they say differently that a stored type does not fit. */
    public enum Origin {
        EXPRESSION,
        ATTRIBUTE_UPDATES
    }

    /** One action on one path. */
    public sealed interface Action {
        /** Returns the path that the action changes. */
        Path path();
    }

    /** {@code SET path = term}. */
    public record Assign(Path path, Term term) implements Action {}

    /** {@code REMOVE path}. */
    public record Remove(Path path) implements Action {}

    /**
     * {@code ADD path value}: a number, a set, or of AttributeUpdates a list, which is appended.
     */
    public record Add(Path path, AttributeValue value) implements Action {}

    /** {@code DELETE path value}: a set. */
    public record Delete(Path path, AttributeValue value) implements Action {}

    /** The right-hand side of a {@code SET}. */
    public sealed interface Term {
        /** The old item's value at a path. */
        record At(Path path) implements Term {}

        /** A literal. */
        record Literal(AttributeValue value) implements Term {}

        /** {@code if_not_exists(path, otherwise)}. */
        record IfNotExists(Path path, Term otherwise) implements Term {}

        /** {@code list_append(first, second)}. */
        record ListAppend(Term first, Term second) implements Term {}

        /** {@code left + right}. */
        record Plus(Term left, Term right) implements Term {}

        /** {@code left - right}. */
        record Minus(Term left, Term right) implements Term {}
    }
}
