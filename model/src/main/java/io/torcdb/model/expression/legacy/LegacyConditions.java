package io.torcdb.model.expression.legacy;

import io.torcdb.model.expression.Condition;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;

/**
 * Makes conditions of Expected, QueryFilter and ScanFilter. Comparison operators and conditional
 * operators must be known ones. An empty map asks for nothing.
 */
public final class LegacyConditions {
    /** Conditions and values of one filter, which is evaluated on each item of a page. */
    static final int MAX_FILTER_PARTS = 1_000;

    private static final String OR = "OR";

    private LegacyConditions() {}

    /** Returns the condition of a write; empty when it has none. */
    public static Outcome<Optional<Condition>> expected(Request.Expectation expectation) {
        return joined(
                expectation.expected(), expectation.conditionalOperator(), Expected::condition);
    }

    /** Returns the filter of a page; empty when it has none. */
    public static Outcome<Optional<Condition>> filter(Request.LegacyFilter filter) {
        return sizeOf(filter) > MAX_FILTER_PARTS
                ? Outcome.invalid(Texts.filterTooLarge(MAX_FILTER_PARTS))
                : joined(
                        filter.conditions(),
                        filter.conditionalOperator(),
                        (attribute, condition) ->
                                Comparison.of(condition)
                                        .map(comparison -> comparison.on(attribute)));
    }

    private static int sizeOf(Request.LegacyFilter filter) {
        return filter.conditions().stream()
                .flatMap(conditions -> conditions.values().stream())
                .mapToInt(condition -> 1 + condition.attributeValueList().map(List::size).orElse(0))
                .sum();
    }

    private static <C> Outcome<Optional<Condition>> joined(
            Optional<SequencedMap<String, C>> entries,
            Optional<String> conditionalOperator,
            BiFunction<String, C, Outcome<Condition>> translation) {
        if (entries.isEmpty() || entries.get().isEmpty()) {
            return conditionalOperator.isPresent()
                    ? Outcome.invalid(Texts.OPERATOR_WITHOUT_CONDITIONS)
                    : Outcome.success(Optional.empty());
        }
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, C> entry : entries.get().entrySet()) {
            switch (translation.apply(entry.getKey(), entry.getValue())) {
                case Outcome.Success<Condition>(var condition) -> conditions.add(condition);
                case Outcome.Refused<Condition>(var failure) -> {
                    return Outcome.refused(failure);
                }
            }
        }
        return Outcome.success(
                Optional.of(join(conditions, conditionalOperator.filter(OR::equals).isPresent())));
    }

    private static Condition join(List<Condition> conditions, boolean any) {
        if (conditions.size() == 1) {
            return conditions.getFirst();
        }
        return any ? new Condition.Or(conditions) : new Condition.And(conditions);
    }
}
