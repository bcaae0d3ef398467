package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.Database.assertInvalid;
import static io.torcdb.tests.conformance.Database.assertRefused;
import static io.torcdb.tests.conformance.Values.attribute;
import static io.torcdb.tests.conformance.Values.item;
import static io.torcdb.tests.conformance.Values.l;
import static io.torcdb.tests.conformance.Values.m;
import static io.torcdb.tests.conformance.Values.n;
import static io.torcdb.tests.conformance.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

@ExtendWith(OnLocalCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchTest {
    private static final String MISMATCH = "The provided key element does not match the schema";

    private final Database database;
    private final DynamoDbClient client;
    private final String texts;
    private final String numbers;

    BatchTest(Database database) {
        this.database = database;
        client = database.client();
        texts = database.table("p:S");
        numbers = database.table("p:N", "q:S");
    }

    private static WriteRequest put(Object... namesAndValues) {
        return WriteRequest.builder().putRequest(put -> put.item(item(namesAndValues))).build();
    }

    private static WriteRequest delete(Object... namesAndValues) {
        return WriteRequest.builder()
                .deleteRequest(delete -> delete.key(item(namesAndValues)))
                .build();
    }

    private static List<WriteRequest> puts(int count) {
        return IntStream.range(0, count).mapToObj(i -> put("p", s("many-" + i))).toList();
    }

    private static KeysAndAttributes keys(int count) {
        return KeysAndAttributes.builder()
                .keys(
                        IntStream.range(0, count)
                                .mapToObj(i -> (Map<String, AttributeValue>) item("p", s("n" + i)))
                                .toList())
                .build();
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static KeysAndAttributes keys(Map<String, AttributeValue>... keys) {
        return KeysAndAttributes.builder().keys(List.of(keys)).consistentRead(true).build();
    }

    private BatchWriteItemResponse write(Map<String, List<WriteRequest>> tables) {
        return client.batchWriteItem(r -> r.requestItems(tables));
    }

    private BatchGetItemResponse get(Map<String, KeysAndAttributes> tables) {
        return client.batchGetItem(r -> r.requestItems(tables));
    }

    private static List<Map<String, AttributeValue>> itemsOf(
            BatchGetItemResponse response, String table) {
        var items = response.responses().get(table);
        assertThat(items).as(table).isNotNull();
        return items == null ? List.of() : items;
    }

    @Test
    void itemsOfManyTablesAreWrittenReadAndDeleted() {
        var written =
                write(
                        Map.of(
                                texts,
                                List.of(put("p", s("a"), "x", n(1)), put("p", s("b"))),
                                numbers,
                                List.of(put("p", n("1.0"), "q", s("c"), "x", s("y")))));

        assertThat(written.hasUnprocessedItems()).isTrue();
        assertThat(written.unprocessedItems()).isEmpty();
        var got =
                get(
                        Map.of(
                                texts,
                                keys(item("p", s("a")), item("p", s("b")), item("p", s("no"))),
                                numbers,
                                keys(item("p", n("1"), "q", s("c")))));
        assertThat(itemsOf(got, texts))
                .containsExactlyInAnyOrder(item("p", s("a"), "x", n(1)), item("p", s("b")));
        assertThat(itemsOf(got, numbers))
                .containsExactly(item("p", n("1"), "q", s("c"), "x", s("y")));
        assertThat(got.hasUnprocessedKeys()).isTrue();
        assertThat(got.unprocessedKeys()).isEmpty();
        assertThat(got.hasConsumedCapacity()).isFalse();

        var _ =
                write(
                        Map.of(
                                texts,
                                List.of(delete("p", s("a")), delete("p", s("no"))),
                                numbers,
                                List.of(put("p", n("1"), "q", s("c")))));
        var after =
                get(
                        Map.of(
                                texts,
                                keys(item("p", s("a"))),
                                numbers,
                                keys(item("p", n("1"), "q", s("c")))));
        assertThat(itemsOf(after, texts)).as("each table has a list").isEmpty();
        assertThat(itemsOf(after, numbers))
                .as("a put replaces the whole item")
                .containsExactly(item("p", n("1"), "q", s("c")));
    }

    @Test
    void aTableMayBeNamedByItsArn() {
        String arn = client.describeTable(r -> r.tableName(texts)).table().tableArn();

        var _ = write(Map.of(arn, List.of(put("p", s("by-arn")))));
        var got = get(Map.of(arn, keys(item("p", s("by-arn")))));

        assertThat(itemsOf(got, arn)).containsExactly(item("p", s("by-arn")));
    }

    @Test
    void oneItemByTwoNamesOfItsTableIsADuplicate() {
        String arn = client.describeTable(r -> r.tableName(texts)).table().tableArn();

        assertInvalid(
                () ->
                        write(
                                Map.of(
                                        arn,
                                        List.of(put("p", s("twice"))),
                                        texts,
                                        List.of(delete("p", s("twice"))))),
                "Provided list of item keys contains duplicates");
    }

    @Test
    void eachTableHasItsOwnProjection() {
        var _ =
                write(
                        Map.of(
                                texts,
                                List.of(
                                        put(
                                                "p",
                                                s("projected"),
                                                "x",
                                                m(Map.of("y", l(s("0"), s("1")), "z", n(2))),
                                                "w",
                                                n(3))),
                                numbers,
                                List.of(put("p", n(77), "q", s("r"), "x", n(1), "w", n(2)))));

        var got =
                get(
                        Map.of(
                                texts,
                                keys(item("p", s("projected"))).toBuilder()
                                        .projectionExpression("#x.y[1], w")
                                        .expressionAttributeNames(Map.of("#x", "x"))
                                        .build(),
                                numbers,
                                keys(item("p", n(77), "q", s("r"))).toBuilder()
                                        .attributesToGet("w", "q", "absent")
                                        .build()));

        assertThat(itemsOf(got, texts))
                .containsExactly(item("x", m(Map.of("y", l(s("1")))), "w", n(3)));
        assertThat(itemsOf(got, numbers)).containsExactly(item("q", s("r"), "w", n(2)));
    }

    @Test
    void aReplyThatWouldBeTooLargeLeavesKeysUnprocessed() {
        String table = database.table("p:S");
        var names = new TreeSet<String>();
        for (int batch = 0; batch < 3; batch++) {
            var writes = new ArrayList<WriteRequest>();
            for (int i = 0; i < 15; i++) {
                String name = "large-" + batch + "-" + i;
                names.add(name);
                writes.add(put("p", s(name), "x", s("y".repeat(400_000))));
            }
            assertThat(write(Map.of(table, writes)).unprocessedItems()).isEmpty();
        }
        var asked =
                KeysAndAttributes.builder()
                        .keys(
                                names.stream()
                                        .map(name ->
                                                (Map<String, AttributeValue>) item("p", s(name)))
                                        .toList())
                        .consistentRead(true)
                        .build();

        var first = get(Map.of(table, asked));
        assertThat(itemsOf(first, table)).hasSizeBetween(38, 42);
        var left = first.unprocessedKeys().get(table);
        assertThat(left).isNotNull();
        assertThat(left == null ? false : left.consistentRead()).isTrue();
        var second = get(first.unprocessedKeys());

        var read = new TreeSet<String>();
        for (var response : List.of(first, second)) {
            for (var found : itemsOf(response, table)) {
                assertThat(read.add(attribute(found, "p").s())).isTrue();
            }
        }
        assertThat(read).isEqualTo(names);
        assertThat(second.unprocessedKeys()).isEmpty();
    }

    static Stream<Arguments> badReads() {
        var none = KeysAndAttributes.builder().build();
        return Stream.of(
                arguments("empty", "", none, "requestItems"),
                arguments("no keys", "texts", none, "keys' failed to satisfy constraint"),
                arguments(
                        "101 keys",
                        "texts",
                        keys(101),
                        "member.Keys' failed to satisfy constraint: Member must have length less"
                                + " than or equal to 100"),
                arguments(
                        "duplicates",
                        "texts",
                        keys(item("p", s("a")), item("p", s("a"))),
                        "Provided list of item keys contains duplicates"),
                arguments(
                        "duplicates of numbers",
                        "numbers",
                        keys(item("p", n("1"), "q", s("a")), item("p", n("1.0"), "q", s("a"))),
                        "Provided list of item keys contains duplicates"),
                arguments("wrong key", "texts", keys(item("q", s("a"))), MISMATCH),
                arguments("wrong type", "texts", keys(item("p", n(1))), MISMATCH),
                arguments("key with more", "texts", keys(item("p", s("a"), "q", n(1))), MISMATCH),
                arguments(
                        "empty key",
                        "texts",
                        keys(item("p", s(""))),
                        "cannot contain an empty string value. Key: p"),
                arguments(
                        "projection",
                        "texts",
                        keys(item("p", s("a"))).toBuilder().projectionExpression("a,,b").build(),
                        "Invalid ProjectionExpression: Syntax error; token: \",\""),
                arguments(
                        "both projections",
                        "texts",
                        keys(item("p", s("a"))).toBuilder()
                                .projectionExpression("a")
                                .attributesToGet("b")
                                .build(),
                        "Can not use both expression and non-expression parameters"),
                arguments(
                        "duplicate attribute",
                        "texts",
                        keys(item("p", s("a"))).toBuilder().attributesToGet("b", "b").build(),
                        "Duplicate value in attribute name: b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badReads")
    void aBadReadRefusesTheWholeBatch(
            String rule, String table, KeysAndAttributes bad, String message) {
        var request = new LinkedHashMap<String, KeysAndAttributes>();
        if (!table.isEmpty()) {
            request.put(table.equals("texts") ? texts : numbers, bad);
        }

        assertThat(rule).isNotEmpty();
        assertInvalid(() -> get(request), message);
    }

    static Stream<Arguments> badWrites() {
        String duplicates = "Provided list of item keys contains duplicates";
        return Stream.of(
                arguments("empty", "", List.of(), "requestItems"),
                arguments("no writes", "texts", List.of(), "Map value must satisfy constraint"),
                arguments(
                        "26 writes",
                        "texts",
                        puts(26),
                        "Member must have length less than or equal to 25"),
                arguments(
                        "put and delete in one",
                        "texts",
                        List.of(
                                put("p", s("a")).toBuilder()
                                        .deleteRequest(delete -> delete.key(item("p", s("a"))))
                                        .build()),
                        "has more than one datatypes set"),
                arguments(
                        "neither",
                        "texts",
                        List.of(WriteRequest.builder().build()),
                        "has more than one datatypes set"),
                arguments(
                        "put twice",
                        "texts",
                        List.of(put("p", s("a")), put("p", s("a"), "x", n(1))),
                        duplicates),
                arguments(
                        "put and delete",
                        "texts",
                        List.of(put("p", s("a")), delete("p", s("a"))),
                        duplicates),
                arguments(
                        "equal numbers",
                        "numbers",
                        List.of(
                                put("p", n("1e2"), "q", s("a")),
                                delete("p", n("100.0"), "q", s("a"))),
                        duplicates),
                arguments("put without key", "texts", List.of(put("x", s("a"))), MISMATCH),
                arguments("put of wrong type", "texts", List.of(put("p", n(1))), MISMATCH),
                arguments(
                        "delete of more",
                        "texts",
                        List.of(delete("p", s("a"), "q", n(1))),
                        MISMATCH),
                arguments(
                        "empty key",
                        "texts",
                        List.of(put("p", s(""))),
                        "cannot contain an empty string value. Key: p"),
                arguments(
                        "large item",
                        "texts",
                        List.of(put("p", s("a"), "x", s("y".repeat(409_600)))),
                        "Item size has exceeded the maximum allowed size"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badWrites")
    void aBadWriteRefusesTheWholeBatch(
            String rule, String table, List<WriteRequest> bad, String message) {
        String witness = "witness of " + rule;
        var request = new LinkedHashMap<String, List<WriteRequest>>();
        if (!table.isEmpty()) {
            request.put(table.equals("texts") ? texts : numbers, bad);
            request.put(
                    table.equals("texts") ? numbers : texts,
                    List.of(
                            table.equals("texts")
                                    ? put("p", n(5), "q", s(witness))
                                    : put("p", s(witness))));
        }

        assertInvalid(() -> write(request), message);
        assertThat(itemsOf(get(Map.of(texts, keys(item("p", s(witness))))), texts)).isEmpty();
        assertThat(itemsOf(get(Map.of(numbers, keys(item("p", n(5), "q", s(witness))))), numbers))
                .as("nothing was written")
                .isEmpty();
    }

    @Test
    void batchesAreLimitedOverAllTables() {
        assertInvalid(
                () -> get(Map.of(texts, keys(60), numbers, keys(41))),
                "Too many items requested for the BatchGetItem call");
        assertInvalid(
                () -> write(Map.of(texts, puts(20), numbers, puts(6))),
                "Too many items requested for the BatchWriteItem call");
    }

    @Test
    void oneUnknownTableRefusesTheWholeBatch() {
        assertRefused(
                () ->
                        write(
                                Map.of(
                                        texts,
                                        List.of(put("p", s("beside-unknown"))),
                                        "no-such-table",
                                        List.of(put("p", s("a"))))),
                "ResourceNotFoundException",
                "Requested resource not found");
        assertRefused(
                () -> get(Map.of(texts, keys(1), "no-such-table", keys(1))),
                "ResourceNotFoundException",
                "Requested resource not found");
        var got = get(Map.of(texts, keys(item("p", s("beside-unknown")))));
        assertThat(itemsOf(got, texts)).isEmpty();
    }

    @Test
    void twentyFiveWritesAndAHundredKeysAreTaken() {
        for (int batch = 0; batch < 4; batch++) {
            int first = batch * 25;
            var _ =
                    write(
                            Map.of(
                                    texts,
                                    IntStream.range(first, first + 25)
                                            .mapToObj(i -> put("p", s("n" + i)))
                                            .toList()));
        }

        var got = get(Map.of(texts, keys(100).toBuilder().consistentRead(true).build()));

        assertThat(itemsOf(got, texts)).hasSize(100);
    }
}
