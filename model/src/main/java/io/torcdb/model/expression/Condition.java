package io.torcdb.model.expression;

import java.util.List;

/** A condition or filter as a resolved syntax tree. Immutable. */
public sealed interface Condition {
    /** True when all are; at least two. */
    record And(List<Condition> all) implements Condition {
        public And {
            all = List.copyOf(all);
        }
    }

    /** True when any is; at least two. */
    record Or(List<Condition> any) implements Condition {
        public Or {
            any = List.copyOf(any);
        }
    }

    /** Inverts. */
    record Not(Condition condition) implements Condition {}

    /** {@code left comparator right}. */
    record Compare(Operand left, Comparator comparator, Operand right) implements Condition {}

    /** {@code low <= operand <= high}. */
    record Between(Operand operand, Operand low, Operand high) implements Condition {}

    /** {@code operand IN (candidates)}. */
    record In(Operand operand, List<Operand> candidates) implements Condition {
        public In {
            candidates = List.copyOf(candidates);
        }
    }

    /** {@code attribute_exists(path)}. */
    record Exists(Path path) implements Condition {}

    /** {@code attribute_not_exists(path)}. */
    record NotExists(Path path) implements Condition {}

    /** {@code attribute_type(path, :type)}; {@code type} is one of DynamoDB's ten names. */
    record OfType(Path path, String type) implements Condition {}

    /** {@code begins_with(operand, prefix)}. */
    record BeginsWith(Operand operand, Operand prefix) implements Condition {}

    /** {@code contains(operand, member)}. */
    record Contains(Operand operand, Operand member) implements Condition {}

    /** The comparators of {@link Compare}. */
    enum Comparator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }
}
