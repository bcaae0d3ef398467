package io.torcdb.model.expression.legacy;

import static io.torcdb.model.expression.Samples.b;
import static io.torcdb.model.expression.Samples.message;
import static io.torcdb.model.expression.Samples.n;
import static io.torcdb.model.expression.Samples.s;
import static io.torcdb.model.expression.Samples.ss;
import static io.torcdb.model.expression.Samples.success;
import static io.torcdb.model.expression.legacy.Requests.condition;
import static io.torcdb.model.expression.legacy.Requests.one;
import static io.torcdb.model.expression.legacy.Requests.two;
import static io.torcdb.model.expression.legacy.Requests.withoutValues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.expression.Condition.Comparator;
import io.torcdb.model.expression.KeyCondition;
import io.torcdb.model.expression.SortCondition;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request.LegacyCondition;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeySchema;
import io.torcdb.model.schema.KeyType;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LegacyKeysTest {
    private static final String PREFIX = "One or more parameter values were invalid: ";
    private static final String NOT_INDEXABLE =
            "Attempted conditional constraint is not an indexable operation";
    private static final String NOT_SUPPORTED = "Query key condition not supported";
    private static final String WRONG_TYPE =
            PREFIX + "Condition parameter type does not match schema type";
    private static final KeyAttribute PARTITION_KEY = new KeyAttribute("pk", KeyType.S);
    private static final KeySchema HASH_ONLY = new KeySchema(PARTITION_KEY, Optional.empty());
    private static final KeySchema WITH_SORT_KEY =
            new KeySchema(PARTITION_KEY, Optional.of(new KeyAttribute("sk", KeyType.S)));

    @ParameterizedTest
    @MethodSource("indexable")
    void aConditionOnTheSortKeySaysWhatToRead(LegacyCondition condition, SortCondition expected) {
        var keys = two("sk", condition, "pk", condition("EQ", s("x")));

        assertThat(success(on(keys, WITH_SORT_KEY)))
                .isEqualTo(new KeyCondition(s("x"), Optional.of(expected)));
    }

    static Stream<Arguments> indexable() {
        return Stream.of(
                compare("EQ", Comparator.EQUAL),
                compare("LT", Comparator.LESS),
                compare("LE", Comparator.LESS_OR_EQUAL),
                compare("GT", Comparator.GREATER),
                compare("GE", Comparator.GREATER_OR_EQUAL),
                arguments(
                        condition("BETWEEN", s("a"), s("b")),
                        new SortCondition.Between(s("a"), s("b"))),
                arguments(condition("BEGINS_WITH", s("a")), new SortCondition.BeginsWith(s("a"))));
    }

    private static Arguments compare(String operator, Comparator comparator) {
        return arguments(
                condition(operator, s("a")), new SortCondition.Compare(comparator, s("a")));
    }

    @Test
    void aConditionOnThePartitionKeyAloneReadsAllOfIt() {
        assertThat(success(on(one("pk", condition("EQ", s("x"))), WITH_SORT_KEY)))
                .isEqualTo(new KeyCondition(s("x"), Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNoKeyConditionIsRefused(
            SequencedMap<String, LegacyCondition> keys, KeySchema schema, String message) {
        assertThat(message(on(keys, schema))).isEqualTo(message);
    }

    static Stream<Arguments> refused() {
        LegacyCondition hash = condition("EQ", s("x"));
        var three = two("pk", hash, "sk", hash);
        three.put("a", hash);
        return Stream.of(
                arguments(
                        new LinkedHashMap<>(),
                        HASH_ONLY,
                        "Conditions can be of length 1 or 2 only"),
                arguments(three, WITH_SORT_KEY, "Conditions can be of length 1 or 2 only"),
                sort(hash, withoutValues("NULL"), NOT_INDEXABLE),
                sort(hash, withoutValues("NOT_NULL"), NOT_INDEXABLE),
                sort(hash, condition("NE", s("a")), NOT_INDEXABLE),
                sort(hash, condition("IN", s("a")), NOT_INDEXABLE),
                sort(hash, condition("CONTAINS", s("a")), NOT_INDEXABLE),
                sort(hash, condition("NOT_CONTAINS", s("a")), NOT_INDEXABLE),
                arguments(one("pk", condition("NE", s("a"))), HASH_ONLY, NOT_INDEXABLE),
                arguments(one("pk", condition("GT", s("a"))), HASH_ONLY, NOT_SUPPORTED),
                arguments(two("pk", hash, "a", hash), HASH_ONLY, NOT_SUPPORTED),
                arguments(
                        one("sk", hash),
                        WITH_SORT_KEY,
                        "Query condition missed key schema element: pk"),
                arguments(
                        two("pk", hash, "a", hash),
                        WITH_SORT_KEY,
                        "Query condition missed key schema element: sk"),
                arguments(one("pk", condition("EQ", n("1"))), HASH_ONLY, WRONG_TYPE),
                arguments(one("pk", condition("EQ", ss("x"))), HASH_ONLY, WRONG_TYPE),
                sort(hash, condition("LT", b(1)), WRONG_TYPE),
                // Values that do not fit their operator come before all of these.
                arguments(
                        one("a", condition("BEGINS_WITH", n("1"))),
                        WITH_SORT_KEY,
                        PREFIX
                                + "ComparisonOperator BEGINS_WITH is not valid for N AttributeValue"
                                + " type"),
                arguments(
                        one("pk", condition("EQ", s(""))),
                        HASH_ONLY,
                        "One or more parameter values are not valid. The AttributeValue for a key"
                                + " attribute cannot contain an empty string value. Key: pk"));
    }

    private static Arguments sort(LegacyCondition hash, LegacyCondition sort, String message) {
        return arguments(two("pk", hash, "sk", sort), WITH_SORT_KEY, message);
    }

    private static Outcome<KeyCondition> on(
            SequencedMap<String, LegacyCondition> keys, KeySchema schema) {
        return LegacyKeys.of(keys).then(conditions -> conditions.on(schema));
    }
}
