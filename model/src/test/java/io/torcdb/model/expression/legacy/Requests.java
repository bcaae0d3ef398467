package io.torcdb.model.expression.legacy;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.request.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Short words for legacy parameters. */
final class Requests {
    private Requests() {}

    static Request.LegacyCondition condition(String operator, AttributeValue... values) {
        return new Request.LegacyCondition(Optional.of(operator), Optional.of(List.of(values)));
    }

    static Request.LegacyCondition withoutValues(String operator) {
        return new Request.LegacyCondition(Optional.of(operator), Optional.empty());
    }

    static Request.ExpectedAttributeValue compared(String operator, AttributeValue... values) {
        return new Request.ExpectedAttributeValue(
                Optional.empty(),
                Optional.empty(),
                Optional.of(operator),
                Optional.of(List.of(values)));
    }

    static Request.AttributeValueUpdate put(AttributeValue value) {
        return new Request.AttributeValueUpdate(Optional.of(value), Optional.empty());
    }

    static Request.AttributeValueUpdate update(String action, AttributeValue value) {
        return new Request.AttributeValueUpdate(Optional.of(value), Optional.of(action));
    }

    static Request.AttributeValueUpdate withoutValue(String action) {
        return new Request.AttributeValueUpdate(Optional.empty(), Optional.of(action));
    }

    static <T> SequencedMap<String, T> one(String attribute, T value) {
        var map = new LinkedHashMap<String, T>();
        map.put(attribute, value);
        return map;
    }

    static <T> SequencedMap<String, T> two(String first, T value, String second, T other) {
        SequencedMap<String, T> map = one(first, value);
        map.put(second, other);
        return map;
    }
}
