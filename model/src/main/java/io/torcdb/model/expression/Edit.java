package io.torcdb.model.expression;

import io.torcdb.model.item.AttributeValue;

/** What an evaluated action of an update does at the end of its path. */
sealed interface Edit {
    /** Puts a value there. */
    record Write(AttributeValue value) implements Edit {}

    /** Takes away what is there. */
    record Clear() implements Edit {}
}
