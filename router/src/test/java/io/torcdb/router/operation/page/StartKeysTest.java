package io.torcdb.router.operation.page;

import static io.torcdb.router.operation.page.Samples.HASH_ONLY;
import static io.torcdb.router.operation.page.Samples.TABLE;
import static io.torcdb.router.operation.page.Samples.index;
import static io.torcdb.router.operation.page.Samples.item;
import static io.torcdb.router.operation.page.Samples.message;
import static io.torcdb.router.operation.page.Samples.n;
import static io.torcdb.router.operation.page.Samples.s;
import static io.torcdb.router.operation.page.Samples.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.expression.Condition.Comparator;
import io.torcdb.model.expression.KeyCondition;
import io.torcdb.model.expression.SortCondition;
import io.torcdb.model.item.AttributeValue;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StartKeysTest {
    private static final String INVALID = "The provided starting key is invalid";
    private static final String NOT_OF_SCHEMA =
            INVALID + ": The provided key element does not match the schema";
    private static final String EMPTY =
            INVALID
                    + ": One or more parameter values are not valid. The AttributeValue for a key"
                    + " attribute cannot contain an empty string value. Key: ";
    private static final String LONG =
            INVALID
                    + ": One or more parameter values were invalid: Size of hashkey has exceeded"
                    + " the maximum size limit of2048 bytes";
    private static final String OUTSIDE =
            "The provided starting key is outside query boundaries based on provided conditions";
    private static final String NOT_OF_PREDICATE =
            "The provided starting key does not match the range key predicate";
    private static final String ONE_ROW =
            "The query can return at most one row and cannot be restarted";

    static Stream<Arguments> shapes() {
        var whole = item("p", s("x"), "s", n(1));
        var ofIndex = item("p", s("x"), "s", n(1), "i", s("b"));
        return Stream.of(
                arguments(source(TABLE), whole, "success", "success"),
                arguments(source(TABLE), item("p", s("x")), INVALID, NOT_OF_SCHEMA),
                arguments(source(TABLE), ofIndex, INVALID, NOT_OF_SCHEMA),
                arguments(source(TABLE), item("p", s("x"), "q", n(1)), INVALID, NOT_OF_SCHEMA),
                arguments(source(TABLE), item("p", s("x"), "s", s("1")), INVALID, NOT_OF_SCHEMA),
                arguments(source(TABLE), item(), INVALID, NOT_OF_SCHEMA),
                arguments(source(TABLE), item("p", s(""), "s", n(1)), EMPTY + "p", EMPTY + "p"),
                arguments(source(TABLE), item("p", s("x".repeat(2049)), "s", n(1)), LONG, LONG),
                arguments(source(HASH_ONLY), item("p", s("x")), "success", "success"),
                arguments(source(HASH_ONLY), whole, INVALID, NOT_OF_SCHEMA),
                arguments(index("keys"), ofIndex, "success", "success"),
                arguments(index("keys"), whole, INVALID, INVALID),
                arguments(index("all"), item("p", s("x"), "i", s("b")), INVALID, INVALID),
                arguments(index("all"), item("p", s("x"), "s", n(1), "i", n(1)), INVALID, INVALID),
                arguments(
                        index("some"),
                        item("p", s("x"), "s", n(1), "i", s("")),
                        EMPTY + "i",
                        EMPTY + "i"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aStartKeyHasExactlyTheKeysOfWhatIsRead(
            Source source, Map<String, AttributeValue> key, String ofQuery, String ofScan) {
        assertThat(message(StartKeys.ofQuery(Optional.of(key), source))).isEqualTo(ofQuery);
        assertThat(message(StartKeys.ofScan(Optional.of(key), source))).isEqualTo(ofScan);
    }

    static Stream<Arguments> places() {
        var equal = compare(Comparator.EQUAL, n(1));
        var greater = compare(Comparator.GREATER, n(1));
        return Stream.of(
                arguments(source(TABLE), Optional.empty(), start("x", 1), "success"),
                arguments(source(TABLE), Optional.empty(), start("y", 1), OUTSIDE),
                arguments(source(TABLE), greater, start("x", 2), "success"),
                arguments(source(TABLE), greater, start("x", 1), NOT_OF_PREDICATE),
                arguments(source(TABLE), greater, start("y", 1), NOT_OF_PREDICATE),
                arguments(source(TABLE), greater, start("y", 2), ONE_ROW),
                arguments(source(TABLE), equal, start("x", 1), ONE_ROW),
                arguments(source(TABLE), equal, start("x", 2), NOT_OF_PREDICATE),
                arguments(source(HASH_ONLY), Optional.empty(), item("p", s("x")), ONE_ROW),
                arguments(source(HASH_ONLY), Optional.empty(), item("p", s("y")), OUTSIDE),
                arguments(
                        index("all"),
                        compare(Comparator.EQUAL, s("b")),
                        item("p", s("x"), "s", n(1), "i", s("b")),
                        "success"),
                arguments(
                        index("all"),
                        compare(Comparator.LESS, s("b")),
                        item("p", s("x"), "s", n(1), "i", s("b")),
                        NOT_OF_PREDICATE),
                arguments(
                        index("all"),
                        Optional.empty(),
                        item("p", s("y"), "s", n(1), "i", s("b")),
                        OUTSIDE));
    }

    private static Map<String, AttributeValue> start(String partition, long sort) {
        return item("p", s(partition), "s", n(sort));
    }

    private static Optional<SortCondition> compare(Comparator comparator, AttributeValue value) {
        return Optional.of(new SortCondition.Compare(comparator, value));
    }

    @ParameterizedTest
    @MethodSource("places")
    void aStartKeyLiesWhereItsQueryReads(
            Source source,
            Optional<SortCondition> condition,
            Map<String, AttributeValue> key,
            String expected) {
        StartKey start = Samples.success(StartKeys.ofQuery(Optional.of(key), source)).orElseThrow();

        var problem = StartKeys.outside(start, new KeyCondition(s("x"), condition), source);

        assertThat(message(problem)).isEqualTo(expected);
    }
}
