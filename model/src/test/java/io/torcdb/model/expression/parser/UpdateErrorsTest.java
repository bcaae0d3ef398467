package io.torcdb.model.expression.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.expression.Samples;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateErrorsTest {
    private static final String COUNT =
            "Incorrect number of operands for operator or function; operator or function: ";
    private static final String TYPE =
            "Incorrect operand type for operator or function; operator or function: ";
    private static final String ACTION_TYPE =
            "Incorrect operand type for operator or function; operator: ";
    private static final String OVERLAP =
            "Two document paths overlap with each other; must remove or rewrite one of these paths;"
                    + " path one: ";
    private static final String CONFLICT =
            "Two document paths conflict with each other; must remove or rewrite one of these"
                    + " paths; path one: ";
    private static final String UNDEFINED_NAME =
            "An expression attribute name used in the document path is not defined; attribute name:"
                    + " ";
    private static final String UNDEFINED_VALUE =
            "An expression attribute value used in expression is not defined; attribute value: ";

    @ParameterizedTest
    @MethodSource({"ruleErrors", "precedences"})
    void aWrongUpdateIsRefused(String text, String message) {
        var outcome = Samples.parser().update(text);

        assertThat(Samples.message(outcome)).isEqualTo("Invalid UpdateExpression: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "INVALID SYNTAX HERE|INVALID|INVALID SYNTAX",
                "whatever|whatever|whatever",
                "SET|<EOF>|SET",
                "set a|<EOF>|a",
                "set #a = |<EOF>|= ",
                "add a|<EOF>|a",
                "set a=set|set|=set",
                "remove a = b|=|a = b",
                "add a = b|=|a = b",
                "delete a b|b|a b",
                "delete a if_not_exists(b)|if_not_exists|a if_not_exists(",
                "remove a b|b|a b",
                "set a b|b|a b",
                "set :a = b|:a|set :a =",
                "remove :a|:a|remove :a",
                "set a = b / c|/|b / c",
                "set a[1] = 1|1|= 1",
                "set a = if_not_exists(a, 0)|0|, 0)",
                "set if_not_exists(a, b) = a|(|if_not_exists(a",
                "set (a = (b + c))|(|set (a",
                "set a = (b.c).d + e|.|).d",
                "set a = b + c + d|+|c + d",
                "set a = (b + c) + d|+|) + d",
                "set a = b + (c + d)|+|c + d",
                "set a = list_append(b + c, d)|+|b + c",
                "set a = b,|<EOF>|,",
                "set a = b, remove c|remove|, remove c",
                "set a = b = c|=|b = c",
                "set a = b AND c|AND|b AND c",
                "remove a.set|set|.set",
                "add a :n + :n|+|:n + :n",
                "set a = size(b|<EOF>|b",
            })
    void aSyntaxErrorNamesItsToken(String text, String token, String near) {
        var outcome = Samples.parser().update(text);

        assertThat(Samples.message(outcome))
                .isEqualTo(
                        "Invalid UpdateExpression: Syntax error; token: \""
                                + token
                                + "\", near: \""
                                + near
                                + "\"");
    }

    static Stream<Arguments> ruleErrors() {
        return Stream.of(
                arguments("", "The expression can not be empty;"),
                arguments("set a = ((b))", "The expression has redundant parentheses;"),
                arguments("set a = ((b + :n))", "The expression has redundant parentheses;"),
                arguments("remove Absolute", reserved("Absolute")),
                arguments("set b.abOrt = :n", reserved("abOrt")),
                arguments("set b = c.status", reserved("status")),
                arguments(
                        "remove a[99999999999]",
                        "List index is not within the allowable range; index: [99999999999]"),
                arguments(
                        "set a = if_not_exist(:n)",
                        "Invalid function name; function: if_not_exist"),
                arguments(
                        "set a = If_Not_Exists(b, :n)",
                        "Invalid function name; function: If_Not_Exists"),
                arguments("set a = size(b)", notAllowed("size")),
                arguments("set a = attribute_exists(b)", notAllowed("attribute_exists")),
                arguments(
                        "set a = list_append(list_append(b, :l), :l)",
                        "The function is not allowed to be used this way in an expression;"
                                + " function: list_append"),
                arguments("set a = b set c = :n", section("SET")),
                arguments("remove a set b = :n REMOVE c", section("REMOVE")),
                arguments("add a :n set b = :n add c :n", section("ADD")),
                arguments("delete a :ss delete b :ss", section("DELETE")),
                arguments("set #no = :n", UNDEFINED_NAME + "#no"),
                arguments("set a = b.#no", UNDEFINED_NAME + "#no"),
                arguments("set a = :no", UNDEFINED_VALUE + ":no"),
                arguments("add a :no", UNDEFINED_VALUE + ":no"),
                arguments("set a = b, #a = c", OVERLAP + "[a], path two: [a]"),
                arguments("set a.b[1] = b remove a", OVERLAP + "[a, b, [1]], path two: [a]"),
                arguments("remove a set a.b[1] = b", OVERLAP + "[a], path two: [a, b, [1]]"),
                arguments(
                        "set #c[3].#three = a, #c[3] = a",
                        OVERLAP + "[c, [3], [3]], path two: [c, [3]]"),
                arguments(
                        "set #c[3].#three = a, #c.#three[3] = b",
                        CONFLICT + "[c, [3], [3]], path two: [c, [3], [3]]"),
                arguments("remove a.#c set a[1] = b", CONFLICT + "[a, c], path two: [a, [1]]"),
                arguments("add a :s", ACTION_TYPE + "ADD, operand type: STRING"),
                arguments("add a :null", ACTION_TYPE + "ADD, operand type: NULL"),
                arguments("add a :bool", ACTION_TYPE + "ADD, operand type: BOOLEAN"),
                arguments("add a :b", ACTION_TYPE + "ADD, operand type: BINARY"),
                arguments("add a :m", ACTION_TYPE + "ADD, operand type: MAP"),
                arguments("add a :l", ACTION_TYPE + "ADD, operand type: LIST"),
                arguments("delete a :n", ACTION_TYPE + "DELETE, operand type: NUMBER"),
                arguments("delete a :s", ACTION_TYPE + "DELETE, operand type: STRING"),
                arguments(
                        "set a = if_not_exists(c)", COUNT + "if_not_exists, number of operands: 1"),
                arguments(
                        "set a = list_append(c, :l, :l)",
                        COUNT + "list_append, number of operands: 3"),
                arguments(
                        "set a = if_not_exists(c, c)",
                        "The first operand must be distinct from the remaining operands for this"
                                + " operator or function; operator: if_not_exists, first operand: [c]"),
                arguments("set a = if_not_exists(:n, c)", required()),
                arguments("set a = if_not_exists(if_not_exists(a, b), c)", required()),
                arguments("set a = list_append(:s, a)", TYPE + "list_append, operand type: S"),
                arguments("set a = list_append(a, :ns)", TYPE + "list_append, operand type: NS"),
                arguments("set a = a + :s", TYPE + "+, operand type: S"),
                arguments("set a = :s + :b", TYPE + "+, operand type: S"),
                arguments("set a = :b + a", TYPE + "+, operand type: B"),
                arguments("set a = a - :l", TYPE + "-, operand type: L"),
                arguments("set a = :m - :l", TYPE + "-, operand type: M"),
                arguments(
                        "set " + path(33) + " = :n",
                        "The document path has too many nesting levels; nesting levels: 33"),
                arguments(
                        sums(301),
                        "The expression contains too many operators; operator count: 301"));
    }

    static Stream<Arguments> precedences() {
        return Stream.of(
                arguments(
                        "set status = foo(:no) set a = ((b))",
                        "The expression has redundant parentheses;"),
                arguments("set a = foo(:no) set status = :no", reserved("status")),
                arguments("set a = :no set b = foo(c)", "Invalid function name; function: foo"),
                arguments("set a = :no set b = :n", section("SET")),
                arguments("set a = :no, #no = :n", UNDEFINED_NAME + "#no"),
                arguments("set a = b, a = :no", UNDEFINED_VALUE + ":no"),
                arguments(
                        "set d[1] = a, d.b = a, c[1].a = a, #c = if_not_exists(a)",
                        OVERLAP + "[c, [1], a], path two: [c]"),
                arguments(
                        "set a.b = if_not_exists(c) add a[1] :s",
                        CONFLICT + "[a, b], path two: [a, [1]]"),
                arguments(
                        "set b = list_append(:s, a), c = if_not_exists(a) add a.b :s",
                        ACTION_TYPE + "ADD, operand type: STRING"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set a = (b + c)",
                "set a = (b)+(c)",
                "set a = ((b) + c)",
                "set a = b+:n",
                "set a = if_not_exists(a, b) + b",
                "set a = if_not_exists(a, if_not_exists(c, :n))",
                "set a = list_append(if_not_exists(a, :l), :l)",
                "set a = if_not_exists(a, list_append(:l, :l))",
                "SeT a=:n rEmOvE b, c[0] aDd d :n DELETE e.f :ss",
                "set a[1] = :n, a[2] = :n, a[0].x = :n",
                "remove #dot, a.b",
            })
    void anOddButRightUpdateIsAccepted(String text) {
        assertThat(Samples.message(Samples.parser().update(text))).startsWith("success");
    }

    @Test
    void threeHundredOperatorsAreAllowed() {
        assertThat(Samples.update(sums(300)).actions()).hasSize(300);
    }

    /** As many assignments of a sum each. */
    private static String sums(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "a" + i + "=b+c")
                .collect(Collectors.joining(",", "set ", ""));
    }

    private static String path(int steps) {
        return String.join(".", Collections.nCopies(steps, "a"));
    }

    private static String reserved(String word) {
        return "Attribute name is a reserved keyword; reserved keyword: " + word;
    }

    private static String notAllowed(String function) {
        return "The function is not allowed in an update expression; function: " + function;
    }

    private static String section(String name) {
        return "The \"" + name + "\" section can only be used once in an update expression;";
    }

    private static String required() {
        return "Operator or function requires a document path; operator or function: if_not_exists";
    }
}
