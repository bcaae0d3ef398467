package io.torcdb.router.operation.page;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.request.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Makes requests of what a test gives: expressions and their values, indexes, and the rest. */
final class Asked {
    private Optional<String> table = Optional.of("t");
    private Optional<String> index = Optional.empty();
    private Optional<String> keys = Optional.empty();
    private Optional<SequencedMap<String, Request.LegacyCondition>> legacyKeys = Optional.empty();
    private Optional<String> filter = Optional.empty();
    private Optional<String> projection = Optional.empty();
    private Optional<SequencedMap<String, AttributeValue>> values = Optional.empty();
    private Request.LegacyFilter legacyFilter = Request.LegacyFilter.NONE;
    private Optional<String> select = Optional.empty();
    private Optional<List<String>> attributesToGet = Optional.empty();
    private Optional<Integer> limit = Optional.empty();
    private Optional<Boolean> forward = Optional.empty();
    private Optional<Map<String, AttributeValue>> start = Optional.empty();
    private Request.Segments segments = Request.Segments.WHOLE;
    private Optional<String> capacity = Optional.empty();

    @CanIgnoreReturnValue
    Asked table(String name) {
        table = Optional.of(name);
        return this;
    }

    @CanIgnoreReturnValue
    Asked index(String name) {
        index = Optional.of(name);
        return this;
    }

    @CanIgnoreReturnValue
    Asked keys(String expression) {
        keys = Optional.of(expression);
        return this;
    }

    @CanIgnoreReturnValue
    Asked legacyKey(String attribute, String operator, AttributeValue... operands) {
        var all = legacyKeys.orElseGet(LinkedHashMap::new);
        all.put(attribute, legacy(operator, operands));
        legacyKeys = Optional.of(all);
        return this;
    }

    private static Request.LegacyCondition legacy(String operator, AttributeValue... operands) {
        return new Request.LegacyCondition(
                Optional.of(operator),
                operands.length == 0 ? Optional.empty() : Optional.of(List.of(operands)));
    }

    @CanIgnoreReturnValue
    Asked filter(String expression) {
        filter = Optional.of(expression);
        return this;
    }

    @CanIgnoreReturnValue
    Asked legacyFilter(String attribute, String operator, AttributeValue... operands) {
        var all =
                legacyFilter
                        .conditions()
                        .orElseGet(LinkedHashMap<String, Request.LegacyCondition>::new);
        all.put(attribute, legacy(operator, operands));
        legacyFilter =
                new Request.LegacyFilter(Optional.of(all), legacyFilter.conditionalOperator());
        return this;
    }

    @CanIgnoreReturnValue
    Asked conditionalOperator(String operator) {
        legacyFilter = new Request.LegacyFilter(legacyFilter.conditions(), Optional.of(operator));
        return this;
    }

    @CanIgnoreReturnValue
    Asked projection(String expression) {
        projection = Optional.of(expression);
        return this;
    }

    /** Gives placeholders and their values in turn. */
    @CanIgnoreReturnValue
    Asked values(Object... namesAndValues) {
        values = Optional.of(Samples.item(namesAndValues));
        return this;
    }

    @CanIgnoreReturnValue
    Asked select(String value) {
        select = Optional.of(value);
        return this;
    }

    @CanIgnoreReturnValue
    Asked attributesToGet(String... names) {
        attributesToGet = Optional.of(List.of(names));
        return this;
    }

    @CanIgnoreReturnValue
    Asked limit(int items) {
        limit = Optional.of(items);
        return this;
    }

    @CanIgnoreReturnValue
    Asked backwards() {
        forward = Optional.of(false);
        return this;
    }

    /** Gives the attributes of a start key in turn. */
    @CanIgnoreReturnValue
    Asked after(Object... namesAndValues) {
        start = Optional.of(Samples.item(namesAndValues));
        return this;
    }

    @CanIgnoreReturnValue
    Asked segment(Optional<Integer> segment, Optional<Integer> total) {
        segments = new Request.Segments(total, segment);
        return this;
    }

    @CanIgnoreReturnValue
    Asked capacity(String value) {
        capacity = Optional.of(value);
        return this;
    }

    Request.Query query() {
        return new Request.Query(
                table,
                index,
                keys,
                legacyKeys,
                filter,
                placeholders(),
                legacyFilter,
                selection(),
                forward,
                paging(),
                capacity);
    }

    Request.Scan scan() {
        return new Request.Scan(
                table,
                index,
                filter,
                placeholders(),
                legacyFilter,
                selection(),
                segments,
                paging(),
                capacity);
    }

    private Request.Placeholders placeholders() {
        return new Request.Placeholders(Optional.empty(), values);
    }

    private Request.Selection selection() {
        return new Request.Selection(select, projection, attributesToGet);
    }

    private Request.Paging paging() {
        return new Request.Paging(Optional.empty(), limit, start);
    }
}
