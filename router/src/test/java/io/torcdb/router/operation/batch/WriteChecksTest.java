package io.torcdb.router.operation.batch;

import static io.torcdb.router.operation.batch.Batches.ARN;
import static io.torcdb.router.operation.batch.Batches.TEXTS;
import static io.torcdb.router.operation.batch.Batches.attributes;
import static io.torcdb.router.operation.batch.Batches.delete;
import static io.torcdb.router.operation.batch.Batches.invalid;
import static io.torcdb.router.operation.batch.Batches.key;
import static io.torcdb.router.operation.batch.Batches.keys;
import static io.torcdb.router.operation.batch.Batches.n;
import static io.torcdb.router.operation.batch.Batches.put;
import static io.torcdb.router.operation.batch.Batches.refusal;
import static io.torcdb.router.operation.batch.Batches.s;
import static io.torcdb.router.operation.batch.Batches.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.BatchWrite;
import io.torcdb.model.request.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WriteChecksTest {
    private static final String MISMATCH = "The provided key element does not match the schema";
    private static final String DUPLICATES = "Provided list of item keys contains duplicates";

    private final Storage storage = Batches.storage();
    private final List<Outcome<Response>> answers = new ArrayList<>();

    private Outcome<Response> write(SequencedMap<String, List<BatchWrite>> tables) {
        return write(
                new Request.BatchWriteItem(
                        Optional.of(tables), Optional.empty(), Optional.empty()));
    }

    private Outcome<Response> write(Request.BatchWriteItem request) {
        new BatchWrites(storage, storage).write(request, 0, answers::add);
        assertThat(answers).hasSize(1);
        return answers.removeLast();
    }

    private static Response.BatchWritten written(Outcome<Response> answer) {
        assertThat(answer).isInstanceOf(Outcome.Success.class);
        return (Response.BatchWritten) ((Outcome.Success<Response>) answer).value();
    }

    private static List<BatchWrite> puts(int count) {
        return keys(count).stream().map(Batches::put).toList();
    }

    static Stream<Arguments> badRequests() {
        String lists =
                " failed to satisfy constraint: Map value must satisfy constraint: [Member must"
                        + " have length less than or equal to 25, Member must have length greater"
                        + " than or equal to 1]";
        String kinds =
                "Supplied AttributeValue has more than one datatypes set, must contain exactly one"
                        + " of the supported datatypes";
        AttributeValue deep = s("leaf");
        for (int i = 0; i < 32; i++) {
            deep = new AttributeValue.ListValue(List.of(deep));
        }
        return Stream.of(
                arguments(
                        "noTables",
                        tables(),
                        "The requestItems parameter is required for BatchWriteItem"),
                arguments(
                        "noWrites",
                        tables("none", List.of()),
                        "1 validation error detected: Value '{none=[...]}' at 'requestItems'"
                                + lists),
                arguments(
                        "moreThan25WritesOfATable",
                        tables("none", puts(26)),
                        "1 validation error detected: Value '{none=[...]}' at 'requestItems'"
                                + lists),
                arguments(
                        "moreThan25WritesOfAllTables",
                        tables("none", puts(20), "other", puts(6)),
                        "Too many items requested for the BatchWriteItem call"),
                arguments(
                        "putAndDeleteInOne",
                        tables(
                                "none",
                                List.of(
                                        new BatchWrite(
                                                Optional.of(key("a")), Optional.of(key("a"))))),
                        kinds),
                arguments(
                        "neither",
                        tables("none", List.of(new BatchWrite(Optional.empty(), Optional.empty()))),
                        kinds),
                arguments(
                        "tooLarge",
                        tables(
                                "none",
                                List.of(
                                        put(key("a")),
                                        put(attributes("p", s("b"), "x", s("y".repeat(409_600)))))),
                        "Item size has exceeded the maximum allowed size"),
                arguments(
                        "tooDeep",
                        tables("none", List.of(put(attributes("p", s("b"), "x", deep)))),
                        "Nesting Levels have exceeded supported limits: Attributes in the item have"
                                + " nested levels beyond supported limit"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRequests")
    void whatIsWrongWithoutATableIsToldBeforeAnyIsLookedUp(
            String rule, SequencedMap<String, List<BatchWrite>> request, String message) {
        assertThat(invalid(write(request))).as(rule).isEqualTo(message);
        assertThat(storage.lookedUp).isEmpty();
    }

    @Test
    void allConstraintsThatAreBrokenAreTold() {
        var answer =
                write(
                        new Request.BatchWriteItem(
                                Optional.of(tables("none", List.of())),
                                Optional.of("ALL"),
                                Optional.of("ALL")));

        assertThat(invalid(answer))
                .startsWith("3 validation errors detected: Value '{none=[...]}' at 'requestItems'")
                .contains(
                        "Value 'ALL' at 'returnConsumedCapacity' failed to satisfy constraint:"
                                + " Member must satisfy enum value set: [INDEXES, TOTAL, NONE]")
                .endsWith(
                        "Value 'ALL' at 'returnItemCollectionMetrics' failed to satisfy constraint:"
                                + " Member must satisfy enum value set: [SIZE, NONE]");
    }

    static Stream<Arguments> badElements() {
        String empty =
                "One or more parameter values are not valid. The AttributeValue for a key attribute"
                        + " cannot contain an empty string value. Key: p";
        return Stream.of(
                arguments("putWithoutKey", "texts", put(attributes("q", s("x"))), MISMATCH),
                arguments("putOfWrongType", "texts", put(attributes("p", n("1"))), MISMATCH),
                arguments("putWithoutSortKey", "indexed", put(key("a")), MISMATCH),
                arguments("putOfEmptyKey", "texts", put(key("")), empty),
                arguments(
                        "putOfLongKey",
                        "texts",
                        put(key("x".repeat(2049))),
                        "One or more parameter values were invalid: Size of hashkey has exceeded"
                                + " the maximum size limit of2048 bytes"),
                arguments(
                        "putOfWrongIndexKey",
                        "indexed",
                        put(attributes("p", s("a"), "s", s("b"), "i", s("c"))),
                        "One or more parameter values were invalid: Type mismatch for Index Key i"
                                + " Expected: N Actual: S IndexName: by-i"),
                arguments("deleteWithoutKey", "texts", delete(attributes()), MISMATCH),
                arguments(
                        "deleteOfMore",
                        "texts",
                        delete(attributes("p", s("a"), "q", s("b"))),
                        MISMATCH),
                arguments("deleteOfWrongType", "texts", delete(attributes("p", n("1"))), MISMATCH),
                arguments("deleteOfEmptyKey", "texts", delete(key("")), empty));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badElements")
    void oneBadElementRefusesTheBatch(String rule, String table, BatchWrite bad, String message) {
        var answer =
                write(
                        tables(
                                "numbers",
                                List.of(put(attributes("p", n("1")))),
                                table,
                                List.of(bad)));

        assertThat(invalid(answer)).as(rule).isEqualTo(message);
        assertThat(storage.writes).isEmpty();
    }

    static Stream<Arguments> duplicates() {
        return Stream.of(
                arguments("puts", tables("texts", List.of(put(key("a")), put(key("a"))))),
                arguments(
                        "putAndDelete", tables("texts", List.of(put(key("a")), delete(key("a"))))),
                arguments(
                        "differentItems",
                        tables(
                                "texts",
                                List.of(put(key("a")), put(attributes("x", s("y"), "p", s("a")))))),
                arguments(
                        "equalNumbers",
                        tables(
                                "numbers",
                                List.of(
                                        put(attributes("p", n("1"))),
                                        delete(attributes("p", n("1.00")))))),
                arguments(
                        "twoNamesOfATable",
                        tables("texts", List.of(put(key("a"))), ARN, List.of(delete(key("a"))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("duplicates")
    void oneItemIsWrittenOnce(String rule, SequencedMap<String, List<BatchWrite>> request) {
        assertThat(invalid(write(request))).as(rule).isEqualTo(DUPLICATES);
        assertThat(storage.writes).isEmpty();
    }

    @Test
    void oneKeyMayBeWrittenInTwoTables() {
        storage.table(4, TEXTS, "others");

        var answer =
                write(tables("texts", List.of(put(key("a"))), "others", List.of(delete(key("a")))));

        assertThat(written(answer).unprocessedItems()).isEmpty();
        assertThat(storage.writes).hasSize(2);
    }

    @Test
    void anUnknownTableRefusesTheBatch() {
        var answer = write(tables("texts", puts(1), "none", puts(1)));

        assertThat(refusal(answer)).isEqualTo(new Failure.NotFound("Requested resource not found"));
        assertThat(storage.writes).isEmpty();
    }
}
