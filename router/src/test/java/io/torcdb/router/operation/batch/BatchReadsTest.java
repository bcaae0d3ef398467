package io.torcdb.router.operation.batch;

import static io.torcdb.router.operation.batch.Batches.ARN;
import static io.torcdb.router.operation.batch.Batches.TEXTS;
import static io.torcdb.router.operation.batch.Batches.attributes;
import static io.torcdb.router.operation.batch.Batches.getting;
import static io.torcdb.router.operation.batch.Batches.item;
import static io.torcdb.router.operation.batch.Batches.itemOf;
import static io.torcdb.router.operation.batch.Batches.key;
import static io.torcdb.router.operation.batch.Batches.keys;
import static io.torcdb.router.operation.batch.Batches.n;
import static io.torcdb.router.operation.batch.Batches.projected;
import static io.torcdb.router.operation.batch.Batches.read;
import static io.torcdb.router.operation.batch.Batches.refusal;
import static io.torcdb.router.operation.batch.Batches.s;
import static io.torcdb.router.operation.batch.Batches.strong;
import static io.torcdb.router.operation.batch.Batches.tables;
import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.KeysAndAttributes;
import io.torcdb.model.request.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class BatchReadsTest {
    private static final Failure THROTTLED = new Failure.Throttled("busy");
    private static final Failure LEADERLESS = new Failure.Unavailable("no leader", false);

    private final Storage storage = Batches.storage();
    private final List<Outcome<Response>> answers = new ArrayList<>();

    private void send(Request.BatchGetItem request) {
        new BatchReads(storage, storage).get(request, 0, answers::add);
    }

    private Outcome<Response> get(SequencedMap<String, KeysAndAttributes> tables) {
        return get(tables, Optional.empty());
    }

    private Outcome<Response> get(
            SequencedMap<String, KeysAndAttributes> tables, Optional<String> capacity) {
        send(new Request.BatchGetItem(Optional.of(tables), capacity));
        assertThat(answers).hasSize(1);
        return answers.removeLast();
    }

    private Response.BatchGot got(SequencedMap<String, KeysAndAttributes> tables) {
        return got(get(tables));
    }

    private static Response.BatchGot got(Outcome<Response> answer) {
        assertThat(answer).isInstanceOf(Outcome.Success.class);
        return (Response.BatchGot) ((Outcome.Success<Response>) answer).value();
    }

    @Test
    void itemsComeByTheNamesOfTheRequestAndMissingOnesAreAbsent() {
        storage.holds(TEXTS, item("p", s("a"), "x", s("1")));
        storage.holds(TEXTS, item("p", s("c"), "x", s("3")));

        var got =
                got(
                        tables(
                                "numbers",
                                read(attributes("p", n("1"))),
                                ARN,
                                read(key("c"), key("b"), key("a"))));

        assertThat(got.responses())
                .isEqualTo(
                        tables(
                                "numbers",
                                List.of(),
                                ARN,
                                List.of(
                                        item("p", s("c"), "x", s("3")),
                                        item("p", s("a"), "x", s("1")))));
        assertThat(got.unprocessedKeys()).isEmpty();
        assertThat(got.consumedCapacity()).isEmpty();
    }

    @Test
    void eachTableHasItsOwnConsistencyAndProjection() {
        var _ =
                got(
                        tables(
                                "texts",
                                strong(read(key("a"))),
                                "numbers",
                                projected(read(attributes("p", n("1"))), "#x", tables("#x", "x"))));
        var legacy = got(tables("numbers", getting(read(attributes("p", n("1"))), "x")));

        assertThat(legacy.unprocessedKeys()).isEmpty();
        assertThat(storage.reads).hasSize(3);
        assertThat(storage.reads.get(0).getStrong()).isTrue();
        assertThat(storage.reads.get(0).hasProjection()).isFalse();
        assertThat(storage.reads.get(1).getStrong()).isFalse();
        assertThat(storage.reads.get(1).hasProjection()).isTrue();
        assertThat(storage.reads.get(2).getProjection())
                .as("AttributesToGet is the same projection")
                .isEqualTo(storage.reads.get(1).getProjection());
    }

    @Test
    void capacityIsSummedByTableAndMissingItemsCostToo() {
        storage.holds(TEXTS, item("p", s("a"), "x", s("y".repeat(4096))));

        var answer =
                get(
                        tables(
                                "texts",
                                read(key("a"), key("b"), key("c")),
                                "numbers",
                                strong(read(attributes("p", n("1")), attributes("p", n("2"))))),
                        Optional.of("TOTAL"));

        assertThat(got(answer).consumedCapacity())
                .contains(
                        List.of(
                                new Response.ConsumedCapacity("texts", 2, Optional.empty()),
                                new Response.ConsumedCapacity("numbers", 2, Optional.empty())));
    }

    @Test
    void whatCannotBeReadNowIsUnprocessedWithAllThatBelongsToIt() {
        storage.holds(TEXTS, item("p", s("a")));
        storage.fails(TEXTS, item("p", s("b")), THROTTLED);
        storage.fails(TEXTS, item("p", s("c")), LEADERLESS);
        var asked = strong(projected(read(key("c"), key("a"), key("b")), "#x", tables("#x", "x")));

        var answer =
                get(
                        tables("numbers", read(attributes("p", n("1"))), "texts", asked),
                        Optional.of("TOTAL"));

        assertThat(got(answer).responses())
                .isEqualTo(tables("numbers", List.of(), "texts", List.of(item("p", s("a")))));
        assertThat(got(answer).unprocessedKeys())
                .isEqualTo(
                        tables(
                                "texts",
                                strong(
                                        projected(
                                                read(key("c"), key("b")),
                                                "#x",
                                                tables("#x", "x")))));
        assertThat(got(answer).consumedCapacity().orElseThrow())
                .as("what was not read costs nothing")
                .contains(new Response.ConsumedCapacity("texts", 1, Optional.empty()));
    }

    @Test
    void aBatchOfWhichNothingCanBeReadIsRefusedAsItsFirstKey() {
        storage.fails(TEXTS, item("p", s("a")), LEADERLESS);
        storage.fails(TEXTS, item("p", s("b")), THROTTLED);

        assertThat(refusal(get(tables("texts", read(key("a"), key("b")))))).isEqualTo(LEADERLESS);
        assertThat(refusal(get(tables("texts", read(key("b"), key("a")))))).isEqualTo(THROTTLED);
    }

    @Test
    void aTableThatVanishesRefusesTheBatch() {
        var gone = new Failure.NotFound("Requested resource not found");
        storage.fails(TEXTS, item("p", s("b")), gone);
        storage.fails(TEXTS, item("p", s("a")), THROTTLED);

        assertThat(refusal(get(tables("texts", read(key("a"), key("b"), key("c"))))))
                .isEqualTo(gone);
    }

    @Test
    void aReplyEndsBeforeItCouldBecomeTooLarge() {
        int large = 400 * 1024 - 100;
        for (int i = 0; i < 60; i++) {
            storage.holds(TEXTS, item("p", s("k" + i), "x", s("y".repeat(large))));
        }
        storage.hold();
        send(
                new Request.BatchGetItem(
                        Optional.of(tables("texts", read(keys(60)))), Optional.empty()));
        int most = storage.waiting();
        while (storage.answerOne()) {
            most = Math.max(most, storage.waiting());
        }

        var got = got(answers.getFirst());
        List<?> items = got.responses().firstEntry().getValue();
        assertThat(most).as("keys asked for at once").isEqualTo(40);
        assertThat(items).hasSize(40);
        assertThat(got.unprocessedKeys().firstEntry().getValue().keys().orElseThrow())
                .isEqualTo(keys(60).subList(40, 60));
    }

    @Test
    void itemsComeInTheOrderOfTheirKeysWhateverTheOrderOfAnswers() {
        for (var key : keys(100)) {
            storage.holds(TEXTS, itemOf(key));
        }
        storage.hold();
        send(
                new Request.BatchGetItem(
                        Optional.of(tables("texts", read(keys(100)))), Optional.empty()));
        while (storage.answerNewest()) {
            assertThat(storage.waiting()).isLessThanOrEqualTo(41);
        }

        assertThat(answers).hasSize(1);
        assertThat(got(answers.getFirst()).responses().firstEntry().getValue())
                .isEqualTo(keys(100).stream().map(Batches::itemOf).toList());
    }
}
