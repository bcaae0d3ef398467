package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.BatchParts.delete;
import static io.torcdb.tests.conformance.BatchParts.itemsOf;
import static io.torcdb.tests.conformance.BatchParts.keys;
import static io.torcdb.tests.conformance.BatchParts.put;
import static io.torcdb.tests.conformance.Values.attribute;
import static io.torcdb.tests.conformance.Values.item;
import static io.torcdb.tests.conformance.Values.l;
import static io.torcdb.tests.conformance.Values.m;
import static io.torcdb.tests.conformance.Values.n;
import static io.torcdb.tests.conformance.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

@ExtendWith(OnLocalCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchTest {
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

    private BatchWriteItemResponse write(Map<String, List<WriteRequest>> tables) {
        return client.batchWriteItem(r -> r.requestItems(tables));
    }

    private BatchGetItemResponse get(Map<String, KeysAndAttributes> tables) {
        return client.batchGetItem(r -> r.requestItems(tables));
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
