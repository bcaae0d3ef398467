package io.torcdb.model.schema;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.BinaryValue;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringValue;

/** The types that key attributes have. */
public enum KeyType {
    S,
    N,
    B;

    /** Returns whether a value is of this type. */
    public boolean matches(AttributeValue value) {
        return switch (this) {
            case S -> value instanceof StringValue;
            case N -> value instanceof NumberValue;
            case B -> value instanceof BinaryValue;
        };
    }
}
