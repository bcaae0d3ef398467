package io.torcdb.router.operation.check;

import io.torcdb.model.request.Request;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The constraints of the published model on the parameters that expressions have replaced. */
public final class LegacyConstraints {
    private static final List<String> COMPARISON_OPERATOR =
            List.of(
                    "IN",
                    "NULL",
                    "BETWEEN",
                    "LT",
                    "NOT_CONTAINS",
                    "EQ",
                    "GT",
                    "NOT_NULL",
                    "NE",
                    "LE",
                    "BEGINS_WITH",
                    "GE",
                    "CONTAINS");
    private static final List<String> CONDITIONAL_OPERATOR = List.of("OR", "AND");
    private static final List<String> ACTION = List.of("ADD", "PUT", "DELETE");
    private static final int MIN_ATTRIBUTES_TO_GET = 1;

    private LegacyConstraints() {}

    /** Adds what AttributesToGet breaks. */
    public static void attributesToGet(
            Constraints constraints, Optional<List<String>> attributesToGet) {
        attributesToGet.ifPresent(names ->
                constraints.size(
                        "attributesToGet", names, MIN_ATTRIBUTES_TO_GET, Integer.MAX_VALUE));
    }

    /**
     * Adds what KeyConditions, QueryFilter or ScanFilter break.
     *
     * @param path which of them, as in {@code keyConditions}
     */
    public static void conditions(
            Constraints constraints,
            String path,
            Optional<SequencedMap<String, Request.LegacyCondition>> conditions) {
        conditions.ifPresent(byAttribute ->
                byAttribute.forEach((attribute, condition) ->
                        constraints
                                .present(operator(path, attribute), condition.comparisonOperator())
                                .oneOf(
                                        operator(path, attribute),
                                        condition.comparisonOperator(),
                                        COMPARISON_OPERATOR)));
    }

    /**
     * Adds what the filter of a page breaks.
     *
     * @param path {@code queryFilter} or {@code scanFilter}
     */
    public static void filter(Constraints constraints, String path, Request.LegacyFilter filter) {
        conditionalOperator(constraints, filter.conditionalOperator());
        conditions(constraints, path, filter.conditions());
    }

    /** Adds what Expected and ConditionalOperator break. */
    public static void expectation(Constraints constraints, Request.Expectation expectation) {
        conditionalOperator(constraints, expectation.conditionalOperator());
        expectation
                .expected()
                .ifPresent(byAttribute ->
                        byAttribute.forEach((attribute, expected) ->
                                constraints.oneOf(
                                        operator("expected", attribute),
                                        expected.comparisonOperator(),
                                        COMPARISON_OPERATOR)));
    }

    /** Adds what AttributeUpdates break. */
    public static void updates(
            Constraints constraints,
            Optional<SequencedMap<String, Request.AttributeValueUpdate>> updates) {
        updates.ifPresent(byAttribute ->
                byAttribute.forEach((attribute, update) ->
                        constraints.oneOf(
                                "attributeUpdates." + attribute + ".member.action",
                                update.action(),
                                ACTION)));
    }

    private static void conditionalOperator(Constraints constraints, Optional<String> operator) {
        constraints.oneOf("conditionalOperator", operator, CONDITIONAL_OPERATOR);
    }

    private static String operator(String path, String attribute) {
        return path + "." + attribute + ".member.comparisonOperator";
    }
}
