package io.torcdb.model.expression.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Samples;
import io.torcdb.model.expression.parser.ExpressionParser.Kind;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionErrorsTest {
    private static final String DISTINCT =
            "The first operand must be distinct from the remaining operands for this operator or"
                    + " function; operator: ";
    private static final String MISUSED =
            "The function is not allowed to be used this way in an expression; function: ";
    private static final String COUNT =
            "Incorrect number of operands for operator or function; operator or function: ";
    private static final String TYPE =
            "Incorrect operand type for operator or function; operator or function: ";
    private static final String UNDEFINED_NAME =
            "An expression attribute name used in the document path is not defined; attribute name:"
                    + " ";
    private static final String UNDEFINED_VALUE =
            "An expression attribute value used in expression is not defined; attribute value: ";
    private static final String RESERVED =
            "Attribute name is a reserved keyword; reserved keyword: ";
    private static final String PARENTHESES = "The expression has redundant parentheses;";
    private static final String BETWEEN_TYPES =
            "The BETWEEN operator requires same data type for lower and upper bounds; ";
    private static final String BETWEEN_ORDER =
            "The BETWEEN operator requires upper bound to be greater than or equal to lower bound;"
                    + " ";

    @ParameterizedTest
    @MethodSource({"syntaxErrors", "structureErrors", "operandErrors", "precedences"})
    void aWrongConditionIsRefused(String text, String message) {
        var outcome = Samples.parser().condition(Kind.CONDITION, text);

        assertThat(Samples.message(outcome)).isEqualTo("Invalid ConditionExpression: " + message);
    }

    static Stream<Arguments> syntaxErrors() {
        return Stream.of(
                arguments("", "The expression can not be empty;"),
                arguments(" ", syntax("<EOF>", "")),
                arguments("!!! INVALID", syntax("!", "!!")),
                arguments("INVALID SYNTAX HERE", syntax("SYNTAX", "INVALID SYNTAX HERE")),
                arguments("a = ", syntax("<EOF>", "= ")),
                arguments("a =\t\n", syntax("<EOF>", "=\t\n")),
                arguments("a", syntax("<EOF>", "a")),
                arguments("(a)", syntax("<EOF>", ")")),
                arguments("a AND b = :s", syntax("AND", "a AND b")),
                arguments("a = :s b", syntax("b", ":s b")),
                arguments("a = :s AND", syntax("<EOF>", "AND")),
                arguments("a > 4", syntax("4", "> 4")),
                arguments("a = 'x'", syntax("'", "= 'x")),
                arguments("a = \ud83d\ude00", syntax("\ud83d\ude00", "= \ud83d\ude00")),
                arguments("a == :s", syntax("=", "== :s")),
                arguments("a != :s", syntax("!", "a !=")),
                arguments("a = :s = :s", syntax("=", ":s = :s")),
                arguments("(a = :s) = :s", syntax("=", ") = :s")),
                arguments("(a = :s", syntax("<EOF>", ":s")),
                arguments("a = :s)", syntax(")", ":s)")),
                arguments("attribute_type()", syntax(")", "()")),
                arguments("attribute_exists(a", syntax("<EOF>", "a")),
                arguments("attribute_exists(a,)", syntax(")", ",)")),
                arguments("(size(a))[0] > a", syntax("[", ")[0")),
                arguments("(a).b = :s", syntax(".", ").b")),
                arguments("a[] = :s", syntax("]", "[] =")),
                arguments("a[b] = :s", syntax("b", "[b]")),
                arguments("a[-1] = :s", syntax("-", "[-1")),
                arguments("a[:n] = :s", syntax(":n", "[:n]")),
                arguments("a. = :s", syntax("=", ". = :s")),
                arguments("a.:n = :s", syntax(":n", ".:n =")),
                arguments(".a = :s", syntax(".", ".a")),
                arguments("_a = :s", syntax("_", "_a")),
                arguments("1a = :s", syntax("1", "1a")),
                arguments("# = :s", syntax("#", "# =")),
                arguments(": = :s", syntax(":", ": =")),
                arguments("#a-b = :s", syntax("-", "#a-b")),
                arguments("NOT", syntax("<EOF>", "NOT")),
                arguments("AND = :s", syntax("AND", "AND =")),
                arguments("a.and = :s", syntax("and", ".and =")),
                arguments("a IN :s", syntax(":s", "IN :s")),
                arguments("a IN ()", syntax(")", "()")),
                arguments("a IN (:s", syntax("<EOF>", ":s")),
                arguments("a BETWEEN :s", syntax("<EOF>", ":s")),
                arguments("a BETWEEN :s OR :t", syntax("OR", ":s OR :t")),
                arguments("a BETWEEN :s AND", syntax("<EOF>", "AND")),
                arguments("things are not gonna be ok", syntax("are", "things are not")),
                arguments("NOT (a)", syntax("<EOF>", ")")),
                arguments(":s", syntax("<EOF>", ":s")));
    }

    static Stream<Arguments> structureErrors() {
        return Stream.of(
                arguments("((a = :s))", PARENTHESES),
                arguments("(((a = :s)))", PARENTHESES),
                arguments("((a)) = :s", PARENTHESES),
                arguments("a = ((:s))", PARENTHESES),
                arguments("size(((a))) = :n", PARENTHESES),
                arguments("a IN (((:s)))", PARENTHESES),
                arguments("b = :s AND ((a = :s OR c = :s))", PARENTHESES),
                arguments("foo(a)", "Invalid function name; function: foo"),
                arguments("SIZE(a) > :n", "Invalid function name; function: SIZE"),
                arguments(
                        "Attribute_Exists(a)", "Invalid function name; function: Attribute_Exists"),
                arguments("attribute_exists (a) = :s", MISUSED + "attribute_exists"),
                arguments("a = attribute_exists(a)", MISUSED + "attribute_exists"),
                arguments("(contains(a, :s)) = :s", MISUSED + "contains"),
                arguments("contains(attribute_exists(a), :s)", MISUSED + "attribute_exists"),
                arguments("a IN (:s, contains(b, :s))", MISUSED + "contains"),
                arguments("if_not_exists(a, :s) = :s", MISUSED + "if_not_exists"),
                arguments("list_append(a, :l)", MISUSED + "list_append"),
                arguments("size(a)", MISUSED + "size"),
                arguments("(size(a))", MISUSED + "size"),
                arguments("NOT size(a)", MISUSED + "size"),
                arguments("a = :s AND size(a)", MISUSED + "size"),
                arguments("size(a) OR a = :s", MISUSED + "size"),
                arguments("status = :s", RESERVED + "status"),
                arguments("a.Status = :s", RESERVED + "Status"),
                arguments("size = :s", RESERVED + "size"),
                arguments("attribute_exists(Abort)", RESERVED + "Abort"),
                arguments(
                        "a[2147483648] = :s",
                        "List index is not within the allowable range; index: [2147483648]"),
                arguments(
                        path(33) + " = :s",
                        "The document path has too many nesting levels; nesting levels: 33"),
                arguments(
                        chain(151),
                        "The expression contains too many operators; operator count: 301"),
                arguments(
                        "a = :s AND a IN (" + "b,".repeat(100) + "b)",
                        "The IN operator is provided with too many operands; number of operands:"
                                + " 101"),
                arguments(
                        "a" + "a".repeat(4093) + "=:s",
                        "Expression size has exceeded the maximum allowed size; expression size:"
                                + " 4097"),
                arguments(
                        "\u00e9".repeat(2049),
                        "Expression size has exceeded the maximum allowed size; expression size:"
                                + " 4098"));
    }

    static Stream<Arguments> operandErrors() {
        return Stream.of(
                arguments("#no = :s", UNDEFINED_NAME + "#no"),
                arguments("a.#no = :s", UNDEFINED_NAME + "#no"),
                arguments("a = :no", UNDEFINED_VALUE + ":no"),
                arguments(
                        "attribute_exists(a, b)",
                        COUNT + "attribute_exists, number of operands: 2"),
                arguments("begins_with(a)", COUNT + "begins_with, number of operands: 1"),
                arguments("contains(a, b, c)", COUNT + "contains, number of operands: 3"),
                arguments("size(a, b) > :n", COUNT + "size, number of operands: 2"),
                arguments("attribute_type(a)", COUNT + "attribute_type, number of operands: 1"),
                arguments("a = a", DISTINCT + "=, first operand: [a]"),
                arguments("a.b[1] <> a.b[1]", DISTINCT + "<>, first operand: [a, b, [1]]"),
                arguments("#a < a", DISTINCT + "<, first operand: [a]"),
                arguments("a BETWEEN :n AND a", DISTINCT + "BETWEEN, first operand: [a]"),
                arguments("a IN (b, a)", DISTINCT + "IN, first operand: [a]"),
                arguments("contains(a, a)", DISTINCT + "contains, first operand: [a]"),
                arguments("begins_with(a, a)", DISTINCT + "begins_with, first operand: [a]"),
                arguments("attribute_exists(:s)", required("attribute_exists")),
                arguments("attribute_not_exists(size(a))", required("attribute_not_exists")),
                arguments("attribute_type(:s, :S)", required("attribute_type")),
                arguments("begins_with(a, :n)", TYPE + "begins_with, operand type: N"),
                arguments("begins_with(:ss, a)", TYPE + "begins_with, operand type: SS"),
                arguments("begins_with(size(a), :s)", TYPE + "begins_with, operand type: N"),
                arguments("a < :bool", TYPE + "<, operand type: BOOL"),
                arguments(":null >= a", TYPE + ">=, operand type: NULL"),
                arguments("a <= :l", TYPE + "<=, operand type: L"),
                arguments("a > :m", TYPE + ">, operand type: M"),
                arguments("a > :ns", TYPE + ">, operand type: NS"),
                arguments("a BETWEEN :bs AND :n", TYPE + "BETWEEN, operand type: BS"),
                arguments("size(:n) = :n", TYPE + "size, operand type: N"),
                arguments("size(size(a)) = :n", TYPE + "size, operand type: N"),
                arguments("size(:bool) = :n", TYPE + "size, operand type: BOOL"),
                arguments("attribute_type(a, :n)", TYPE + "attribute_type, operand type: N"),
                arguments(
                        "attribute_type(a, b)",
                        TYPE + "attribute_type, operand type:" + " {NS,SS,L,BS,N,M,B,BOOL,NULL,S}"),
                arguments(
                        "attribute_type(a, :XX)",
                        "Invalid attribute type name found; type: XX, valid types:"
                                + " {B,NULL,SS,BOOL,L,BS,N,NS,S,M}"),
                arguments(
                        "a BETWEEN :s AND :n",
                        BETWEEN_TYPES
                                + "lower bound operand: AttributeValue: {S:text}, upper bound"
                                + " operand: AttributeValue: {N:5}"),
                arguments(
                        "a BETWEEN :n AND :n1",
                        BETWEEN_ORDER
                                + "lower bound operand: AttributeValue: {N:5}, upper bound operand:"
                                + " AttributeValue: {N:1}"),
                arguments(
                        "a BETWEEN :b AND :b1",
                        BETWEEN_ORDER
                                + "lower bound operand: AttributeValue: {B:java.nio.HeapByteBuffer["
                                + "pos=0 lim=2 cap=2]}, upper bound operand: AttributeValue:"
                                + " {B:java.nio.HeapByteBuffer[pos=0 lim=1 cap=1]}"));
    }

    /** Each row breaks the rule it names and graver ones are absent; lighter ones come earlier. */
    static Stream<Arguments> precedences() {
        return Stream.of(
                arguments("foo(a) AND ((b = :no)) AND +", syntax("+", "AND +")),
                arguments("foo(a) AND ((b = :s))", PARENTHESES),
                arguments(
                        "status = :no AND size(a) AND foo(a)",
                        "Invalid function name; function: foo"),
                arguments("status = :no AND size(a)", MISUSED + "size"),
                arguments("a = :no AND b = b AND status = :s", RESERVED + "status"),
                // Of one comparison or function: undefined, count, distinct, type.
                arguments("begins_with(#no, :n)", UNDEFINED_NAME + "#no"),
                arguments("begins_with(:no, #no)", UNDEFINED_VALUE + ":no"),
                arguments("begins_with(a, a, :no)", UNDEFINED_VALUE + ":no"),
                arguments("contains(a, a, a)", COUNT + "contains, number of operands: 3"),
                arguments("a BETWEEN a AND :bool", DISTINCT + "BETWEEN, first operand: [a]"),
                // Of several: the first that has any.
                arguments("a < :bool AND b = :no", TYPE + "<, operand type: BOOL"),
                arguments("attribute_exists(:s) AND b = b", required("attribute_exists")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a = :s)",
                "((a = :s) AND b = :s)",
                "(a = :s AND (b = :s))",
                "((a) = :s)",
                "(a) = (:s)",
                "(size(a)) > :n",
                "size((a)) > :n",
                "a IN ((:s), (b))",
                "NOT NOT a = :s",
                "not(a=:s)or(b=:s)AnD NOT(c=:s)",
                "a between:n1 and:n9",
                "contains(:s, a)",
                "attribute_exists(#dot) AND attribute_exists(#three)",
                "size(:s) = :n",
                "a = :bool",
                "a <> :m",
                "a IN (:m, :null)",
                "a [ 1 ] . b = :s",
                "a[01] = :s",
                "a[2147483647] = :s",
            })
    void anOddButRightConditionIsAccepted(String text) {
        var outcome = Samples.parser().condition(Kind.CONDITION, text);

        assertThat(Samples.message(outcome)).startsWith("success");
    }

    @Test
    void limitsAreInclusive() {
        assertThat(Samples.condition(chain(150))).isInstanceOf(Condition.And.class);
        assertThat(Samples.condition(path(32) + " = :s")).isInstanceOf(Condition.Compare.class);
        assertThat(Samples.condition("a IN (" + "b,".repeat(99) + "b)"))
                .isInstanceOf(Condition.In.class);
        assertThat(Samples.condition("a".repeat(4093) + "=:s"))
                .isInstanceOf(Condition.Compare.class);
    }

    @Test
    void eachParameterIsCalledByItsName() {
        assertThat(Samples.message(Samples.parser().condition(Kind.FILTER, "")))
                .isEqualTo("Invalid FilterExpression: The expression can not be empty;");
        assertThat(Samples.message(Samples.parser().condition(Kind.KEY_CONDITION, "")))
                .isEqualTo("Invalid KeyConditionExpression: The expression can not be empty;");
    }

    /** {@code a = :s AND a = :s …}: each more adds two operators, so n have 2n - 1. */
    private static String chain(int comparisons) {
        return String.join(" AND ", Collections.nCopies(comparisons, "a = :s"));
    }

    private static String path(int steps) {
        return String.join(".", Collections.nCopies(steps, "a"));
    }

    private static String syntax(String token, String near) {
        return "Syntax error; token: \"" + token + "\", near: \"" + near + "\"";
    }

    private static String required(String function) {
        return "Operator or function requires a document path; operator or function: " + function;
    }
}
