package io.torcdb.router.operation.page;

import static io.torcdb.router.operation.page.Samples.TABLE;
import static io.torcdb.router.operation.page.Samples.message;
import static io.torcdb.router.operation.page.Samples.n;
import static io.torcdb.router.operation.page.Samples.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.request.Request;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckedScanTest {
    static Stream<Arguments> staticRules() {
        return Stream.of(
                arguments(
                        "all broken constraints are told",
                        new Asked()
                                .select("ALL")
                                .capacity("SOME")
                                .limit(0)
                                .segment(Optional.of(-1), Optional.of(0))
                                .legacyFilter("a", "IS"),
                        "6 validation errors detected: Value 'ALL' at 'select'"),
                arguments(
                        "a limit is told in the older words",
                        new Asked().limit(0),
                        "1 validation error detected: Value '0' at 'limit' failed to satisfy"
                                + " constraint: Member must have value greater than or equal to 1"),
                arguments(
                        "expressions do not go with what they have replaced",
                        new Asked()
                                .filter("a = :v")
                                .values(":v", n(1))
                                .legacyFilter("a", "EQ", n(1))
                                .conditionalOperator("OR"),
                        "Can not use both expression and non-expression parameters in the same"
                                + " request: Non-expression parameters: {ScanFilter,"
                                + " ConditionalOperator} Expression parameters: {FilterExpression}"),
                arguments(
                        "values without expressions",
                        new Asked().projection("a").values(":p", s("x")),
                        "ExpressionAttributeValues can only be specified when using expressions:"
                                + " FilterExpression is null"),
                arguments(
                        "the values of a filter fit its operator",
                        new Asked().legacyFilter("a", "EQ"),
                        "One or more parameter values were invalid: Invalid number of argument(s)"
                                + " for the EQ ComparisonOperator"),
                arguments(
                        "segments come before expressions",
                        new Asked().segment(Optional.of(1), Optional.empty()).projection("a,"),
                        "The TotalSegments parameter is required but was not present in the request"
                                + " when Segment parameter is present"),
                arguments(
                        "the filter is parsed before the projection",
                        new Asked().filter("a =").projection("a,"),
                        "Invalid FilterExpression: "),
                arguments(
                        "only an index has projected attributes",
                        new Asked().select("ALL_PROJECTED_ATTRIBUTES"),
                        "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an"
                                + " IndexName"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("staticRules")
    void whatNeedsNoTableIsCheckedFirst(String rule, Asked asked, String expected) {
        assertThat(message(CheckedScan.of(asked.scan(), Request.Flaws.NONE))).startsWith(expected);
    }

    static Stream<Arguments> rulesOfTheTable() {
        return Stream.of(
                arguments(
                        "the index comes first",
                        new Asked().index("none").after(),
                        "The table does not have the specified index: none"),
                arguments(
                        "then the start key",
                        new Asked().after("p", s("x")).projection("s.a"),
                        "The provided starting key is invalid: The provided key element does not"
                                + " match the schema"),
                arguments(
                        "which on an index is told shortly",
                        new Asked().index("all").after("p", s("x"), "s", n(1)),
                        "The provided starting key is invalid"),
                arguments(
                        "nothing looks into a key",
                        new Asked().filter("s.a = :v").values(":v", n(1)),
                        "Key attributes must be scalars; list random access '[]' and map lookup '.'"
                                + " are not allowed: Key: s"),
                arguments(
                        "a filter may use keys",
                        new Asked().filter("s = :v AND i = :v").values(":v", n(1)),
                        "success"),
                arguments(
                        "a ScanFilter, too",
                        new Asked().legacyFilter("p", "NULL").legacyFilter("s", "GT", n(1)),
                        "success"),
                arguments(
                        "any well-formed key is a start",
                        new Asked().after("p", s("no item"), "s", n(1)),
                        "success"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesOfTheTable")
    void whatTheTableAsksIsCheckedInOrder(String rule, Asked asked, String expected) {
        CheckedScan checked = Samples.success(CheckedScan.of(asked.scan(), Request.Flaws.NONE));

        assertThat(message(checked.on(TABLE))).isEqualTo(expected);
    }
}
