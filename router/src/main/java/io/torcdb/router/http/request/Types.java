package io.torcdb.router.http.request;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.router.value.ValueChecks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The types that members have. */
final class Types {
    static final Type<String> STRING = body -> body.json().string();
    static final Type<Integer> INTEGER = body -> body.json().integer();
    static final Type<Long> LONG = body -> body.json().longInteger();
    static final Type<Boolean> BOOLEAN = body -> body.json().bool();

    /** One attribute value. */
    static final Type<AttributeValue> VALUE = body -> body.values().member();

    /** An item or a key. */
    static final Type<SequencedMap<String, AttributeValue>> ATTRIBUTES =
            body -> body.values().attributes();

    static final Type<SequencedMap<String, AttributeValue>> EXPRESSION_ATTRIBUTE_VALUES =
            body -> body.values().placeholders();

    static final Type<SequencedMap<String, String>> EXPRESSION_ATTRIBUTE_NAMES = Types::names;

    static final Type<List<String>> STRINGS = elements(body -> body.json().stringElement());

    static final Type<List<AttributeValue>> VALUES =
            elements(body -> Optional.of(body.values().element()));

    static final Type<List<SequencedMap<String, AttributeValue>>> KEYS =
            elements(body -> body.values().attributes().or(() -> Optional.of(noAttributes())));

    private Types() {}

    /** Returns the type of a structure. */
    static <T> Type<T> structure(Shape<T> shape) {
        return shape::member;
    }

    /** Returns the type of a list of structures. */
    static <T> Type<List<T>> list(Shape<T> shape) {
        return elements(body -> Optional.of(shape.element(body)));
    }

    /** Returns the type of a map of structures. */
    static <T> Type<SequencedMap<String, T>> map(Shape<T> shape) {
        return map(JsonReader.SHAPES + shape.name(), (_, body) -> shape.element(body));
    }

    /** Returns the type of a map of structures by the name of an attribute. */
    static <T> Type<SequencedMap<String, T>> byAttribute(Shape<T> shape) {
        return map(
                JsonReader.SHAPES + shape.name(),
                (attribute, body) -> {
                    body.problems().values().name(attribute, 1);
                    return shape.element(body);
                });
    }

    /**
     * Returns the type of a map.
     *
     * @param valueType as Java names it
     * @param value reads the value of a key
     */
    static <T> Type<SequencedMap<String, T>> map(
            String valueType, BiFunction<String, BodyReader, T> value) {
        return body -> {
            var map = new LinkedHashMap<String, T>();
            boolean present =
                    body.json()
                            .map(
                                    valueType,
                                    key -> {
                                        if (body.takesElement()) {
                                            map.put(key, value.apply(key, body));
                                        }
                                    });
            return present ? Optional.of(map) : Optional.empty();
        };
    }

    /** Returns the type of a list; elements that are absent are left out. */
    private static <T> Type<List<T>> elements(Function<BodyReader, Optional<T>> element) {
        return body ->
                body.json()
                        .list(() -> body.takesElement() ? element.apply(body) : Optional.empty());
    }

    private static SequencedMap<String, AttributeValue> noAttributes() {
        return new LinkedHashMap<>();
    }

    private static Optional<SequencedMap<String, String>> names(BodyReader body) {
        var names = new LinkedHashMap<String, String>();
        ValueChecks checks = body.problems().values();
        boolean present =
                body.json()
                        .map(
                                "java.lang.String",
                                placeholder -> {
                                    String name = body.json().string().orElse("");
                                    if (names.size() >= ValueChecks.MAX_NAMES) {
                                        checks.tooManyNames(placeholder);
                                    } else {
                                        names.put(placeholder, name);
                                    }
                                });
        return present ? Optional.of(names) : Optional.empty();
    }
}
