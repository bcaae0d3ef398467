package io.torcdb.router.operation.batch;

import static io.torcdb.router.operation.batch.Batches.TEXTS;
import static io.torcdb.router.operation.batch.Batches.attributes;
import static io.torcdb.router.operation.batch.Batches.delete;
import static io.torcdb.router.operation.batch.Batches.item;
import static io.torcdb.router.operation.batch.Batches.key;
import static io.torcdb.router.operation.batch.Batches.keys;
import static io.torcdb.router.operation.batch.Batches.n;
import static io.torcdb.router.operation.batch.Batches.put;
import static io.torcdb.router.operation.batch.Batches.refusal;
import static io.torcdb.router.operation.batch.Batches.s;
import static io.torcdb.router.operation.batch.Batches.tables;
import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.BatchWrite;
import io.torcdb.model.request.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class BatchWritesTest {
    private static final Failure THROTTLED = new Failure.Throttled("busy");
    private static final Failure LEADERLESS = new Failure.Unavailable("no leader", false);
    private static final Failure UNKNOWN = new Failure.Unavailable("who knows", true);

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

    @Test
    void putsAndDeletionsAreSentAndNothingIsLeft() {
        var answer =
                write(
                        tables(
                                "texts",
                                List.of(
                                        put(attributes("p", s("a"), "x", s("1"))),
                                        delete(key("b"))),
                                "numbers",
                                List.of(put(attributes("p", n("1"))))));

        assertThat(written(answer))
                .isEqualTo(new Response.BatchWritten(tables(), tables(), Optional.empty()));
        assertThat(storage.writes).hasSize(3);
        assertThat(storage.writes.get(0).hasPut()).isTrue();
        assertThat(storage.writes.get(1).getDelete()).isTrue();
        assertThat(storage.writes.get(2).hasPut()).isTrue();
    }

    @Test
    void allWritesAreUnderWayAtOnceAndTheAnswerWaitsForTheLast() {
        storage.hold();
        new BatchWrites(storage, storage)
                .write(
                        new Request.BatchWriteItem(
                                Optional.of(tables("texts", puts(25))),
                                Optional.empty(),
                                Optional.empty()),
                        0,
                        answers::add);
        assertThat(storage.waiting()).isEqualTo(25);

        while (storage.waiting() > 1) {
            assertThat(storage.answerNewest()).isTrue();
        }
        assertThat(answers).isEmpty();
        assertThat(storage.answerOne()).isTrue();
        assertThat(written(answers.getFirst()).unprocessedItems()).isEmpty();
    }

    @Test
    void whatWasSurelyNotWrittenIsUnprocessed() {
        storage.fails(TEXTS, item("p", s("a")), THROTTLED);
        storage.fails(TEXTS, item("p", s("c")), LEADERLESS);
        var a = put(attributes("p", s("a"), "x", s("1")));
        var c = delete(key("c"));

        var answer = write(tables("texts", List.of(a, put(key("b")), c)));

        assertThat(written(answer).unprocessedItems()).isEqualTo(tables("texts", List.of(a, c)));
    }

    @Test
    void aBatchOfWhichNothingCanBeWrittenIsRefusedAsItsFirstElement() {
        storage.fails(TEXTS, item("p", s("a")), THROTTLED);
        storage.fails(TEXTS, item("p", s("b")), LEADERLESS);

        assertThat(refusal(write(tables("texts", List.of(put(key("a")), put(key("b")))))))
                .isEqualTo(THROTTLED);
        assertThat(refusal(write(tables("texts", List.of(put(key("b")), put(key("a")))))))
                .isEqualTo(LEADERLESS);
    }

    @Test
    void anUnknownOutcomeIsNeverHidden() {
        storage.fails(TEXTS, item("p", s("a")), THROTTLED);
        storage.fails(TEXTS, item("p", s("b")), new Failure.Invalid("no"));
        storage.fails(TEXTS, item("p", s("c")), UNKNOWN);

        var answer =
                write(
                        tables(
                                "texts",
                                List.of(
                                        put(key("a")),
                                        put(key("b")),
                                        put(key("c")),
                                        put(key("d")))));

        assertThat(refusal(answer)).isEqualTo(UNKNOWN);
    }

    @Test
    void aTableThatVanishesRefusesTheBatch() {
        var gone = new Failure.NotFound("Requested resource not found");
        storage.fails(TEXTS, item("p", s("b")), gone);

        assertThat(refusal(write(tables("texts", List.of(put(key("a")), put(key("b")))))))
                .isEqualTo(gone);
    }

    @Test
    void capacityIsSummedByTableOverWhatWasWritten() {
        storage.holds(TEXTS, item("p", s("a"), "x", s("y".repeat(3000))));
        storage.fails(TEXTS, item("p", s("c")), THROTTLED);

        var answer =
                write(
                        new Request.BatchWriteItem(
                                Optional.of(
                                        tables(
                                                "texts",
                                                List.of(
                                                        delete(key("a")),
                                                        put(key("b")),
                                                        put(key("c"))),
                                                "numbers",
                                                List.of(delete(attributes("p", n("1")))))),
                                Optional.of("TOTAL"),
                                Optional.empty()));

        assertThat(written(answer).consumedCapacity())
                .contains(
                        List.of(
                                new Response.ConsumedCapacity("texts", 4, Optional.empty()),
                                new Response.ConsumedCapacity("numbers", 1, Optional.empty())));
    }

    @Test
    void eachItemCollectionIsMeasuredOnceOnTablesWithLocalIndexes() {
        storage.collectionsHave(3L << 30);

        var answer =
                write(
                        new Request.BatchWriteItem(
                                Optional.of(
                                        tables(
                                                "texts",
                                                List.of(put(key("a"))),
                                                "indexed",
                                                List.of(
                                                        put(attributes("p", s("a"), "s", s("1"))),
                                                        put(attributes("p", s("b"), "s", s("1"))),
                                                        delete(
                                                                attributes(
                                                                        "p", s("a"), "s",
                                                                        s("2")))))),
                                Optional.empty(),
                                Optional.of("SIZE")));

        assertThat(written(answer).itemCollectionMetrics())
                .isEqualTo(
                        tables(
                                "indexed",
                                List.of(
                                        new Response.ItemCollectionMetrics(item("p", s("a")), 3, 4),
                                        new Response.ItemCollectionMetrics(
                                                item("p", s("b")), 3, 4))));
    }
}
