package io.torcdb.model.expression.legacy;

import static io.torcdb.model.expression.Samples.b;
import static io.torcdb.model.expression.Samples.bool;
import static io.torcdb.model.expression.Samples.bs;
import static io.torcdb.model.expression.Samples.condition;
import static io.torcdb.model.expression.Samples.item;
import static io.torcdb.model.expression.Samples.list;
import static io.torcdb.model.expression.Samples.map;
import static io.torcdb.model.expression.Samples.message;
import static io.torcdb.model.expression.Samples.n;
import static io.torcdb.model.expression.Samples.ns;
import static io.torcdb.model.expression.Samples.s;
import static io.torcdb.model.expression.Samples.ss;
import static io.torcdb.model.expression.Samples.success;
import static io.torcdb.model.expression.legacy.Requests.compared;
import static io.torcdb.model.expression.legacy.Requests.one;
import static io.torcdb.model.expression.legacy.Requests.two;
import static io.torcdb.model.expression.legacy.Requests.withoutValues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Conditions;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.ExpectedAttributeValue;
import io.torcdb.model.request.Request.LegacyCondition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyConditionsTest {
    private static final String PREFIX = "One or more parameter values were invalid: ";
    private static final AttributeValue NULL = new AttributeValue.NullValue();

    @ParameterizedTest
    @MethodSource("comparisons")
    void aComparisonHoldsOfValuesThatFitAndOfNoOthers(
            LegacyCondition comparison, List<AttributeValue> fit, List<AttributeValue> others) {
        for (AttributeValue value : fit) {
            assertThat(holds(comparison, item("a", value))).as("%s", value).isTrue();
        }
        for (AttributeValue value : others) {
            assertThat(holds(comparison, item("a", value))).as("%s", value).isFalse();
        }
    }

    static Stream<Arguments> comparisons() {
        return Stream.of(
                row("EQ", List.of(n("5")), List.of(n("5.0")), List.of(n("6"), s("5"), NULL)),
                row("EQ", List.of(ss("x", "y")), List.of(ss("y", "x")), List.of(ss("x"), s("x"))),
                row("EQ", List.of(list(n("1"))), List.of(list(n("1"))), List.of(list(), n("1"))),
                row("EQ", List.of(map("k", s("v"))), List.of(map("k", s("v"))), List.of(map())),
                row("EQ", List.of(NULL), List.of(NULL), List.of(bool(true))),
                row("NE", List.of(n("5")), List.of(n("6"), s("5"), NULL), List.of(n("5.0"))),
                row("LT", List.of(n("5")), List.of(n("4")), List.of(n("5"), s("4"), ns("4"))),
                row("LE", List.of(n("5")), List.of(n("4"), n("5")), List.of(n("6"), s("4"))),
                row("GT", List.of(s("m")), List.of(s("z")), List.of(s("m"), s("a"), n("9"))),
                row("GE", List.of(b(5)), List.of(b(5), b(5, 0)), List.of(b(4), s("z"))),
                row("NOT_NULL", List.of(), List.of(n("1"), NULL, ss("x"), list()), List.of()),
                row("NULL", List.of(), List.of(), List.of(n("1"), NULL, map())),
                row(
                        "CONTAINS",
                        List.of(s("x")),
                        List.of(s("axb"), ss("x", "y"), list(n("1"), s("x"))),
                        List.of(s("ab"), ss("axb"), n("1"), list(s("axb")))),
                row(
                        "NOT_CONTAINS",
                        List.of(n("2")),
                        List.of(s("2"), ns("1"), n("2"), list(s("2"))),
                        List.of(ns("2.0", "1"), list(n("2")))),
                row("NOT_CONTAINS", List.of(b(2)), List.of(bs(b(1))), List.of(b(1, 2, 3))),
                row("BEGINS_WITH", List.of(s("ab")), List.of(s("abc")), List.of(s("a"), n("1"))),
                row("BEGINS_WITH", List.of(b(1)), List.of(b(1, 2)), List.of(b(2), s("1"))),
                row(
                        "IN",
                        List.of(n("1"), n("3")),
                        List.of(n("1"), n("3.0")),
                        List.of(n("2"), s("1"), ns("1", "3"))),
                row(
                        "BETWEEN",
                        List.of(n("1"), n("3")),
                        List.of(n("1"), n("2"), n("3")),
                        List.of(n("0"), n("4"), s("2"))));
    }

    private static Arguments row(
            String operator,
            List<AttributeValue> values,
            List<AttributeValue> fit,
            List<AttributeValue> others) {
        return arguments(
                new LegacyCondition(Optional.of(operator), Optional.of(values)), fit, others);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EQ",
                "LT",
                "LE",
                "GT",
                "GE",
                "CONTAINS",
                "NOT_CONTAINS",
                "BEGINS_WITH",
                "IN"
            })
    void ofAMissingAttributeNothingHolds(String operator) {
        assertThat(holds(Requests.condition(operator, s("x")), item("b", s("x")))).isFalse();
    }

    @Test
    void ofAMissingAttributeOnlyNotEqualAndNullHold() {
        Item other = item("b", s("x"));

        assertThat(holds(Requests.condition("NE", s("x")), other)).isTrue();
        assertThat(holds(withoutValues("NULL"), other)).isTrue();
        assertThat(holds(withoutValues("NOT_NULL"), other)).isFalse();
        assertThat(holds(Requests.condition("BETWEEN", s("a"), s("z")), other)).isFalse();
    }

    @Test
    void anAttributesNameIsTakenLiterally() {
        var conditions = one("a.b[1]", Requests.condition("EQ", n("1")));

        assertThat(holds(conditions, Optional.empty(), item("a.b[1]", n("1")))).isTrue();
        assertThat(holds(conditions, Optional.empty(), item("a", map("b", list(n("0"), n("1"))))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"AND,false,false", "OR,false,true", ",false,false", "AND,true,true", ",true,true"})
    void conditionsAreJoinedByTheConditionalOperator(
            String operator, boolean bothFit, boolean holds) {
        var conditions =
                two(
                        "a",
                        Requests.condition("EQ", n("1")),
                        "b",
                        Requests.condition("EQ", n(bothFit ? "2" : "3")));

        assertThat(holds(conditions, Optional.ofNullable(operator), item("a", n("1"), "b", n("2"))))
                .isEqualTo(holds);
    }

    @Test
    void aConditionalOperatorMayStandBesideOneCondition() {
        var one = one("a", Requests.condition("EQ", n("1")));

        assertThat(holds(one, Optional.of("OR"), item("a", n("1")))).isTrue();
    }

    @Test
    void aConditionalOperatorNeedsConditions() {
        String message = "ConditionalOperator cannot be used without Filter or Expected";

        assertThat(message(filter(Optional.empty(), Optional.of("AND")))).isEqualTo(message);
        assertThat(message(filter(Optional.of(none()), Optional.of("OR")))).isEqualTo(message);
        assertThat(
                        message(
                                LegacyConditions.expected(
                                        new Request.Expectation(
                                                Optional.of(none()), Optional.of("AND")))))
                .isEqualTo(message);
    }

    @Test
    void noConditionsAskForNothing() {
        assertThat(success(filter(Optional.empty(), Optional.empty()))).isEmpty();
        assertThat(success(filter(Optional.of(none()), Optional.empty()))).isEmpty();
        assertThat(success(LegacyConditions.expected(Request.Expectation.NONE))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void valuesThatDoNotFitTheOperatorAreRefused(LegacyCondition condition, String message) {
        assertThat(message(filter(Optional.of(one("a", condition)), Optional.empty())))
                .isEqualTo(message);
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                count("EQ"),
                count("EQ", n("1"), n("2")),
                count("NE"),
                count("LT", s("a"), s("b")),
                count("NULL", s("a")),
                count("NOT_NULL", s("a")),
                count("IN"),
                count("BETWEEN", n("1")),
                count("BETWEEN", n("1"), n("2"), n("3")),
                count("CONTAINS", n("1"), n("2")),
                arguments(withoutValues("GE"), argumentCount("GE")),
                arguments(Requests.condition("IN", n("1"), s("1")), ofTwoTypes()),
                arguments(Requests.condition("BETWEEN", n("1"), s("1")), ofTwoTypes()),
                type("LT", "SS", ss("x")),
                type("LE", "BOOL", bool(true)),
                type("GT", "M", map()),
                type("GE", "NULL", NULL),
                type("CONTAINS", "L", list()),
                type("NOT_CONTAINS", "NS", ns("1")),
                type("BEGINS_WITH", "N", n("1")),
                type("IN", "L", list(), list()),
                type("BETWEEN", "NS", ns("1"), ns("2")),
                arguments(Requests.condition("BETWEEN", n("2"), n("1")), reversed()),
                arguments(Requests.condition("BETWEEN", s("b"), s("a")), reversed()));
    }

    private static Arguments count(String operator, AttributeValue... values) {
        return arguments(Requests.condition(operator, values), argumentCount(operator));
    }

    private static String argumentCount(String operator) {
        return PREFIX + "Invalid number of argument(s) for the " + operator + " ComparisonOperator";
    }

    private static String ofTwoTypes() {
        return PREFIX + "AttributeValues inside AttributeValueList must be of same type";
    }

    private static String reversed() {
        return "The BETWEEN condition was provided a range where the lower bound is greater than"
                + " the upper bound";
    }

    private static Arguments type(String operator, String type, AttributeValue... values) {
        return arguments(
                Requests.condition(operator, values),
                PREFIX
                        + "ComparisonOperator "
                        + operator
                        + " is not valid for "
                        + type
                        + " AttributeValue type");
    }

    @Test
    void theFirstAttributeThatIsWrongIsTold() {
        var both = two("z", Requests.condition("EQ"), "a", Requests.condition("LT", ss("x")));

        assertThat(message(filter(Optional.of(both), Optional.empty())))
                .isEqualTo(argumentCount("EQ"));
    }

    @ParameterizedTest
    @MethodSource("expectations")
    void anExpectationSaysWhatAnExpressionSays(ExpectedAttributeValue expected, String text) {
        var condition = success(expected(expected));

        assertThat(condition).contains(condition(text));
    }

    static Stream<Arguments> expectations() {
        return Stream.of(
                arguments(expected(s("text"), null), "a = :s"),
                arguments(expected(s("text"), true), "a = :s"),
                arguments(expected(null, false), "attribute_not_exists(a)"),
                arguments(compared("GT", n("5")), "a > :n"),
                arguments(compared("BETWEEN", n("1"), n("9")), "a BETWEEN :n1 AND :n9"),
                arguments(compared("NULL"), "attribute_not_exists(a)"),
                arguments(of(null, null, "NOT_NULL", null), "attribute_exists(a)"),
                arguments(of(n("5"), null, "LE", null), "a <= :n"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void anExpectationOfTwoMindsIsRefused(ExpectedAttributeValue expected, String message) {
        assertThat(message(expected(expected))).isEqualTo(PREFIX + message);
    }

    static Stream<Arguments> contradictions() {
        List<AttributeValue> values = List.of(s("x"));
        return Stream.of(
                arguments(
                        expected(null, true),
                        "Value must be provided when Exists is true for Attribute: a"),
                arguments(
                        expected(null, null),
                        "Value must be provided when Exists is null for Attribute: a"),
                arguments(
                        expected(s("x"), false),
                        "Value cannot be used when Exists is false for Attribute: a"),
                arguments(
                        of(s("x"), null, "EQ", values),
                        "Value and AttributeValueList cannot be used together for Attribute: a"),
                arguments(
                        of(s("x"), true, null, values),
                        "Value and AttributeValueList cannot be used together for Attribute: a"),
                arguments(
                        of(null, true, "EQ", values),
                        "Exists and ComparisonOperator cannot be used together for Attribute: a"),
                arguments(
                        of(null, false, "NULL", null),
                        "Exists and ComparisonOperator cannot be used together for Attribute: a"),
                arguments(
                        of(null, null, "EQ", null),
                        "Value or AttributeValueList must be used with ComparisonOperator: EQ for"
                                + " Attribute: a"),
                arguments(
                        of(null, null, null, values),
                        "AttributeValueList can only be used with a ComparisonOperator for"
                                + " Attribute: a"),
                arguments(
                        of(null, null, "EQ", List.of()),
                        "Invalid number of argument(s) for the EQ ComparisonOperator"),
                arguments(
                        of(s("x"), null, "BETWEEN", null),
                        "Invalid number of argument(s) for the BETWEEN ComparisonOperator"),
                arguments(
                        of(s("x"), null, "NULL", null),
                        "Invalid number of argument(s) for the NULL ComparisonOperator"),
                arguments(
                        of(ss("x"), null, "LT", null),
                        "ComparisonOperator LT is not valid for SS AttributeValue type"));
    }

    private static ExpectedAttributeValue expected(
            @Nullable AttributeValue value, @Nullable Boolean exists) {
        return of(value, exists, null, null);
    }

    private static ExpectedAttributeValue of(
            @Nullable AttributeValue value,
            @Nullable Boolean exists,
            @Nullable String operator,
            @Nullable List<AttributeValue> values) {
        return new ExpectedAttributeValue(
                Optional.ofNullable(value),
                Optional.ofNullable(exists),
                Optional.ofNullable(operator),
                Optional.ofNullable(values));
    }

    @Test
    void whatEachItemOfAPageIsComparedWithIsBounded() {
        List<AttributeValue> most =
                Collections.nCopies(LegacyConditions.MAX_FILTER_PARTS - 1, n("1"));
        var in = new LegacyCondition(Optional.of("IN"), Optional.of(most));

        assertThat(success(filter(Optional.of(one("a", in)), Optional.empty()))).isPresent();
        assertThat(
                        message(
                                filter(
                                        Optional.of(two("a", in, "b", withoutValues("NULL"))),
                                        Optional.empty())))
                .isEqualTo(PREFIX + "A filter holds at most 1000 conditions and values");
    }

    private static Outcome<Optional<Condition>> expected(ExpectedAttributeValue expected) {
        return LegacyConditions.expected(
                new Request.Expectation(Optional.of(one("a", expected)), Optional.empty()));
    }

    private static Outcome<Optional<Condition>> filter(
            Optional<SequencedMap<String, LegacyCondition>> conditions, Optional<String> operator) {
        return LegacyConditions.filter(new Request.LegacyFilter(conditions, operator));
    }

    private static boolean holds(LegacyCondition condition, Item item) {
        return holds(one("a", condition), Optional.empty(), item);
    }

    private static boolean holds(
            SequencedMap<String, LegacyCondition> conditions,
            Optional<String> operator,
            Item item) {
        var condition = success(filter(Optional.of(conditions), operator)).orElseThrow();
        return Conditions.holds(condition, item);
    }

    private static <T> SequencedMap<String, T> none() {
        return new LinkedHashMap<>();
    }
}
