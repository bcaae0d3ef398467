package io.torcdb.model.expression;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.BinarySet;
import io.torcdb.model.item.AttributeValue.BinaryValue;
import io.torcdb.model.item.AttributeValue.ListValue;
import io.torcdb.model.item.AttributeValue.MapValue;
import io.torcdb.model.item.AttributeValue.NumberSet;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringSet;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Item;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Evaluates conditions in the plainest way, on lists of no or one value, as a second opinion.
 * Shares no code with the evaluator.
 */
final class NaiveEvaluator {
    private final Item item;

    NaiveEvaluator(Item item) {
        this.item = item;
    }

    boolean holds(Condition condition) {
        if (condition instanceof Condition.And(var all)) {
            return all.stream().filter(this::holds).count() == all.size();
        } else if (condition instanceof Condition.Or(var any)) {
            return any.stream().filter(this::holds).count() > 0;
        } else if (condition instanceof Condition.Not(var inner)) {
            return holds(inner) ? false : true;
        } else if (condition instanceof Condition.Compare(var left, var comparator, var right)) {
            return isComparable(left)
                    && isComparable(right)
                    && compare(values(left), comparator.name(), values(right));
        } else if (condition instanceof Condition.Between(var operand, var low, var high)) {
            return compare(values(operand), "GREATER_OR_EQUAL", values(low))
                    && compare(values(high), "GREATER_OR_EQUAL", values(operand));
        } else if (condition instanceof Condition.In(var operand, var candidates)) {
            return candidates.stream()
                    .anyMatch(candidate -> compare(values(operand), "EQUAL", values(candidate)));
        } else if (condition instanceof Condition.Exists(var path)) {
            return at(path).size() == 1;
        } else if (condition instanceof Condition.NotExists(var path)) {
            return at(path).isEmpty();
        } else if (condition instanceof Condition.OfType(var path, var type)) {
            return at(path).stream().anyMatch(value -> value.typeName().equals(type));
        } else if (condition instanceof Condition.BeginsWith(var operand, var prefix)) {
            var all = bytes(values(operand));
            var first = bytes(values(prefix));
            return all.size() > 1
                    && first.size() > 1
                    && Collections.indexOfSubList(all, first) == 0;
        } else if (condition instanceof Condition.Contains(var operand, var member)) {
            return contains(values(operand), values(member));
        }
        throw new AssertionError(condition);
    }

    /** The size of a value of a type without one is not comparable, not even as different. */
    private boolean isComparable(Operand operand) {
        return !(operand instanceof Operand.Size(var of))
                || values(operand).size() == values(of).size();
    }

    private static boolean compare(
            List<AttributeValue> left, String comparator, List<AttributeValue> right) {
        boolean equal = left.size() == 1 && left.equals(right);
        if (comparator.equals("EQUAL")) {
            return equal;
        }
        if (comparator.equals("NOT_EQUAL")) {
            return !equal;
        }
        if (left.isEmpty()
                || right.isEmpty()
                || !left.getFirst().typeName().equals(right.getFirst().typeName())
                || !List.of("S", "N", "B").contains(left.getFirst().typeName())) {
            return false;
        }
        int order = order(left.getFirst(), right.getFirst());
        return switch (comparator) {
            case "LESS" -> order < 0;
            case "GREATER" -> order > 0;
            case "LESS_OR_EQUAL" -> order < 0 || equal;
            default -> order > 0 || equal;
        };
    }

    private static int order(AttributeValue left, AttributeValue right) {
        if (left instanceof NumberValue(var number) && right instanceof NumberValue(var other)) {
            return number.subtract(other).signum();
        }
        return Arrays.compareUnsigned(rawBytes(left), rawBytes(right));
    }

    private static byte[] rawBytes(AttributeValue value) {
        return value instanceof StringValue(var text)
                ? text.getBytes(StandardCharsets.UTF_8)
                : ((BinaryValue) value).value().toByteArray();
    }

    /** The type, then the bytes of a string or a binary; nothing of other values. */
    private static List<Object> bytes(List<AttributeValue> values) {
        var bytes = new ArrayList<>();
        for (AttributeValue value : values) {
            if (value instanceof StringValue || value instanceof BinaryValue) {
                bytes.add(value.typeName());
                bytes.add("start");
                for (byte b : rawBytes(value)) {
                    bytes.add(b);
                }
            }
        }
        return bytes;
    }

    private static boolean contains(List<AttributeValue> all, List<AttributeValue> part) {
        if (all.isEmpty() || part.isEmpty()) {
            return false;
        }
        AttributeValue whole = all.getFirst();
        AttributeValue member = part.getFirst();
        if (whole instanceof ListValue(var elements)) {
            return elements.contains(member);
        } else if (whole instanceof StringSet(var members)) {
            return members.stream().map(StringValue::new).anyMatch(member::equals);
        } else if (whole instanceof NumberSet(var members)) {
            return members.stream().map(NumberValue::new).anyMatch(member::equals);
        } else if (whole instanceof BinarySet(var members)) {
            return members.stream().map(BinaryValue::new).anyMatch(member::equals);
        }
        var haystack = bytes(all);
        var needle = bytes(part);
        return haystack.size() > 1
                && needle.size() > 1
                && haystack.getFirst().equals(needle.getFirst())
                && Collections.indexOfSubList(
                                haystack.subList(2, haystack.size()),
                                needle.subList(2, needle.size()))
                        >= 0;
    }

    private List<AttributeValue> values(Operand operand) {
        if (operand instanceof Operand.At(var path)) {
            return at(path);
        } else if (operand instanceof Operand.Literal(var value)) {
            return List.of(value);
        }
        var sizes = new ArrayList<AttributeValue>();
        for (AttributeValue value : values(((Operand.Size) operand).of())) {
            int size =
                    switch (value.typeName()) {
                        case "S" -> ((StringValue) value).value().toCharArray().length;
                        case "B" -> rawBytes(value).length;
                        case "SS" -> ((StringSet) value).values().size();
                        case "NS" -> ((NumberSet) value).values().size();
                        case "BS" -> ((BinarySet) value).values().size();
                        case "L" -> ((ListValue) value).values().size();
                        case "M" -> ((MapValue) value).values().size();
                        default -> -1;
                    };
            if (size >= 0) {
                sizes.add(new NumberValue(new BigDecimal(size)));
            }
        }
        return sizes;
    }

    List<AttributeValue> at(Path path) {
        List<AttributeValue> found = List.of(new MapValue(item.attributes()));
        for (Path.Step step : path.steps()) {
            var next = new ArrayList<AttributeValue>();
            for (AttributeValue value : found) {
                if (step instanceof Path.Name(var name) && value instanceof MapValue(var members)) {
                    members.forEach((key, member) -> {
                        if (key.equals(name)) {
                            next.add(member);
                        }
                    });
                } else if (step instanceof Path.Index(var index)
                        && value instanceof ListValue(var elements)) {
                    next.addAll(elements.stream().skip(index).limit(1).toList());
                }
            }
            found = next;
        }
        return found;
    }
}
