package io.torcdb.router.operation.batch;

import static io.torcdb.router.operation.batch.Batches.ARN;
import static io.torcdb.router.operation.batch.Batches.attributes;
import static io.torcdb.router.operation.batch.Batches.getting;
import static io.torcdb.router.operation.batch.Batches.invalid;
import static io.torcdb.router.operation.batch.Batches.key;
import static io.torcdb.router.operation.batch.Batches.keys;
import static io.torcdb.router.operation.batch.Batches.n;
import static io.torcdb.router.operation.batch.Batches.projected;
import static io.torcdb.router.operation.batch.Batches.read;
import static io.torcdb.router.operation.batch.Batches.refusal;
import static io.torcdb.router.operation.batch.Batches.s;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadChecksTest {

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
                        "badArn",
                        tables("arn:aws:dynamodb:r:1:table/t/index/i", read(key("x"))),
                        "Invalid TableArn: Invalid ResourceArn provided as input"
                                + " arn:aws:dynamodb:r:1:table/t/index/i"),
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
        var answer = get(tables("texts", read(key("a")), ARN, read(key("b"), key("a"))));

        assertThat(invalid(answer)).isEqualTo("Provided list of item keys contains duplicates");
        assertThat(storage.reads).isEmpty();
    }
}
