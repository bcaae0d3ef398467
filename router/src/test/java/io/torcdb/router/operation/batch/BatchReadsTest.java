package io.torcdb.router.operation.batch;

import static io.torcdb.router.operation.batch.Batches.INDEXED;
import static io.torcdb.router.operation.batch.Batches.NUMBERS;
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
import static io.torcdb.router.operation.batch.Batches.s;
import static io.torcdb.router.operation.batch.Batches.strong;
import static io.torcdb.router.operation.batch.Batches.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.KeysAndAttributes;
import io.torcdb.model.request.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BatchReadsTest {
    private static final Failure THROTTLED = new Failure.Throttled("busy");
    private static final Failure LEADERLESS = new Failure.Unavailable("no leader", false);

    private final Storage storage = new Storage();
    private final List<Outcome<Response>> answers = new ArrayList<>();

    @BeforeEach
    void makeTables() {
        storage.table(1, TEXTS, "texts", "arn:texts");
        storage.table(2, NUMBERS, "numbers");
        storage.table(3, INDEXED, "indexed");
    }

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

    private static Failure refusal(Outcome<Response> answer) {
        assertThat(answer).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<Response>) answer).failure();
    }

    private static String invalid(Outcome<Response> answer) {
        assertThat(refusal(answer)).isInstanceOf(Failure.Invalid.class);
        return ((Failure.Invalid) refusal(answer)).message();
    }

    static Stream<Arguments> badRequests() {
        KeysAndAttributes none =
                new KeysAndAttributes(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        return Stream.of(
                arguments(
                        "noTables",
                        tables(),
                        "The requestItems parameter is required for BatchGetItem"),
                arguments(
                        "badTableName",
                        tables("a/b", read(key("x"))),
                        "1 validation error detected: Value '{a/b=...}' at 'requestItems' failed to"
                                + " satisfy constraint: Map keys must satisfy constraint: [Member"
                                + " must have length less than or equal to 1024, Member must have"
                                + " length greater than or equal to 1, Member must satisfy regular"
                                + " expression pattern: [a-zA-Z0-9_.-]+]"),
                arguments(
                        "keysAbsent",
                        tables("none", none),
                        "1 validation error detected: Value null at 'requestItems.none.member.keys'"
                                + " failed to satisfy constraint: Member must not be null"),
                arguments(
                        "keysEmpty",
                        tables("none", read()),
                        "1 validation error detected: Value at 'RequestItems.none.member.Keys'"
                                + " failed to satisfy constraint: Member must have length greater"
                                + " than or equal to 1"),
                arguments(
                        "moreThan100KeysOfATable",
                        tables("none", read(keys(101))),
                        "1 validation error detected: Value at 'RequestItems.none.member.Keys'"
                                + " failed to satisfy constraint: Member must have length less than"
                                + " or equal to 100"),
                arguments(
                        "moreThan100KeysOfAllTables",
                        tables("none", read(keys(60)), "other", read(keys(41))),
                        "Too many items requested for the BatchGetItem call"),
                arguments(
                        "equalKeys",
                        tables("none", read(key("a"), key("b"), key("a"))),
                        "Provided list of item keys contains duplicates"),
                arguments(
                        "numericallyEqualKeys",
                        tables("none", read(attributes("p", n("1")), attributes("p", n("1.0")))),
                        "Provided list of item keys contains duplicates"),
                arguments(
                        "attributesToGetEmpty",
                        tables("none", getting(read(key("a")))),
                        "1 validation error detected: Value '[]' at"
                                + " 'requestItems.none.member.attributesToGet' failed to satisfy"
                                + " constraint: Member must have length greater than or equal to"
                                + " 1"),
                arguments(
                        "attributesToGetTwice",
                        tables("none", getting(read(key("a")), "x", "y", "x")),
                        "One or more parameter values were invalid: Duplicate value in attribute"
                                + " name: x"),
                arguments(
                        "bothProjections",
                        tables(
                                "none",
                                getting(projected(read(key("a")), "y", new TreeMap<>()), "x")),
                        "Can not use both expression and non-expression parameters in the same"
                                + " request: Non-expression parameters: {AttributesToGet}"
                                + " Expression parameters: {ProjectionExpression}"),
                arguments(
                        "projectionSyntax",
                        tables("none", projected(read(key("a")), "a..b", new TreeMap<>())),
                        "Invalid ProjectionExpression: Syntax error; token: \".\", near: \"..b\""),
                arguments(
                        "projectionsOverlap",
                        tables("none", projected(read(key("a")), "a, a.b", new TreeMap<>())),
                        "Invalid ProjectionExpression: Two document paths overlap with each other;"
                                + " must remove or rewrite one of these paths; path one: [a], path"
                                + " two: [a, b]"),
                arguments(
                        "nameUnused",
                        tables("none", projected(read(key("a")), "a", tables("#x", "x"))),
                        "Value provided in ExpressionAttributeNames unused in expressions: keys:"
                                + " {#x}"),
                arguments(
                        "badKeyOfALaterTable",
                        tables("texts", read(key("a")), "none", read(key("a"), key("a"))),
                        "Provided list of item keys contains duplicates"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRequests")
    void whatIsWrongWithoutATableIsToldBeforeAnyIsLookedUp(
            String rule, SequencedMap<String, KeysAndAttributes> request, String message) {
        assertThat(invalid(get(request))).as(rule).isEqualTo(message);
        assertThat(storage.lookedUp).isEmpty();
    }

    @Test
    void namesNeedAnExpression() {
        var named =
                new KeysAndAttributes(
                        Optional.of(keys(1)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(tables("#a", "a")),
                        Optional.empty());

        assertThat(invalid(get(tables("texts", named))))
                .isEqualTo("ExpressionAttributeNames can only be specified when using expressions");
    }

    @Test
    void allConstraintsThatAreBrokenAreTold() {
        var answer = get(tables("a", read(), "b", read(keys(101))), Optional.of("ALL"));

        assertThat(invalid(answer))
                .startsWith("3 validation errors detected: Value at 'RequestItems.a.member.Keys'")
                .contains("; Value at 'RequestItems.b.member.Keys' failed")
                .endsWith(
                        "; Value 'ALL' at 'returnConsumedCapacity' failed to satisfy constraint:"
                                + " Member must satisfy enum value set: [INDEXES, TOTAL, NONE]");
    }

    @Test
    void requestItemsMustBeThere() {
        send(new Request.BatchGetItem(Optional.empty(), Optional.empty()));

        assertThat(invalid(answers.getFirst()))
                .isEqualTo("The requestItems parameter is required for BatchGetItem");
    }

    static Stream<Arguments> badKeys() {
        String mismatch = "The provided key element does not match the schema";
        return Stream.of(
                arguments("missing", "texts", attributes(), mismatch),
                arguments("another", "texts", attributes("q", s("x")), mismatch),
                arguments("extra", "texts", attributes("p", s("x"), "q", s("x")), mismatch),
                arguments("wrongType", "texts", attributes("p", n("1")), mismatch),
                arguments("sortKeyMissing", "indexed", attributes("p", s("x")), mismatch),
                arguments(
                        "empty",
                        "texts",
                        attributes("p", s("")),
                        "One or more parameter values are not valid. The AttributeValue for a key"
                                + " attribute cannot contain an empty string value. Key: p"),
                arguments(
                        "tooLong",
                        "texts",
                        attributes("p", s("x".repeat(2049))),
                        "One or more parameter values were invalid: Size of hashkey has exceeded"
                                + " the maximum size limit of2048 bytes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badKeys")
    void oneBadKeyRefusesTheBatch(
            String rule, String table, SequencedMap<String, AttributeValue> bad, String message) {
        var answer = get(tables("numbers", read(attributes("p", n("1"))), table, read(bad)));

        assertThat(invalid(answer)).as(rule).isEqualTo(message);
        assertThat(storage.reads).isEmpty();
    }

    @Test
    void anUnknownTableRefusesTheBatchBeforeKeysAreLookedAt() {
        var answer = get(tables("texts", read(attributes("q", s("x"))), "none", read(key("a"))));

        assertThat(refusal(answer)).isEqualTo(new Failure.NotFound("Requested resource not found"));
        assertThat(storage.reads).isEmpty();
    }

    @Test
    void aProjectionMayNotLookIntoAKey() {
        var answer = get(tables("texts", projected(read(key("a")), "p.x", new TreeMap<>())));

        assertThat(invalid(answer)).startsWith("Key attributes must be scalars");
    }

    @Test
    void oneItemUnderTwoNamesOfItsTableIsADuplicate() {
        var answer = get(tables("texts", read(key("a")), "arn:texts", read(key("b"), key("a"))));

        assertThat(invalid(answer)).isEqualTo("Provided list of item keys contains duplicates");
        assertThat(storage.reads).isEmpty();
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
                                "arn:texts",
                                read(key("c"), key("b"), key("a"))));

        assertThat(got.responses())
                .isEqualTo(
                        tables(
                                "numbers",
                                List.of(),
                                "arn:texts",
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
