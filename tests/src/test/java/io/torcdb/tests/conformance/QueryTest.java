package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.Database.assertInvalid;
import static io.torcdb.tests.conformance.Values.attribute;
import static io.torcdb.tests.conformance.Values.b;
import static io.torcdb.tests.conformance.Values.item;
import static io.torcdb.tests.conformance.Values.n;
import static io.torcdb.tests.conformance.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

@ExtendWith(OnLocalCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryTest {
    private static final int ITEMS = 10;
    private static final int LARGE_ITEMS = 6;
    private static final int LARGE_BYTES = 300_000;

    private final DynamoDbClient client;
    private final String numbers;
    private final String strings;
    private final String binaries;

    QueryTest(Database database) {
        client = database.client();
        numbers = database.table("p:S", "s:N");
        strings = database.table("p:S", "s:S");
        binaries = database.table("p:S", "s:B");
        for (int i = 0; i < ITEMS; i++) {
            put(numbers, item("p", s("x"), "s", n(i), "a", n(i % 2), "name", s("i" + i)));
        }
        put(numbers, item("p", s("other"), "s", n(1)));
    }

    private void put(String table, Map<String, AttributeValue> item) {
        var _ = client.putItem(request -> request.tableName(table).item(item));
    }

    private static QueryRequest.Builder of(String table, String condition, Object... values) {
        return QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression(condition)
                .expressionAttributeValues(item(values));
    }

    private QueryResponse query(QueryRequest.Builder request) {
        return client.query(request.build());
    }

    private static List<String> sortKeys(QueryResponse page) {
        return page.items().stream().map(item -> attribute(item, "s").n()).toList();
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                arguments("p = :p", numbersFrom(0, 9)),
                arguments(":p = p", numbersFrom(0, 9)),
                arguments("p = :p AND s = :three", numbersFrom(3, 3)),
                arguments("(p = :p) AND (s < :three)", numbersFrom(0, 2)),
                arguments("p = :p AND s <= :three", numbersFrom(0, 3)),
                arguments("p = :p AND s > :seven", numbersFrom(8, 9)),
                arguments("p = :p AND :seven <= s", numbersFrom(7, 9)),
                arguments("s >= :seven AND p = :p", numbersFrom(7, 9)),
                arguments("p = :p AND s BETWEEN :three AND :seven", numbersFrom(3, 7)),
                arguments("p = :p AND s = :eleven", List.of()));
    }

    private static List<String> numbersFrom(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
    }

    private static Object[] used(String condition) {
        var all =
                new TreeMap<>(item(":p", s("x"), ":three", n(3), ":seven", n(7), ":eleven", n(11)));
        var used = new ArrayList<Object>();
        all.forEach((name, value) -> {
            if (condition.contains(name)) {
                used.add(name);
                used.add(value);
            }
        });
        return used.toArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conditions")
    void aQueryFindsWhatItsKeyConditionSays(String condition, List<String> expected) {
        QueryResponse page = query(of(numbers, condition, used(condition)));

        assertThat(sortKeys(page)).isEqualTo(expected);
        assertThat(page.count()).isEqualTo(expected.size());
        assertThat(page.scannedCount()).isEqualTo(expected.size());
        assertThat(page.hasLastEvaluatedKey()).isFalse();
    }

    @Test
    void aQueryGoesBackwardsWhenAsked() {
        QueryResponse page =
                query(of(numbers, "p = :p", ":p", s("x")).scanIndexForward(false).limit(3));

        assertThat(sortKeys(page)).containsExactly("9", "8", "7");
        assertThat(page.lastEvaluatedKey()).isEqualTo(item("p", s("x"), "s", n(7)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pagesFollowEachOtherWithoutGapOrOverlap(boolean forward) {
        var found = new ArrayList<String>();
        QueryRequest.Builder request =
                of(numbers, "p = :p", ":p", s("x")).limit(3).scanIndexForward(forward);

        QueryResponse page = query(request);
        found.addAll(sortKeys(page));
        while (page.hasLastEvaluatedKey()) {
            page = query(request.exclusiveStartKey(page.lastEvaluatedKey()));
            found.addAll(sortKeys(page));
        }

        List<String> all = numbersFrom(0, 9);
        assertThat(found).isEqualTo(forward ? all : all.reversed());
    }

    @Test
    void afterALimitThatTheLastItemReachesAnEmptyPageFollows() {
        QueryRequest.Builder request = of(numbers, "p = :p", ":p", s("x")).limit(ITEMS);

        QueryResponse full = query(request);
        QueryResponse empty = query(request.exclusiveStartKey(full.lastEvaluatedKey()));

        assertThat(full.lastEvaluatedKey()).isEqualTo(item("p", s("x"), "s", n(ITEMS - 1)));
        assertThat(empty.items()).isEmpty();
        assertThat(empty.hasLastEvaluatedKey()).isFalse();
    }

    @Test
    void aQueryForOneItemHasNoNextPage() {
        QueryResponse page =
                query(of(numbers, "p = :p AND s = :s", ":p", s("x"), ":s", n(1)).limit(1));

        assertThat(page.count()).isEqualTo(1);
        assertThat(page.hasLastEvaluatedKey()).isFalse();
    }

    @Test
    void aPageEndsAtOneMebibyte() {
        for (int i = 0; i < LARGE_ITEMS; i++) {
            put(numbers, item("p", s("large"), "s", n(i), "a", s("x".repeat(LARGE_BYTES))));
        }

        QueryResponse first = query(of(numbers, "p = :p", ":p", s("large")));
        QueryResponse second =
                query(
                        of(numbers, "p = :p", ":p", s("large"))
                                .exclusiveStartKey(first.lastEvaluatedKey()));

        assertThat(first.count()).isBetween(3, 4);
        assertThat(first.count() + second.count()).isEqualTo(LARGE_ITEMS);
        assertThat(second.hasLastEvaluatedKey()).isFalse();
    }

    @Test
    void aFilterCountsAfterTheLimit() {
        QueryResponse page =
                query(
                        of(numbers, "p = :p", ":p", s("x"), ":odd", n(1))
                                .filterExpression("a = :odd")
                                .limit(4));

        assertThat(sortKeys(page)).containsExactly("1", "3");
        assertThat(page.count()).isEqualTo(2);
        assertThat(page.scannedCount()).isEqualTo(4);
        assertThat(page.lastEvaluatedKey()).isEqualTo(item("p", s("x"), "s", n(3)));
    }

    @Test
    void aProjectionAndACountLeaveTheRestOut() {
        QueryResponse projected =
                query(
                        of(numbers, "p = :p AND s < :two", ":p", s("x"), ":two", n(2))
                                .projectionExpression("#name")
                                .expressionAttributeNames(Map.of("#name", "name")));
        QueryResponse counted = query(of(numbers, "p = :p", ":p", s("x")).select(Select.COUNT));

        assertThat(projected.items()).containsExactly(item("name", s("i0")), item("name", s("i1")));
        assertThat(counted.hasItems()).isFalse();
        assertThat(counted.count()).isEqualTo(ITEMS);
    }

    @Test
    void numbersAreInTheOrderOfTheirValues() {
        List<String> ascending =
                List.of(
                        "-1E+30", "-100", "-99.5", "-1E-10", "0", "1E-10", "0.5", "9", "10",
                        "1E+30");
        for (String number : ascending.reversed()) {
            put(numbers, item("p", s("order"), "s", n(number), "written", s(number)));
        }

        QueryResponse page = query(of(numbers, "p = :p", ":p", s("order")));

        assertThat(page.items().stream().map(item -> attribute(item, "written").s()))
                .containsExactlyElementsOf(ascending);
    }

    @Test
    void stringsAreInTheOrderOfTheirBytes() {
        List<String> ascending = List.of("A", "B", "a", "aa", "b", "é", "日", "\uffee", "😀");
        for (String text : ascending.reversed()) {
            put(strings, item("p", s("order"), "s", s(text)));
        }

        QueryResponse page = query(of(strings, "p = :p", ":p", s("order")));

        assertThat(page.items().stream().map(item -> attribute(item, "s").s()))
                .containsExactlyElementsOf(ascending);
    }

    @Test
    void binariesAreInTheOrderOfTheirUnsignedBytes() {
        List<AttributeValue> ascending =
                List.of(b(0), b(0, 0), b(0, 1), b(1), b(127), b(128), b(255), b(255, 255));
        for (AttributeValue bytes : ascending.reversed()) {
            put(binaries, item("p", s("order"), "s", bytes));
        }

        QueryResponse page = query(of(binaries, "p = :p", ":p", s("order")));

        assertThat(page.items().stream().map(item -> attribute(item, "s")))
                .containsExactlyElementsOf(ascending);
    }

    @Test
    void aPrefixIsFoundAmongStringsAndBinaries() {
        for (String text : List.of("a", "ab", "abc", "ac", "b")) {
            put(strings, item("p", s("prefix"), "s", s(text)));
        }
        put(binaries, item("p", s("prefix"), "s", b(255, 255)));
        put(binaries, item("p", s("prefix"), "s", b(255)));

        QueryResponse texts =
                query(
                        of(
                                strings,
                                "p = :p AND begins_with(s, :s)",
                                ":p",
                                s("prefix"),
                                ":s",
                                s("ab")));
        QueryResponse bytes =
                query(
                        of(
                                binaries,
                                "p = :p AND begins_with(s, :s)",
                                ":p",
                                s("prefix"),
                                ":s",
                                b(255, 255)));

        assertThat(texts.items().stream().map(item -> attribute(item, "s").s()))
                .containsExactly("ab", "abc");
        assertThat(bytes.count()).isEqualTo(1);
    }

    static Stream<Arguments> badQueries() {
        return Stream.of(
                bad(
                        "no condition",
                        r -> r.keyConditionExpression(null).expressionAttributeValues(null),
                        "Either the KeyConditions or KeyConditionExpression parameter must be"
                                + " specified in the request."),
                bad(
                        "no partition key",
                        r -> r.keyConditionExpression("s = :p"),
                        "Query condition missed key schema element: p"),
                bad(
                        "a range of partition keys",
                        r -> r.keyConditionExpression("p > :p"),
                        "Query key condition not supported"),
                bad(
                        "an OR",
                        r -> r.keyConditionExpression("p = :p OR p = :p"),
                        "Invalid operator used in KeyConditionExpression: OR"),
                bad(
                        "another type",
                        r -> r.expressionAttributeValues(item(":p", n(1))),
                        "One or more parameter values were invalid: Condition parameter type does"
                                + " not match schema type"),
                bad(
                        "another attribute",
                        r -> r.keyConditionExpression("p = :p AND a = :p"),
                        "Query condition missed key schema element: s"),
                bad(
                        "a limit of 0",
                        r -> r.limit(0),
                        "1 validation error detected: Value at 'Limit' failed to satisfy"
                                + " constraint: Member must have value greater than or equal to 1"),
                bad(
                        "a filter on a key",
                        r -> r.filterExpression("s <> :p"),
                        "Filter Expression can only contain non-primary key attributes: Primary key"
                                + " attribute: s"),
                bad(
                        "a start key of another shape",
                        r -> r.exclusiveStartKey(item("p", s("x"))),
                        "The provided starting key is invalid"),
                bad(
                        "a start key of another partition",
                        r -> r.exclusiveStartKey(item("p", s("y"), "s", n(1))),
                        "The provided starting key is outside query boundaries based on provided"
                                + " conditions"),
                bad(
                        "a projection of everything",
                        r -> r.projectionExpression("a").select(Select.ALL_ATTRIBUTES),
                        "Cannot specify the ProjectionExpression when choosing to get"
                                + " ALL_ATTRIBUTES"));
    }

    private static Arguments bad(
            String what, Consumer<QueryRequest.Builder> change, String message) {
        return arguments(what, change, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badQueries")
    void aQueryThatCannotBeIsRefused(
            String what, Consumer<QueryRequest.Builder> change, String message) {
        QueryRequest.Builder request = of(numbers, "p = :p", ":p", s("x"));
        change.accept(request);

        assertInvalid(() -> query(request), message);
    }
}
