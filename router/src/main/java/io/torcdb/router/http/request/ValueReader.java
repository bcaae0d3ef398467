package io.torcdb.router.http.request;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.BinaryValue;
import io.torcdb.model.item.AttributeValue.BooleanValue;
import io.torcdb.model.item.AttributeValue.ListValue;
import io.torcdb.model.item.AttributeValue.MapValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Binary;
import io.torcdb.model.item.NamedValues;
import io.torcdb.router.value.ValueChecks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads attribute values. A value that cannot be is noted in {@link Problems} and read as null, so
 * that reading can go on. For one thread and one body.
 */
final class ValueReader {
    private static final String SHAPE = "AttributeValue";
    private static final String VALUE_TYPE = JsonReader.SHAPES + SHAPE;
    private static final AttributeValue NOTHING = ValueChecks.NOTHING;

    private final JsonParser parser;
    private final JsonReader json;
    private final Problems problems;
    private final ValueChecks checks;

    ValueReader(JsonParser parser, JsonReader json, Problems problems) {
        this.parser = parser;
        this.json = json;
        this.problems = problems;
        this.checks = problems.values();
    }

    /** Reads a value that is a member of a structure. */
    Optional<AttributeValue> member() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> Optional.of(value(1));
            case VALUE_NULL -> Optional.empty();
            default -> {
                json.notAMember(SHAPE);
                yield Optional.empty();
            }
        };
    }

    /** Reads a value that is an element of a list. */
    AttributeValue element() {
        return value(1);
    }

    /** Reads a map of attribute values that is a member of a request, as an item or a key. */
    Optional<SequencedMap<String, AttributeValue>> attributes() {
        checks.enterItem();
        var attributes = new NamedValues();
        boolean present = entries(attributes, 1);
        return present ? Optional.of(attributes.toMap()) : Optional.empty();
    }

    /** Reads {@code ExpressionAttributeValues}. */
    Optional<SequencedMap<String, AttributeValue>> placeholders() {
        checks.enterItem();
        var placeholders = new LinkedHashMap<String, AttributeValue>();
        boolean present =
                json.map(
                        VALUE_TYPE,
                        key -> {
                            checks.enterPlaceholder(key);
                            placeholders.put(key, value(1));
                            checks.leavePlaceholder();
                        });
        return present ? Optional.of(placeholders) : Optional.empty();
    }

    private boolean entries(NamedValues entries, int depth) {
        if (!json.isMap(VALUE_TYPE)) {
            return false;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            checks.name(name, depth);
            entries.put(json.wellFormed(name), value(depth));
        }
        return true;
    }

    private AttributeValue value(int depth) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return checks.untyped();
        }
        if (token != JsonToken.START_OBJECT) {
            json.notAnElement(SHAPE);
            return NOTHING;
        }
        if (!checks.takes(depth)) {
            parser.skipChildren();
            return NOTHING;
        }
        return typed(depth);
    }

    /** Of a value of several types, the problem of the first type in DynamoDB's order counts. */
    private AttributeValue typed(int depth) {
        Optional<String> before = checks.take();
        Optional<String> gravest = Optional.empty();
        int gravestType = Integer.MAX_VALUE;
        AttributeValue value = NOTHING;
        int types = 0;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            int type = type(name);
            if (parser.nextToken() == JsonToken.VALUE_NULL || type == 0) {
                parser.skipChildren();
            } else {
                types |= type;
                value = ofType(name, depth);
                Optional<String> problem = checks.take();
                if (problem.isPresent() && type < gravestType) {
                    gravest = problem;
                    gravestType = type;
                }
            }
        }
        checks.giveBack(before.isPresent() ? before : gravest);
        return switch (Integer.bitCount(types)) {
            case 0 -> checks.untyped();
            case 1 -> value;
            default -> checks.ambiguous();
        };
    }

    /**
     * Returns one bit for each of the ten types, in the order of their checks; 0 for a name that is
     * none.
     */
    private static int type(String name) {
        return switch (name) {
            case "S" -> 1;
            case "B" -> 1 << 1;
            case "BOOL" -> 1 << 2;
            case "N" -> 1 << 3;
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
            case "S" -> string();
            case "N" -> json.string().map(checks::number).orElse(NOTHING);
            case "B" ->
                    json.blob()
                            .<AttributeValue>map(bytes -> new BinaryValue(Binary.wrap(bytes)))
                            .orElse(NOTHING);
            case "BOOL" -> json.bool().<AttributeValue>map(BooleanValue::new).orElse(NOTHING);
            case "NULL" -> json.bool().map(checks::nothing).orElse(NOTHING);
            case "SS" -> json.list(this::stringMember).map(checks::strings).orElse(NOTHING);
            case "NS" -> json.list(this::stringMember).map(checks::numbers).orElse(NOTHING);
            case "BS" -> json.list(this::blobMember).map(checks::binaries).orElse(NOTHING);
            case "L" -> list(depth + 1);
            default -> {
                var entries = new NamedValues();
                yield entries(entries, depth + 1) ? new MapValue(entries.toMap()) : NOTHING;
            }
        };
    }

    private AttributeValue list(int depth) {
        if (!json.isList()) {
            return NOTHING;
        }
        var elements = new ArrayList<AttributeValue>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(depth));
        }
        return new ListValue(elements);
    }

    private AttributeValue string() {
        return parser.currentToken() == JsonToken.VALUE_STRING
                ? text(parser.getString())
                : json.string().<AttributeValue>map(StringValue::new).orElse(NOTHING);
    }

    /** Returns the value of a text; it repairs one that is none, which is noted. */
    private AttributeValue text(String text) {
        var value = new StringValue(text);
        if (!value.value().equals(text)) {
            problems.unserializable();
        }
        return value;
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
        if (checks.takesMember()) {
            return true;
        }
        parser.skipChildren();
        return false;
    }
}
