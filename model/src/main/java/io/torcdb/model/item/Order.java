package io.torcdb.model.item;

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
import java.util.Comparator;
import java.util.OptionalInt;

/** DynamoDB's orders of texts and values. */
public final class Order {
    /**
     * Strings by the unsigned bytes of their UTF-8 encoding, which differs from {@link
     * String#compareTo} beyond the BMP.
     */
    public static final Comparator<String> UTF_8 = Order::compareUtf8;

    private Order() {}

    /** Returns how two values are ordered; empty unless both are of one type that has an order. */
    public static OptionalInt of(AttributeValue left, AttributeValue right) {
        return switch (left) {
            case StringValue(var text) when right instanceof StringValue(var other) ->
                    OptionalInt.of(UTF_8.compare(text, other));
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

    private static int compareUtf8(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // Surrogates stand for code points above all other chars.
                boolean surrogateA = Character.isSurrogate(a);
                boolean surrogateB = Character.isSurrogate(b);
                return surrogateA == surrogateB ? Character.compare(a, b) : surrogateA ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
