package io.torcdb.model.expression;

import static io.torcdb.model.expression.Samples.b;
import static io.torcdb.model.expression.Samples.n;
import static io.torcdb.model.expression.Samples.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.expression.Condition.Comparator;
import io.torcdb.model.expression.parser.ExpressionParser;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.ring.Tokens;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeyType;
import io.torcdb.model.schema.TableSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeyConditionsTest {
    private static final KeyAttribute PARTITION_KEY = new KeyAttribute("pk", KeyType.S);
    private static final TableSchema HASH_ONLY =
            new TableSchema(1, List.of(PARTITION_KEY), 7, Tokens.XXH3);
    private static final TableSchema WITH_NUMBER = withSortKey(KeyType.N);

    private static final String INVALID_CONDITION = "Invalid condition in KeyConditionExpression: ";
    private static final String NO_OPERATOR = "Invalid operator used in KeyConditionExpression: ";

    @ParameterizedTest
    @MethodSource("accepted")
    void aKeyConditionSaysWhatToRead(String text, KeyType type, SortCondition expected) {
        var condition = on(text, withSortKey(type));

        assertThat(Samples.success(condition))
                .isEqualTo(new KeyCondition(s("text"), Optional.of(expected)));
    }

    static Stream<Arguments> accepted() {
        var number = KeyType.N;
        return Stream.of(
                arguments("pk = :s AND sk = :n", number, compare(Comparator.EQUAL)),
                arguments("sk < :n and :s = pk", number, compare(Comparator.LESS)),
                arguments("pk = :s AND :n < sk", number, compare(Comparator.GREATER)),
                arguments("pk = :s AND sk <= :n", number, compare(Comparator.LESS_OR_EQUAL)),
                arguments("pk = :s AND :n <= sk", number, compare(Comparator.GREATER_OR_EQUAL)),
                arguments("pk = :s AND sk > :n", number, compare(Comparator.GREATER)),
                arguments("pk = :s AND :n > sk", number, compare(Comparator.LESS)),
                arguments("(pk = :s) AND (sk >= :n)", number, compare(Comparator.GREATER_OR_EQUAL)),
                arguments("pk = :s AND (:n >= sk)", number, compare(Comparator.LESS_OR_EQUAL)),
                arguments(
                        "pk = :s AND sk BETWEEN :n1 AND :n9",
                        number,
                        new SortCondition.Between(n("1"), n("9"))),
                arguments(
                        "begins_with(sk, :t) AND pk = :s",
                        KeyType.S,
                        new SortCondition.BeginsWith(s("te"))),
                arguments(
                        "pk = :s AND begins_with(sk, :b)",
                        KeyType.B,
                        new SortCondition.BeginsWith(b(1, 2))));
    }

    @Test
    void aPartitionKeyAloneIsEnough() {
        var expected = new KeyCondition(s("text"), Optional.empty());

        assertThat(Samples.success(on("pk = :s", HASH_ONLY))).isEqualTo(expected);
        assertThat(Samples.success(on(":s = pk", WITH_NUMBER))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("wrongShapes")
    void aWrongShapeIsRefusedBeforeTheTableIsKnown(String text, String message) {
        assertThat(Samples.message(shape(text))).isEqualTo(message);
    }

    static Stream<Arguments> wrongShapes() {
        return Stream.of(
                arguments("a > b and size(b) > c or a > c", NO_OPERATOR + "OR"),
                arguments("a in (b, size(c), d)", NO_OPERATOR + "IN"),
                arguments("attribute_exists(a)", NO_OPERATOR + "attribute_exists"),
                arguments("attribute_not_exists(a)", NO_OPERATOR + "attribute_not_exists"),
                arguments("attribute_type(a, :S)", NO_OPERATOR + "attribute_type"),
                arguments("contains(a.d, b)", NO_OPERATOR + "contains"),
                arguments("not a > b", NO_OPERATOR + "NOT"),
                arguments("a <> b", NO_OPERATOR + "<>"),
                arguments(":s between size(b) and size(a) and b > :t", keyFirst("BETWEEN")),
                arguments("begins_with(:s, b) and a > :s", keyFirst("begins_with")),
                arguments("size(b) > a AND a.b > b AND b > c", nestedOperation()),
                arguments("a > size(b.d)", nestedOperation()),
                arguments("a between size(b) and size(a)", nestedOperation()),
                arguments("b > a.b", twoNames()),
                arguments("b between c[1] and d", twoNames()),
                arguments("a between b and size(a)", twoNames()),
                arguments("begins_with(a, b)", twoNames()),
                arguments("b.d > a AND c.d > e.f", nestedPath()),
                arguments("b[0] > a", nestedPath()),
                arguments(":n > :n1 AND a < :n", INVALID_CONDITION + "No key attribute specified"),
                arguments(":n > b AND :n < :n9", INVALID_CONDITION + "No key attribute specified"),
                arguments("b > :n AND b < :n and c = :n and d = :n", repeated()),
                arguments("(a > :n and b > :n) and (b > :n and c > :n)", repeated()),
                arguments(
                        ":s = a and b = :s and :s = c", "Conditions can be of length 1 or 2 only"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a = :s|Query condition missed key schema element: pk",
                "sk = :n|Query condition missed key schema element: pk",
                "pk = :s AND a = :n|Query condition missed key schema element: sk",
                "pk > :s|Query key condition not supported",
                "begins_with(pk, :s)|Query key condition not supported",
                "pk BETWEEN :t AND :s AND sk = :n|Query key condition not supported",
                "pk = :n|TYPE",
                "pk = :s AND sk = :s|TYPE",
                "pk = :s AND begins_with(sk, :s)|TYPE",
                "pk = :s AND sk BETWEEN :t AND :s|TYPE",
            })
    void aConditionThatDoesNotFitTheSchemaIsRefused(String text, String message) {
        assertThat(Samples.message(on(text, WITH_NUMBER)))
                .isEqualTo(
                        message.replace(
                                "TYPE",
                                "One or more parameter values were invalid: Condition parameter"
                                        + " type does not match schema type"));
    }

    @Test
    void aTableWithoutSortKeyTakesNoSecondCondition() {
        assertThat(Samples.message(on("pk = :s AND a = :n", HASH_ONLY)))
                .isEqualTo("Query key condition not supported");
    }

    @Test
    void keysAreNeitherEmptyNorTooLong() {
        var placeholders =
                new Request.Placeholders(
                        Optional.empty(),
                        Optional.of(
                                new LinkedHashMap<>(
                                        Map.of(
                                                ":ok", s("x"),
                                                ":empty", s(""),
                                                ":long", s("x".repeat(2049))))));

        assertThat(Samples.message(on("pk = :empty", placeholders)))
                .isEqualTo(
                        "One or more parameter values are not valid. The AttributeValue for a key"
                                + " attribute cannot contain an empty string value. Key: pk");
        assertThat(Samples.message(on("pk = :long", placeholders)))
                .contains("Size of hashkey has exceeded the maximum size limit of2048 bytes");
        assertThat(Samples.message(on("pk = :ok AND begins_with(sk, :empty)", placeholders)))
                .endsWith("Key: sk");
        assertThat(Samples.message(on("pk = :ok AND sk < :long", placeholders)))
                .contains("Aggregated size of all range keys has exceeded");
    }

    private static Outcome<KeyCondition> on(String text, Request.Placeholders placeholders) {
        return new ExpressionParser(placeholders)
                .condition(ExpressionParser.Kind.KEY_CONDITION, text)
                .then(KeyConditions::of)
                .then(conditions -> conditions.on(withSortKey(KeyType.S).keySchema()));
    }

    private static Outcome<KeyCondition> on(String text, TableSchema schema) {
        return shape(text).then(conditions -> conditions.on(schema.keySchema()));
    }

    private static Outcome<KeyConditions> shape(String text) {
        return Samples.parser()
                .condition(ExpressionParser.Kind.KEY_CONDITION, text)
                .then(KeyConditions::of);
    }

    private static TableSchema withSortKey(KeyType type) {
        return new TableSchema(
                1, List.of(PARTITION_KEY, new KeyAttribute("sk", type)), 7, Tokens.XXH3);
    }

    private static SortCondition compare(Comparator comparator) {
        return new SortCondition.Compare(comparator, n("5"));
    }

    private static String keyFirst(String operator) {
        return INVALID_CONDITION
                + operator
                + " operator must have the key attribute as its first operand";
    }

    private static String nestedOperation() {
        return "KeyConditionExpressions cannot contain nested operations";
    }

    private static String nestedPath() {
        return "KeyConditionExpressions cannot have conditions on nested attributes";
    }

    private static String twoNames() {
        return INVALID_CONDITION + "Multiple attribute names used in one condition";
    }

    private static String repeated() {
        return "KeyConditionExpressions must only contain one condition per key";
    }
}
