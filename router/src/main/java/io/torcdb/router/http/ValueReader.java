package io.torcdb.router.http;

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
import io.torcdb.model.item.Binary;
import io.torcdb.model.item.Numbers;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads attribute values. A value that cannot be is noted in {@link Problems} and read as null, so
 * that reading can go on. Bounded in depth and in the number of values, whatever the body holds.
 * For one thread and one body.
 */
final class ValueReader {
    /** The deepest nesting of a value, the leaf counted. */
    static final int MAX_DEPTH = 32;

    /** More values than the largest item or the largest set of placeholders can hold. */
    static final int MAX_VALUES = 500_000;

    /** The longest name of an attribute, in bytes of UTF-8. */
    static final int MAX_NAME_BYTES = 65_535;

    private static final int MAX_BYTES_PER_CHAR = 3;
    private static final int MAX_ECHO = 1_000;
    private static final String SHAPE = "AttributeValue";
    private static final String EMPTY =
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
    private static final String MANY =
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of"
                    + " the supported datatypes";
    private static final String TOO_DEEP =
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested"
                    + " levels beyond supported limit";
    private static final String TOO_LARGE = "Item size has exceeded the maximum allowed size";
    private static final String PARAMETERS = "One or more parameter values were invalid: ";
    private static final AttributeValue NOTHING = new NullValue();

    private final JsonParser parser;
    private final JsonReader json;
    private final Problems problems;
    private int values;

    ValueReader(JsonParser parser, JsonReader json, Problems problems) {
        this.parser = parser;
        this.json = json;
        this.problems = problems;
    }

    /** Reads a map of attribute values that is a member of a request, as an item or a key. */
    Optional<SequencedMap<String, AttributeValue>> attributes() {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        boolean present = entries(attributes, 1);
        return present ? Optional.of(attributes) : Optional.empty();
    }

    /** Reads {@code ExpressionAttributeValues}. */
    Optional<SequencedMap<String, AttributeValue>> placeholders() {
        var placeholders = new LinkedHashMap<String, AttributeValue>();
        boolean present =
                json.map(
                        "com.amazonaws.dynamodb.v20120810." + SHAPE,
                        key -> {
                            problems.enterPlaceholder(key);
                            placeholders.put(key, value(1));
                            problems.leavePlaceholder();
                        });
        return present ? Optional.of(placeholders) : Optional.empty();
    }

    private boolean entries(SequencedMap<String, AttributeValue> entries, int depth) {
        return json.map(
                "com.amazonaws.dynamodb.v20120810." + SHAPE,
                name -> {
                    checkName(name, depth);
                    entries.put(json.wellFormed(name), value(depth));
                });
    }

    private void checkName(String name, int depth) {
        if (name.isEmpty() && depth == 1) {
            problems.invalid(PARAMETERS + "An attribute name may not be empty");
        }
        if (name.length() > MAX_NAME_BYTES / MAX_BYTES_PER_CHAR
                && name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            problems.invalid(
                    PARAMETERS + "An attribute name has at most " + MAX_NAME_BYTES + " bytes");
        }
    }

    private AttributeValue value(int depth) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            problems.invalid(EMPTY);
            return NOTHING;
        }
        if (token != JsonToken.START_OBJECT) {
            json.notAStructure(SHAPE);
            return NOTHING;
        }
        values++;
        if (depth > MAX_DEPTH || values > MAX_VALUES) {
            problems.invalid(depth > MAX_DEPTH ? TOO_DEEP : TOO_LARGE);
            parser.skipChildren();
            return NOTHING;
        }
        return typed(depth);
    }

    private AttributeValue typed(int depth) {
        AttributeValue value = NOTHING;
        int types = 0;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            int type = type(name);
            if (parser.nextToken() == JsonToken.VALUE_NULL || type == 0) {
                parser.skipChildren();
            } else {
                types |= type;
                value = ofType(name, depth);
            }
        }
        if (Integer.bitCount(types) != 1) {
            problems.invalid(types == 0 ? EMPTY : MANY);
        }
        return value;
    }

    /** Returns one bit for each of the ten types, 0 for a name that is none. */
    private static int type(String name) {
        return switch (name) {
            case "S" -> 1;
            case "N" -> 1 << 1;
            case "B" -> 1 << 2;
            case "BOOL" -> 1 << 3;
            case "NULL" -> 1 << 4;
            case "SS" -> 1 << 5;
            case "NS" -> 1 << 6;
            case "BS" -> 1 << 7;
            case "L" -> 1 << 8;
            case "M" -> 1 << 9;
            default -> 0;
        };
    }

    private AttributeValue ofType(String name, int depth) {
        return switch (name) {
            case "S" -> json.string().<AttributeValue>map(StringValue::new).orElse(NOTHING);
            case "N" -> json.string().map(this::number).orElse(NOTHING);
            case "B" ->
                    json.blob()
                            .<AttributeValue>map(bytes -> new BinaryValue(Binary.wrap(bytes)))
                            .orElse(NOTHING);
            case "BOOL" -> json.bool().<AttributeValue>map(BooleanValue::new).orElse(NOTHING);
            case "NULL" -> json.bool().map(this::nothing).orElse(NOTHING);
            case "SS" -> json.list(this::stringMember).map(this::strings).orElse(NOTHING);
            case "NS" -> json.list(this::stringMember).map(this::numbers).orElse(NOTHING);
            case "BS" -> json.list(this::blobMember).map(this::binaries).orElse(NOTHING);
            case "L" ->
                    json.list(() -> Optional.of(value(depth + 1)))
                            .<AttributeValue>map(ListValue::new)
                            .orElse(NOTHING);
            default -> {
                var entries = new LinkedHashMap<String, AttributeValue>();
                yield entries(entries, depth + 1) ? new MapValue(entries) : NOTHING;
            }
        };
    }

    private AttributeValue nothing(boolean value) {
        return value
                ? NOTHING
                : refused(PARAMETERS + "Null attribute value types must have the value of true");
    }

    private AttributeValue number(String text) {
        return switch (Numbers.parse(text)) {
            case Outcome.Success<NumberValue>(var number) -> number;
            case Outcome.Refused<NumberValue>(Failure.Invalid(var message)) -> refused(message);
            case Outcome.Refused<NumberValue> other ->
                    throw new IllegalStateException(
                            "a number is refused only as invalid: " + other);
        };
    }

    private Optional<String> stringMember() {
        return counted() ? json.stringElement() : Optional.empty();
    }

    private Optional<byte[]> blobMember() {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            problems.unserializable("only base-64-encoded strings are convertible to bytes");
        }
        return counted() ? json.blob() : Optional.empty();
    }

    /** Counts a member of a set as a value; past the limit they are not kept. */
    private boolean counted() {
        values++;
        if (values <= MAX_VALUES) {
            return true;
        }
        problems.invalid(TOO_LARGE);
        parser.skipChildren();
        return false;
    }

    private AttributeValue strings(List<String> members) {
        if (members.isEmpty()) {
            return refused(PARAMETERS + "An string set  may not be empty");
        }
        if (new HashSet<>(members).size() < members.size()) {
            return refused(
                    PARAMETERS + "Input collection " + echo(members) + " contains duplicates.");
        }
        return new StringSet(members);
    }

    private AttributeValue numbers(List<String> members) {
        if (members.isEmpty()) {
            return refused(PARAMETERS + "An number set  may not be empty");
        }
        var numbers = new ArrayList<BigDecimal>(members.size());
        for (String member : members) {
            if (!(number(member) instanceof NumberValue(var number))) {
                return NOTHING;
            }
            numbers.add(number);
        }
        if (new HashSet<>(numbers).size() < numbers.size()) {
            return refused("Input collection contains duplicates");
        }
        return new NumberSet(numbers);
    }

    private AttributeValue binaries(List<byte[]> members) {
        if (members.isEmpty()) {
            return refused(PARAMETERS + "Binary sets should not be empty");
        }
        List<Binary> binaries = members.stream().map(Binary::wrap).toList();
        if (new HashSet<>(binaries).size() < binaries.size()) {
            var texts = members.stream().map(Base64.getEncoder()::encodeToString).toList();
            return refused(
                    PARAMETERS
                            + "Input collection "
                            + echo(texts)
                            + "of type BS contains duplicates.");
        }
        return new BinarySet(binaries);
    }

    private static String echo(List<String> members) {
        var echo = new StringBuilder("[");
        for (String member : members) {
            if (echo.length() + member.length() > MAX_ECHO) {
                return echo.append("...]").toString();
            }
            echo.append(echo.length() > 1 ? ", " : "").append(member);
        }
        return echo.append(']').toString();
    }

    private AttributeValue refused(String message) {
        problems.invalid(message);
        return NOTHING;
    }
}
