package io.torcdb.router.operation;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.request.Request;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** A single-item request that is being written; right as long as nothing is added. */
final class Draft {
    Optional<String> tableName = Optional.of("table");
    Optional<Map<String, AttributeValue>> attributes = Optional.of(Map.of("p", s("key")));
    Optional<String> update = Optional.empty();
    Optional<String> condition = Optional.empty();
    Optional<String> projection = Optional.empty();
    Optional<SequencedMap<String, String>> names = Optional.empty();
    Optional<SequencedMap<String, AttributeValue>> values = Optional.empty();
    Optional<SequencedMap<String, Request.AttributeValueUpdate>> updates = Optional.empty();
    Optional<SequencedMap<String, Request.ExpectedAttributeValue>> expected = Optional.empty();
    Optional<String> conditionalOperator = Optional.empty();
    Optional<List<String>> attributesToGet = Optional.empty();
    Optional<String> returnValues = Optional.empty();
    Optional<String> returnValuesOnFailure = Optional.empty();
    Optional<String> returnCapacity = Optional.empty();
    Optional<String> returnMetrics = Optional.empty();

    static AttributeValue s(String text) {
        return new AttributeValue.StringValue(text);
    }

    static AttributeValue n(int number) {
        return new AttributeValue.NumberValue(BigDecimal.valueOf(number));
    }

    static <T> Optional<SequencedMap<String, T>> map(String key, T value) {
        var map = new LinkedHashMap<String, T>();
        map.put(key, value);
        return Optional.of(map);
    }

    static Request.ExpectedAttributeValue value(AttributeValue value) {
        return new Request.ExpectedAttributeValue(
                Optional.of(value), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Request.ExpectedAttributeValue comparison(String operator) {
        return new Request.ExpectedAttributeValue(
                Optional.empty(), Optional.empty(), Optional.of(operator), Optional.empty());
    }

    static Request.AttributeValueUpdate action(String action) {
        return new Request.AttributeValueUpdate(Optional.of(n(1)), Optional.of(action));
    }

    Request.PutItem put() {
        return new Request.PutItem(
                tableName, attributes, condition, placeholders(), expectation(), returns());
    }

    Request.DeleteItem delete() {
        return new Request.DeleteItem(
                tableName, attributes, condition, placeholders(), expectation(), returns());
    }

    Request.UpdateItem update() {
        return new Request.UpdateItem(
                tableName,
                attributes,
                update,
                condition,
                placeholders(),
                updates,
                expectation(),
                returns());
    }

    Request.GetItem get() {
        return new Request.GetItem(
                tableName,
                attributes,
                Optional.empty(),
                projection,
                placeholders(),
                attributesToGet,
                returnCapacity);
    }

    private Request.Placeholders placeholders() {
        return new Request.Placeholders(names, values);
    }

    private Request.Expectation expectation() {
        return new Request.Expectation(expected, conditionalOperator);
    }

    private Request.Returns returns() {
        return new Request.Returns(
                returnValues, returnValuesOnFailure, returnCapacity, returnMetrics);
    }
}
