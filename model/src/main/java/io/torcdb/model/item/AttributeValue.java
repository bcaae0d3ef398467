package io.torcdb.model.item;

import java.math.BigDecimal;
import java.util.List;
import java.util.SequencedMap;

/**
 * One attribute value, of one of DynamoDB's ten types. Immutable; equality is DynamoDB's: numbers
 * by value, sets without order, lists in order, maps by key. Holding an instance is proof that it
 * keeps the rules of its type (a set is not empty and has no duplicates, a number fits 38 digits
 * and the range); limits of whole items (size, nesting) are {@link Item}'s.
 */
public sealed interface AttributeValue {
    /** Returns DynamoDB's name of the type, such as {@code S}. */
    default String typeName() {
        return switch (this) {
            case StringValue _ -> "S";
            case NumberValue _ -> "N";
            case BinaryValue _ -> "B";
            case BooleanValue _ -> "BOOL";
            case NullValue _ -> "NULL";
            case StringSet _ -> "SS";
            case NumberSet _ -> "NS";
            case BinarySet _ -> "BS";
            case ListValue _ -> "L";
            case MapValue _ -> "M";
        };
    }

    /** Returns the size as DynamoDB counts it, for limits and capacity. */
    default int sizeBytes() {
        return Sizes.of(this);
    }

    /** Type {@code S}. */
    record StringValue(String value) implements AttributeValue {
        /** Replaces unpaired surrogates, which no encoding can carry, by U+FFFD. */
        public StringValue {
            value = Text.wellFormed(value);
        }
    }

    /** Type {@code N}: a decimal in canonical form (no trailing zeros, scale may be negative). */
    record NumberValue(BigDecimal value) implements AttributeValue {
        /**
         * Normalises; throws IllegalArgumentException outside 38 digits or the range (parse with
         * {@link Numbers}).
         */
        public NumberValue {
            value = Numbers.canonical(value);
        }
    }

    /** Type {@code B}. */
    record BinaryValue(Binary value) implements AttributeValue {}

    /** Type {@code BOOL}. */
    record BooleanValue(boolean value) implements AttributeValue {}

    /** Type {@code NULL}; its only value is true. */
    record NullValue() implements AttributeValue {}

    /** Type {@code SS}; kept in UTF-8 byte order, not empty. */
    record StringSet(List<String> values) implements AttributeValue {
        public StringSet {
            values = Sets.ordered(Sets.changed(values, Text::wellFormed), Order.UTF_8);
        }
    }

    /** Type {@code NS}; canonical numbers in ascending order, not empty. */
    record NumberSet(List<BigDecimal> values) implements AttributeValue {
        public NumberSet {
            values = Sets.ordered(Sets.changed(values, Numbers::canonical), BigDecimal::compareTo);
        }
    }

    /** Type {@code BS}; in unsigned byte order, not empty. */
    record BinarySet(List<Binary> values) implements AttributeValue {
        public BinarySet {
            values = Sets.ordered(values, Binary::compareTo);
        }
    }

    /** Type {@code L}. */
    record ListValue(List<AttributeValue> values) implements AttributeValue {
        public ListValue {
            values = List.copyOf(values);
        }
    }

    /**
     * Type {@code M}; iterates in UTF-8 byte order of its names, so that equal values have equal
     * encodings.
     */
    record MapValue(SequencedMap<String, AttributeValue> values) implements AttributeValue {
        public MapValue {
            values = NameMap.copyOf(values);
        }
    }
}
