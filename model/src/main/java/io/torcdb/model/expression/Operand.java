package io.torcdb.model.expression;

import io.torcdb.model.item.AttributeValue;

/** What a comparison or a boolean function works on. Immutable. */
public sealed interface Operand {
    /** The value at a path of the item; absent when the path leads nowhere. */
    record At(Path path) implements Operand {}

    /** A literal, from an expression attribute value. */
    record Literal(AttributeValue value) implements Operand {}

    /** {@code size(operand)}; absent where the type has no size. */
    record Size(Operand of) implements Operand {}
}
