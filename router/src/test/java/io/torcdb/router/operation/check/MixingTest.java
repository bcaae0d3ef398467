package io.torcdb.router.operation.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.request.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MixingTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void aQueryDoesNotMixButForKeyConditions(
            Set<String> parameters, String older, String expressions) {
        assertThat(Mixing.of(query(parameters))).isEqualTo(expected(older, expressions));
    }

    static Stream<Arguments> queries() {
        return Stream.of(
                arguments(Set.of("KeyConditions", "QueryFilter", "AttributesToGet"), "", ""),
                arguments(Set.of("KeyConditionExpression", "FilterExpression"), "", ""),
                arguments(Set.of("KeyConditions", "FilterExpression"), "", ""),
                arguments(Set.of("KeyConditions", "ProjectionExpression"), "", ""),
                arguments(
                        Set.of("KeyConditions", "KeyConditionExpression"),
                        "KeyConditions",
                        "KeyConditionExpression"),
                arguments(
                        Set.of("KeyConditions", "QueryFilter", "ProjectionExpression"),
                        "QueryFilter",
                        "ProjectionExpression"),
                arguments(
                        Set.of("ConditionalOperator", "KeyConditionExpression"),
                        "ConditionalOperator",
                        "KeyConditionExpression"),
                arguments(
                        Set.of(
                                "KeyConditions",
                                "QueryFilter",
                                "ConditionalOperator",
                                "AttributesToGet",
                                "KeyConditionExpression",
                                "FilterExpression",
                                "ProjectionExpression"),
                        "AttributesToGet, QueryFilter, ConditionalOperator, KeyConditions",
                        "ProjectionExpression, FilterExpression, KeyConditionExpression"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scans")
    void aScanDoesNotMix(Set<String> parameters, String older, String expressions) {
        assertThat(Mixing.of(scan(parameters))).isEqualTo(expected(older, expressions));
    }

    static Stream<Arguments> scans() {
        return Stream.of(
                arguments(Set.of("ScanFilter", "ConditionalOperator", "AttributesToGet"), "", ""),
                arguments(Set.of("FilterExpression", "ProjectionExpression"), "", ""),
                arguments(
                        Set.of("AttributesToGet", "FilterExpression"),
                        "AttributesToGet",
                        "FilterExpression"),
                arguments(
                        Set.of(
                                "ScanFilter",
                                "ConditionalOperator",
                                "AttributesToGet",
                                "FilterExpression",
                                "ProjectionExpression"),
                        "AttributesToGet, ScanFilter, ConditionalOperator",
                        "ProjectionExpression, FilterExpression"));
    }

    private static Optional<Failure> expected(String older, String expressions) {
        return older.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Failure.Invalid(
                                "Can not use both expression and non-expression parameters in the"
                                        + " same request: Non-expression parameters: {"
                                        + older
                                        + "} Expression parameters: {"
                                        + expressions
                                        + "}"));
    }

    private static Request.Query query(Set<String> parameters) {
        return new Request.Query(
                Optional.of("table"),
                Optional.empty(),
                text("KeyConditionExpression", parameters),
                conditions("KeyConditions", parameters),
                text("FilterExpression", parameters),
                Request.Placeholders.NONE,
                filter("QueryFilter", parameters),
                selection(parameters),
                Optional.empty(),
                new Request.Paging(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty());
    }

    private static Request.Scan scan(Set<String> parameters) {
        return new Request.Scan(
                Optional.of("table"),
                Optional.empty(),
                text("FilterExpression", parameters),
                Request.Placeholders.NONE,
                filter("ScanFilter", parameters),
                selection(parameters),
                Request.Segments.WHOLE,
                new Request.Paging(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty());
    }

    private static Optional<String> text(String name, Set<String> parameters) {
        return Optional.of("text").filter(_ -> parameters.contains(name));
    }

    private static Optional<SequencedMap<String, Request.LegacyCondition>> conditions(
            String name, Set<String> parameters) {
        return Optional.of(name)
                .filter(parameters::contains)
                .map(_ -> new LinkedHashMap<String, Request.LegacyCondition>());
    }

    private static Request.LegacyFilter filter(String name, Set<String> parameters) {
        return new Request.LegacyFilter(
                conditions(name, parameters), text("ConditionalOperator", parameters));
    }

    private static Request.Selection selection(Set<String> parameters) {
        return new Request.Selection(
                Optional.empty(),
                text("ProjectionExpression", parameters),
                text("AttributesToGet", parameters).map(List::of));
    }
}
