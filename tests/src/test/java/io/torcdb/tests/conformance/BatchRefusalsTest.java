package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.BatchParts.delete;
import static io.torcdb.tests.conformance.BatchParts.itemsOf;
import static io.torcdb.tests.conformance.BatchParts.keys;
import static io.torcdb.tests.conformance.BatchParts.put;
import static io.torcdb.tests.conformance.BatchParts.puts;
import static io.torcdb.tests.conformance.Database.assertInvalid;
import static io.torcdb.tests.conformance.Database.assertRefused;
import static io.torcdb.tests.conformance.Values.item;
import static io.torcdb.tests.conformance.Values.n;
import static io.torcdb.tests.conformance.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

@ExtendWith(OnLocalCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchRefusalsTest {
    private static final String MISMATCH = "The provided key element does not match the schema";

    private final DynamoDbClient client;
    private final String texts;
    private final String numbers;

    BatchRefusalsTest(Database database) {
        client = database.client();
        texts = database.table("p:S");
        numbers = database.table("p:N", "q:S");
    }

    private BatchWriteItemResponse write(Map<String, List<WriteRequest>> tables) {
        return client.batchWriteItem(r -> r.requestItems(tables));
    }

    private BatchGetItemResponse get(Map<String, KeysAndAttributes> tables) {
        return client.batchGetItem(r -> r.requestItems(tables));
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
}
