package io.torcdb.model.expression;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.BinarySet;
import io.torcdb.model.item.AttributeValue.BinaryValue;
import io.torcdb.model.item.AttributeValue.BooleanValue;
import io.torcdb.model.item.AttributeValue.ListValue;
import io.torcdb.model.item.AttributeValue.MapValue;
import io.torcdb.model.item.AttributeValue.NullValue;
import io.torcdb.model.item.AttributeValue.NumberSet;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringSet;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Order;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What expressions ask about types of values. */
final class Types {
    /** The names that {@code attribute_type} knows. */
    static final Set<String> NAMES =
            Set.of("S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M");

    private Types() {}

    /** Returns the long name that errors of ADD and DELETE use; empty for sets, which both take. */
    static Optional<String> longName(AttributeValue value) {
        return switch (value) {
            case StringValue _ -> Optional.of("STRING");
            case NumberValue _ -> Optional.of("NUMBER");
            case BinaryValue _ -> Optional.of("BINARY");
            case BooleanValue _ -> Optional.of("BOOLEAN");
            case NullValue _ -> Optional.of("NULL");
            case ListValue _ -> Optional.of("LIST");
            case MapValue _ -> Optional.of("MAP");
            case StringSet _, NumberSet _, BinarySet _ -> Optional.empty();
        };
    }

    /** Returns how two values are ordered; empty unless both are of one type that has an order. */
    static OptionalInt order(AttributeValue left, AttributeValue right) {
        return switch (left) {
            case StringValue(var text) when right instanceof StringValue(var other) ->
                    OptionalInt.of(Order.UTF_8.compare(text, other));
            case NumberValue(var number) when right instanceof NumberValue(var other) ->
                    OptionalInt.of(number.compareTo(other));
            case BinaryValue(var binary) when right instanceof BinaryValue(var other) ->
                    OptionalInt.of(binary.compareTo(other));
            case StringValue _,
                    NumberValue _,
                    BinaryValue _,
                    BooleanValue _,
                    NullValue _,
                    StringSet _,
                    NumberSet _,
                    BinarySet _,
                    ListValue _,
                    MapValue _ ->
                    OptionalInt.empty();
        };
    }
}
