package io.torcdb.model.expression;

import io.torcdb.model.item.AttributeValue;

/** A condition on the sort key; its values have the sort key's type. Immutable. */
public sealed interface SortCondition {
    /** {@code key comparator value}; never NOT_EQUAL. */
    record Compare(Condition.Comparator comparator, AttributeValue value)
            implements SortCondition {}

    /** {@code low <= key <= high}. */
    record Between(AttributeValue low, AttributeValue high) implements SortCondition {}

    /** {@code begins_with(key, prefix)}: a string or a binary. */
    record BeginsWith(AttributeValue prefix) implements SortCondition {}
}
