package io.torcdb.model.expression;

import io.torcdb.model.expression.parser.ExpressionParser;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Binary;
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Short words for values, items and placeholders. */
public final class Samples {
    /** The placeholders that the tests' expressions use. */
    public static final Request.Placeholders PLACEHOLDERS =
            new Request.Placeholders(
                    Optional.of(
                            new LinkedHashMap<>(
                                    Map.of("#a", "a", "#dot", "a.b", "#three", "[3]", "#c", "c"))),
                    Optional.of(values()));

    private Samples() {}

    private static SequencedMap<String, AttributeValue> values() {
        var values = new LinkedHashMap<String, AttributeValue>();
        values.put(":s", s("text"));
        values.put(":t", s("te"));
        values.put(":ss", ss("x", "y"));
        values.put(":n", n("5"));
        values.put(":n1", n("1"));
        values.put(":n9", n("9"));
        values.put(":ns", ns("1", "2"));
        values.put(":b", b(1, 2));
        values.put(":b1", b(1));
        values.put(":bs", bs(b(1), b(2)));
        values.put(":bool", bool(true));
        values.put(":null", new AttributeValue.NullValue());
        values.put(":l", list(n("1"), s("two")));
        values.put(":l2", list(n("3")));
        values.put(":m", map("k", s("v")));
        values.put(":S", s("S"));
        values.put(":N", s("N"));
        values.put(":XX", s("XX"));
        return values;
    }

    public static AttributeValue s(String text) {
        return new AttributeValue.StringValue(text);
    }

    public static AttributeValue n(String number) {
        return new AttributeValue.NumberValue(new BigDecimal(number));
    }

    public static AttributeValue.BinaryValue b(int... bytes) {
        var copy = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            copy[i] = (byte) bytes[i];
        }
        return new AttributeValue.BinaryValue(Binary.copyOf(copy));
    }

    public static AttributeValue bool(boolean value) {
        return new AttributeValue.BooleanValue(value);
    }

    public static AttributeValue ss(String... members) {
        return new AttributeValue.StringSet(List.of(members));
    }

    public static AttributeValue ns(String... members) {
        return new AttributeValue.NumberSet(Arrays.stream(members).map(BigDecimal::new).toList());
    }

    public static AttributeValue bs(AttributeValue.BinaryValue... members) {
        return new AttributeValue.BinarySet(
                Stream.of(members).map(AttributeValue.BinaryValue::value).toList());
    }

    public static AttributeValue list(AttributeValue... elements) {
        return new AttributeValue.ListValue(List.of(elements));
    }

    public static AttributeValue map(Object... namesAndValues) {
        return new AttributeValue.MapValue(item(namesAndValues).attributes());
    }

    public static Item item(Object... namesAndValues) {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put((String) namesAndValues[i], (AttributeValue) namesAndValues[i + 1]);
        }
        return new Item(attributes);
    }

    public static ExpressionParser parser() {
        return new ExpressionParser(PLACEHOLDERS);
    }

    public static Condition condition(String text) {
        return success(parser().condition(ExpressionParser.Kind.CONDITION, text));
    }

    public static Update update(String text) {
        return success(parser().update(text));
    }

    public static Projection projection(String text) {
        return success(parser().projection(text));
    }

    public static <T> T success(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Success<T>(var value) -> value;
            case Outcome.Refused<T>(var failure) -> throw new AssertionError(failure.toString());
        };
    }

    /** Returns the message of a refusal, or the success as text. */
    public static String message(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Refused<?>(Failure.Invalid(var message)) -> message;
            case Outcome.Refused<?>(var failure) -> failure.toString();
            case Outcome.Success<?>(var value) -> "success: " + value;
        };
    }
}
