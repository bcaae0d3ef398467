package io.torcdb.tests.differential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Draws the expressions of one request and keeps their placeholders. */
final class Expressions {
    private static final List<String> COMPARATORS = List.of("=", "<>", "<", "<=", ">", ">=");
    private static final List<String> TYPES =
            List.of("S", "N", "B", "SS", "NS", "BS", "BOOL", "NULL", "L", "M");
    private static final int DEEPEST = 3;

    private final Draw draw;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    Expressions(Draw draw) {
        this.draw = draw;
    }

    /** Returns the names, or null when there are none: an empty map is an error. */
    @Nullable Map<String, String> names() {
        return names.isEmpty() ? null : names;
    }

    /** Returns the values, or null when there are none. */
    @Nullable Map<String, AttributeValue> values() {
        return values.isEmpty() ? null : values;
    }

    String name(String attribute) {
        if (!draw.once(4)) {
            return attribute;
        }
        String placeholder = "#n" + attribute;
        names.put(placeholder, attribute);
        return placeholder;
    }

    String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    /** Returns a path of an item: mostly an attribute, at times an element inside it. */
    String path() {
        var path = new StringBuilder(name(draw.attribute()));
        while (draw.once(4)) {
            if (draw.once(2)) {
                path.append('.').append(draw.of(Draw.FIELDS));
            } else {
                path.append('[').append(draw.below(3)).append(']');
            }
        }
        return path.toString();
    }

    String condition(List<String> keys) {
        return condition(keys, 0);
    }

    private String condition(List<String> keys, int depth) {
        int choice = draw.below(depth >= DEEPEST ? 9 : 13);
        return switch (choice) {
            case 0, 1, 2 -> operand(keys) + " " + draw.of(COMPARATORS) + " " + operand(keys);
            case 3 -> operand(keys) + " BETWEEN " + bounds();
            case 4 ->
                    operand(keys)
                            + " IN ("
                            + String.join(", ", draw.some(3, () -> operand(keys)))
                            + ")";
            case 5 -> draw.of(List.of("attribute_exists(", "attribute_not_exists(")) + path() + ")";
            case 6 ->
                    "attribute_type("
                            + path()
                            + ", "
                            + value(AttributeValue.fromS(draw.of(TYPES)))
                            + ")";
            case 7 ->
                    "begins_with("
                            + path()
                            + ", "
                            + value(draw.either(draw::string, draw::binary))
                            + ")";
            case 8 -> "contains(" + path() + ", " + value(draw.scalar()) + ")";
            case 9 -> "NOT " + "(" + condition(keys, depth + 1) + ")";
            case 10 -> condition(keys, depth + 1) + " AND " + condition(keys, depth + 1);
            case 11 -> condition(keys, depth + 1) + " OR " + condition(keys, depth + 1);
            default ->
                    "(" + condition(keys, depth + 1) + ") AND (" + condition(keys, depth + 1) + ")";
        };
    }

    private String bounds() {
        return draw.either(
                () -> value(AttributeValue.fromN("0")) + " AND " + value(AttributeValue.fromN("2")),
                () -> value(AttributeValue.fromS("a")) + " AND " + value(AttributeValue.fromS("b")),
                () -> path() + " AND " + value(draw.scalar()));
    }

    private String operand(List<String> keys) {
        return switch (draw.below(8)) {
            case 0, 1, 2 -> path();
            case 3 -> keys.isEmpty() ? path() : draw.of(keys);
            case 4 -> "size(" + path() + ")";
            case 5 -> value(draw.value());
            default -> value(draw.scalar());
        };
    }

    String projection() {
        return String.join(", ", draw.some(3, this::path));
    }

    /** Returns an update whose clauses are mostly of different attributes. */
    String update() {
        var update = new StringBuilder();
        if (!draw.once(3)) {
            update.append(" SET ").append(String.join(", ", draw.some(2, this::assignment)));
        }
        if (draw.once(4)) {
            update.append(" REMOVE ").append(String.join(", ", draw.some(2, this::path)));
        }
        if (draw.once(4)) {
            update.append(" ADD ")
                    .append(path())
                    .append(' ')
                    .append(value(draw.either(draw::number, draw::set)));
        }
        if (draw.once(5)) {
            update.append(" DELETE ").append(path()).append(' ').append(value(draw.set()));
        }
        return update.isEmpty() ? "SET " + assignment() : update.toString().strip();
    }

    private String assignment() {
        return path() + " = " + right();
    }

    private String right() {
        return switch (draw.below(8)) {
            case 0 -> term() + draw.of(List.of(" + ", " - ")) + value(draw.number());
            case 1 -> path() + draw.of(List.of(" + ", " - ")) + term();
            case 2 ->
                    "list_append("
                            + path()
                            + ", "
                            + value(AttributeValue.fromL(draw.some(2, draw::value)))
                            + ")";
            case 3 -> "if_not_exists(" + path() + ", " + term() + ")";
            default -> value(draw.value());
        };
    }

    private String term() {
        return draw.either(this::path, () -> value(draw.value()), () -> value(draw.number()));
    }

    /** Returns a key condition. */
    String keyCondition(String hashType, String rangeAttribute, String rangeType) {
        String hash = "p = " + value(draw.key(hashType));
        if (rangeAttribute.isEmpty() || draw.once(3)) {
            return hash;
        }
        String range = name(rangeAttribute);
        return hash
                + " AND "
                + switch (draw.below(4)) {
                    case 0 ->
                            range
                                    + " BETWEEN "
                                    + value(draw.key(rangeType))
                                    + " AND "
                                    + value(draw.key(rangeType));
                    case 1 -> "begins_with(" + range + ", " + value(draw.key(rangeType)) + ")";
                    default ->
                            range
                                    + " "
                                    + draw.of(List.of("=", "<", "<=", ">", ">="))
                                    + " "
                                    + value(draw.key(rangeType));
                };
    }
}
