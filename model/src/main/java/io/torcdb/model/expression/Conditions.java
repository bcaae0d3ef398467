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
import io.torcdb.model.item.Item;
import io.torcdb.model.item.Order;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Evaluates conditions. Pure. An operand that leads nowhere makes everything false but {@code <>}
 * and {@code attribute_not_exists}; so does one of the wrong type.
 */
public final class Conditions {
    private Conditions() {}

    /**
     * Returns whether {@code condition} is true of {@code item}; of a missing one, pass an empty.
     */
    public static boolean holds(Condition condition, Item item) {
        return switch (condition) {
            case Condition.And(var all) -> all(all, item);
            case Condition.Or(var any) -> any(any, item);
            case Condition.Not(var inner) -> !holds(inner, item);
            case Condition.Compare(var left, var comparator, var right) ->
                    !isSizeless(left, item)
                            && !isSizeless(right, item)
                            && compare(value(left, item), comparator, value(right, item));
            case Condition.Between(var operand, var low, var high) ->
                    between(value(operand, item), value(low, item), value(high, item));
            case Condition.In(var operand, var candidates) ->
                    in(value(operand, item), candidates, item);
            case Condition.Exists(var path) -> Paths.find(path, item).isPresent();
            case Condition.NotExists(var path) -> Paths.find(path, item).isEmpty();
            case Condition.OfType(var path, var type) ->
                    Paths.find(path, item).filter(v -> v.typeName().equals(type)).isPresent();
            case Condition.BeginsWith(var operand, var prefix) ->
                    beginsWith(value(operand, item), value(prefix, item));
            case Condition.Contains(var operand, var member) ->
                    contains(value(operand, item), value(member, item));
        };
    }

    private static boolean all(List<Condition> conditions, Item item) {
        for (Condition condition : conditions) {
            if (!holds(condition, item)) {
                return false;
            }
        }
        return true;
    }

    private static boolean any(List<Condition> conditions, Item item) {
        for (Condition condition : conditions) {
            if (holds(condition, item)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<AttributeValue> value(Operand operand, Item item) {
        return switch (operand) {
            case Operand.At(var path) -> Paths.find(path, item);
            case Operand.Literal(var value) -> Optional.of(value);
            case Operand.Size(var of) -> value(of, item).flatMap(Conditions::size);
        };
    }

    /** A string's size is counted in UTF-16 code units, as DynamoDB does. */
    private static Optional<AttributeValue> size(AttributeValue value) {
        return switch (value) {
            case StringValue(var text) -> number(text.length());
            case BinaryValue(var binary) -> number(binary.length());
            case StringSet(var members) -> number(members.size());
            case NumberSet(var members) -> number(members.size());
            case BinarySet(var members) -> number(members.size());
            case ListValue(var elements) -> number(elements.size());
            case MapValue(var members) -> number(members.size());
            case NumberValue _, BooleanValue _, NullValue _ -> Optional.empty();
        };
    }

    /** Returns whether this is the size of a value that has none: no comparison of it is true. */
    private static boolean isSizeless(Operand operand, Item item) {
        return operand instanceof Operand.Size(var of)
                && value(of, item).filter(measured -> size(measured).isEmpty()).isPresent();
    }

    private static Optional<AttributeValue> number(int count) {
        return Optional.of(new NumberValue(BigDecimal.valueOf(count)));
    }

    private static boolean compare(
            Optional<AttributeValue> left,
            Condition.Comparator comparator,
            Optional<AttributeValue> right) {
        return switch (comparator) {
            case EQUAL -> equal(left, right);
            case NOT_EQUAL -> !equal(left, right);
            case LESS -> order(left, right).orElse(0) < 0;
            case LESS_OR_EQUAL -> order(left, right).orElse(1) <= 0;
            case GREATER -> order(left, right).orElse(0) > 0;
            case GREATER_OR_EQUAL -> order(left, right).orElse(-1) >= 0;
        };
    }

    /** Two operands that both lead nowhere are not equal. */
    private static boolean equal(Optional<AttributeValue> left, Optional<AttributeValue> right) {
        return left.isPresent() && left.equals(right);
    }

    private static OptionalInt order(
            Optional<AttributeValue> left, Optional<AttributeValue> right) {
        return left.isPresent() && right.isPresent()
                ? Order.of(left.get(), right.get())
                : OptionalInt.empty();
    }

    private static boolean between(
            Optional<AttributeValue> operand,
            Optional<AttributeValue> low,
            Optional<AttributeValue> high) {
        return compare(low, Condition.Comparator.LESS_OR_EQUAL, operand)
                && compare(operand, Condition.Comparator.LESS_OR_EQUAL, high);
    }

    private static boolean in(
            Optional<AttributeValue> operand, List<Operand> candidates, Item item) {
        for (Operand candidate : candidates) {
            if (equal(operand, value(candidate, item))) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsWith(
            Optional<AttributeValue> operand, Optional<AttributeValue> prefix) {
        if (operand.isEmpty() || prefix.isEmpty()) {
            return false;
        }
        return switch (operand.get()) {
            case StringValue(var text) ->
                    prefix.get() instanceof StringValue(var start) && text.startsWith(start);
            case BinaryValue(var binary) ->
                    prefix.get() instanceof BinaryValue(var start) && binary.startsWith(start);
            case NumberValue _,
                    BooleanValue _,
                    NullValue _,
                    StringSet _,
                    NumberSet _,
                    BinarySet _,
                    ListValue _,
                    MapValue _ ->
                    false;
        };
    }

    private static boolean contains(
            Optional<AttributeValue> operand, Optional<AttributeValue> member) {
        if (operand.isEmpty() || member.isEmpty()) {
            return false;
        }
        AttributeValue part = member.get();
        return switch (operand.get()) {
            case StringValue(var text) ->
                    part instanceof StringValue(var piece) && text.contains(piece);
            case BinaryValue(var binary) ->
                    part instanceof BinaryValue(var piece) && binary.contains(piece);
            case StringSet(var members) ->
                    part instanceof StringValue(var text)
                            && Collections.binarySearch(members, text, Order.UTF_8) >= 0;
            case NumberSet(var members) ->
                    part instanceof NumberValue(var number)
                            && Collections.binarySearch(members, number) >= 0;
            case BinarySet(var members) ->
                    part instanceof BinaryValue(var binary)
                            && Collections.binarySearch(members, binary) >= 0;
            case ListValue(var elements) -> elements.contains(part);
            case NumberValue _, BooleanValue _, NullValue _, MapValue _ -> false;
        };
    }
}
