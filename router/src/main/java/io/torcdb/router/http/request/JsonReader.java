package io.torcdb.router.http.request;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads typed members from a stream of JSON tokens, as the service does: what has another type is
 * noted in {@link Problems}, skipped, and counts as absent. Each method expects the parser on the
 * first token of a value and leaves it on the last. Throws only what the parser throws. For one
 * thread.
 */
final class JsonReader {
    /** What precedes the names of shapes in those of Java. */
    static final String SHAPES = "com.amazonaws.dynamodb.v20120810.";

    private static final String OBJECT = "Start of structure or map found where not expected";
    private static final String FIELD_TYPE = "Unexpected field type";
    private static final String ELEMENT_TYPE = "Unexpected value type in payload";
    private static final String COLLECTION = "Unrecognized collection type ";
    private static final String BAD_TAIL = "Invalid last non-pad Base64 character dectected";

    private final JsonParser parser;
    private final Problems problems;

    JsonReader(JsonParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** Reads a {@code String}. */
    Optional<String> string() {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> Optional.of(text());
            case VALUE_NULL -> Optional.empty();
            default -> mismatch("String", "java.lang.String");
        };
    }

    /** Reads an {@code Integer}; a fraction is floored. */
    Optional<Integer> integer() {
        return wholeNumber("Integer", Integer.MIN_VALUE, Integer.MAX_VALUE).map(Long::intValue);
    }

    /** Reads a {@code Long}; a fraction is floored. */
    Optional<Long> longInteger() {
        return wholeNumber("Long", Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private Optional<Long> wholeNumber(String type, long least, long most) {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> floor(type, least, most);
            case VALUE_NULL -> Optional.empty();
            default -> mismatch(type, "java.lang." + type);
        };
    }

    private Optional<Long> floor(String type, long least, long most) {
        double rough = Math.floor(parser.getDoubleValue());
        if (rough < least || rough > most) {
            return skip("NUMBER_VALUE cannot be converted to " + type);
        }
        boolean exact =
                parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        return Optional.of(exact ? parser.getLongValue() : (long) rough);
    }

    /** Reads a {@code Boolean}; some words and digits count too. */
    Optional<Boolean> bool() {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            case VALUE_STRING -> word(parser.getString());
            case VALUE_NULL -> Optional.empty();
            default -> mismatch("Boolean", "java.lang.Boolean");
        };
    }

    private Optional<Boolean> word(String word) {
        if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("yes") || word.equals("1")) {
            return Optional.of(true);
        }
        if (word.equalsIgnoreCase("false") || word.equalsIgnoreCase("no") || word.equals("0")) {
            return Optional.of(false);
        }
        problems.unserializable("Unexpected token received from parser");
        return Optional.empty();
    }

    /** Reads a blob: base64 with padding. */
    Optional<byte[]> blob() {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> bytes(parser.getString());
            case VALUE_NULL -> Optional.empty();
            case START_ARRAY, START_OBJECT -> mismatch("Blob", "java.nio.ByteBuffer");
            default -> {
                problems.unserializable("only base-64-encoded strings are convertible to bytes");
                yield Optional.empty();
            }
        };
    }

    private Optional<byte[]> bytes(String text) {
        int length = text.length();
        if (length % 4 != 0) {
            problems.unserializable(
                    "Base64 encoded length is expected a multiple of 4 bytes but found: " + length);
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (!text.endsWith("=") || hasZeroTail(text, bytes)) {
                return Optional.of(bytes);
            }
        } catch (IllegalArgumentException _) {
            // The decoder's way to say that a character is none of base64's.
        }
        problems.unserializable(BAD_TAIL);
        return Optional.empty();
    }

    /**
     * Whether the bits that padding leaves over are zero, so that one text stands for the bytes.
     */
    private static boolean hasZeroTail(String text, byte[] bytes) {
        int rest = bytes.length % 3;
        byte[] tail = new byte[rest];
        System.arraycopy(bytes, bytes.length - rest, tail, 0, rest);
        return text.endsWith(Base64.getEncoder().encodeToString(tail));
    }

    /** Reads a list; absent elements are left out, after {@code element} has seen them. */
    <T> Optional<List<T>> list(Supplier<Optional<T>> element) {
        if (!isList()) {
            return Optional.empty();
        }
        var elements = new ArrayList<T>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.get().ifPresent(elements::add);
        }
        return Optional.of(elements);
    }

    /** Returns whether a list begins here; what is none is passed over, and noted. */
    boolean isList() {
        return switch (parser.currentToken()) {
            case START_ARRAY -> true;
            case VALUE_NULL -> false;
            case START_OBJECT -> skip(OBJECT).isPresent();
            default -> skip(FIELD_TYPE).isPresent();
        };
    }

    /** Reads an element of a list of strings, which null is not. */
    Optional<String> stringElement() {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            problems.unserializable("NULL_VALUE cannot be converted to String");
            return Optional.empty();
        }
        return string();
    }

    /**
     * Reads a map.
     *
     * @param valueType as Java names it
     * @param entry called with each name, the parser on its value
     * @return whether there is one
     */
    boolean map(String valueType, Consumer<String> entry) {
        boolean present = isMap(valueType);
        if (present) {
            entries(entry);
        }
        return present;
    }

    /**
     * Returns whether a map begins here; what is none is passed over, and noted.
     *
     * @param valueType as Java names it
     */
    boolean isMap(String valueType) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> true;
            case VALUE_NULL -> false;
            case START_ARRAY ->
                    skip(COLLECTION + "java.util.Map<java.lang.String, " + valueType + ">")
                            .isPresent();
            default -> skip(FIELD_TYPE).isPresent();
        };
    }

    /**
     * Reads a structure that is a member of another.
     *
     * @param shape its name in the service's model
     * @param member called with each name, the parser on its value
     * @return whether there is one
     */
    boolean structure(String shape, Consumer<String> member) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return false;
        }
        return structureAt(shape, FIELD_TYPE, member);
    }

    /** Reads a structure that is an element of a list; null is an empty one. */
    void structureElement(String shape, Consumer<String> member) {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            var _ = structureAt(shape, ELEMENT_TYPE, member);
        }
    }

    private boolean structureAt(String shape, String scalar, Consumer<String> member) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            notAStructure(shape, scalar);
            return false;
        }
        entries(member);
        return true;
    }

    /** Passes over a value of any type. */
    void ignore() {
        parser.skipChildren();
    }

    /** Notes that a structure was expected as a member of another, and skips what is. */
    void notAMember(String shape) {
        notAStructure(shape, FIELD_TYPE);
    }

    /** Notes that a structure was expected as an element or a map's value, and skips what is. */
    void notAnElement(String shape) {
        notAStructure(shape, ELEMENT_TYPE);
    }

    private void notAStructure(String shape, String scalar) {
        boolean array = parser.currentToken() == JsonToken.START_ARRAY;
        var _ = skip(array ? COLLECTION + "class " + SHAPES + shape : scalar);
    }

    private void entries(Consumer<String> entry) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            entry.accept(name);
        }
    }

    private <T> Optional<T> mismatch(String type, String javaType) {
        return switch (parser.currentToken()) {
            case START_ARRAY -> skip(COLLECTION + "class " + javaType);
            case START_OBJECT -> skip(OBJECT);
            case VALUE_STRING -> skip("STRING_VALUE cannot be converted to " + type);
            case VALUE_NUMBER_INT -> skip("NUMBER_VALUE cannot be converted to " + type);
            case VALUE_NUMBER_FLOAT -> skip("DECIMAL_VALUE cannot be converted to " + type);
            case VALUE_TRUE -> skip("TRUE_VALUE cannot be converted to " + type);
            case VALUE_FALSE -> skip("FALSE_VALUE cannot be converted to " + type);
            default -> skip(FIELD_TYPE);
        };
    }

    private <T> Optional<T> skip(String problem) {
        problems.unserializable(problem);
        parser.skipChildren();
        return Optional.empty();
    }

    private String text() {
        return wellFormed(parser.getString());
    }

    /** Returns {@code text}, noting halves of surrogate pairs, which UTF-8 has no bytes for. */
    String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean pair =
                        Character.isHighSurrogate(unit)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    problems.unserializable();
                    return text;
                }
                i++;
            }
        }
        return text;
    }
}
