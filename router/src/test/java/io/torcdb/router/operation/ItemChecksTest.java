package io.torcdb.router.operation;

import static io.torcdb.router.operation.Draft.action;
import static io.torcdb.router.operation.Draft.comparison;
import static io.torcdb.router.operation.Draft.map;
import static io.torcdb.router.operation.Draft.n;
import static io.torcdb.router.operation.Draft.s;
import static io.torcdb.router.operation.Draft.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What single-item requests are refused for before their table is looked up, and in what order. */
class ItemChecksTest {
    private static final String PREFIX = "One or more parameter values were invalid: ";
    private static final String MIXED =
            "Can not use both expression and non-expression parameters in the same request:"
                    + " Non-expression parameters: ";

    /** A request that breaks two rules is refused for the first. */
    private static Arguments before(
            String rule, Consumer<Draft> first, Consumer<Draft> second, String message) {
        return argumentSet(rule, first.andThen(second), message);
    }

    @ParameterizedTest
    @MethodSource("putOrder")
    void aPutIsRefusedForTheFirstRuleThatItBreaks(Consumer<Draft> faults, String message) {
        assertThat(message(ItemWrites.put(with(faults).put(), Request.Flaws.NONE)))
                .isEqualTo(message);
    }

    static Stream<Arguments> putOrder() {
        return Stream.of(
                before(
                        "the table's name is told alone",
                        d -> d.tableName = Optional.of("a b"),
                        d -> d.attributes = Optional.empty(),
                        "1 validation error detected: Value 'a b' at 'tableName' failed to satisfy"
                                + " constraint: Member must satisfy regular expression pattern:"
                                + " [a-zA-Z0-9_.-]+"),
                before(
                        "constraints before mixing",
                        d -> d.attributes = Optional.empty(),
                        ItemChecksTest::mixed,
                        "1 validation error detected: Value null at 'item' failed to satisfy"
                                + " constraint: Member must not be null"),
                before(
                        "mixing before ReturnValues",
                        ItemChecksTest::mixed,
                        d -> d.returnValues = Optional.of("ALL_NEW"),
                        MIXED + "{Expected} Expression parameters: {ConditionExpression}"),
                before(
                        "names without expressions before ReturnValues",
                        d -> d.names = map("#a", "a"),
                        d -> d.returnValues = Optional.of("ALL_NEW"),
                        "ExpressionAttributeNames can only be specified when using expressions"),
                before(
                        "ReturnValues before the item's size",
                        d -> d.returnValues = Optional.of("UPDATED_NEW"),
                        ItemChecksTest::tooLarge,
                        "ReturnValues can only be ALL_OLD or NONE"),
                before(
                        "the item's size before the names map",
                        ItemChecksTest::tooLarge,
                        d -> {
                            d.condition = Optional.of("a = b");
                            d.names = map("a", "a");
                        },
                        "Item size has exceeded the maximum allowed size"),
                before(
                        "the item's size before Expected",
                        ItemChecksTest::tooLarge,
                        d -> d.conditionalOperator = Optional.of("AND"),
                        "Item size has exceeded the maximum allowed size"),
                before(
                        "the item's depth",
                        d -> d.attributes = Optional.of(Map.of("p", s("x"), "a", nested(32))),
                        d -> d.condition = Optional.of(""),
                        "Nesting Levels have exceeded supported limits: Attributes in the item have"
                                + " nested levels beyond supported limit"),
                before(
                        "the names map before the values map",
                        d -> {
                            d.condition = Optional.of("a =");
                            d.names = map("a", "a");
                        },
                        d -> d.values = map("b", n(1)),
                        "ExpressionAttributeNames contains invalid key: Syntax error; key: \"a\""),
                before(
                        "the values map before the expression",
                        d -> d.values = map("b", n(1)),
                        d -> d.condition = Optional.of("a ="),
                        "ExpressionAttributeValues contains invalid key: Syntax error; key: \"b\""),
                before(
                        "the expression before unused names",
                        d -> d.condition = Optional.of("a ="),
                        d -> d.names = map("#a", "a"),
                        "Invalid ConditionExpression: Syntax error; token: \"<EOF>\", near: \"=\""),
                before(
                        "unused names before unused values",
                        d -> {
                            d.condition = Optional.of("attribute_exists(b)");
                            d.names = map("#a", "a");
                        },
                        d -> d.values = map(":b", n(1)),
                        "Value provided in ExpressionAttributeNames unused in expressions: keys:"
                                + " {#a}"));
    }

    @ParameterizedTest
    @MethodSource("updateOrder")
    void anUpdateIsRefusedForTheFirstRuleThatItBreaks(Consumer<Draft> faults, String message) {
        assertThat(message(ItemWrites.update(with(faults).update(), Request.Flaws.NONE)))
                .isEqualTo(message);
    }

    static Stream<Arguments> updateOrder() {
        return Stream.of(
                before(
                        "of the constraints only the first",
                        d -> d.returnValues = Optional.of("SOME"),
                        d -> d.attributes = Optional.empty(),
                        "1 validation error detected: Value 'SOME' at 'returnValues' failed to"
                                + " satisfy constraint: Member must satisfy enum value set:"
                                + " [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]"),
                before(
                        "mixing before values without expressions",
                        d -> {
                            d.update = Optional.of("SET a = :a");
                            d.condition = Optional.of("a = :a");
                            d.updates = map("a", action("PUT"));
                            d.expected = map("a", value(n(1)));
                            d.conditionalOperator = Optional.of("AND");
                        },
                        d -> d.values = map("a", n(1)),
                        MIXED
                                + "{AttributeUpdates, Expected, ConditionalOperator} Expression"
                                + " parameters: {UpdateExpression, ConditionExpression}"),
                before(
                        "values without expressions before AttributeUpdates",
                        d -> d.values = map(":a", n(1)),
                        d -> d.updates = map("a", action("DELETE")),
                        "ExpressionAttributeValues can only be specified when using expressions:"
                                + " UpdateExpression and ConditionExpression are null"),
                before(
                        "AttributeUpdates before Expected",
                        d -> d.updates = map("a", action("DELETE")),
                        d -> d.expected = map("a", comparison("EQ")),
                        PREFIX + "DELETE action with value is not supported for the type N"),
                before(
                        "UpdateExpression before ConditionExpression",
                        d -> d.update = Optional.of("SET a"),
                        d -> d.condition = Optional.of("a ="),
                        "Invalid UpdateExpression: Syntax error; token: \"<EOF>\", near: \"a\""),
                before(
                        "ConditionExpression before unused values",
                        d -> {
                            d.update = Optional.of("REMOVE a");
                            d.condition = Optional.of("a =");
                        },
                        d -> d.values = map(":a", n(1)),
                        "Invalid ConditionExpression: Syntax error; token: \"<EOF>\", near:"
                                + " \"=\""));
    }

    @Test
    void aDeleteIsRefusedInTheOrderOfAPut() {
        Draft draft =
                with(d -> {
                    mixed(d);
                    d.returnValues = Optional.of("ALL_NEW");
                });
        assertThat(message(ItemWrites.delete(draft.delete(), Request.Flaws.NONE)))
                .startsWith(MIXED);

        draft.condition = Optional.empty();
        assertThat(message(ItemWrites.delete(draft.delete(), Request.Flaws.NONE)))
                .isEqualTo("ReturnValues can only be ALL_OLD or NONE");

        draft.returnValues = Optional.of("ALL_OLD");
        draft.expected = map("a", comparison("EQ"));
        assertThat(message(ItemWrites.delete(draft.delete(), Request.Flaws.NONE)))
                .isEqualTo(
                        PREFIX
                                + "Value or AttributeValueList must be used with"
                                + " ComparisonOperator: EQ for Attribute: a");
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aReadIsRefusedForTheFirstRuleThatItBreaks(Consumer<Draft> faults, String message) {
        assertThat(message(ItemOperations.projection(with(faults).get(), Request.Flaws.NONE)))
                .isEqualTo(message);
    }

    static Stream<Arguments> reads() {
        return Stream.of(
                argumentSet(
                        "all constraints are told",
                        (Consumer<Draft>)
                                d -> {
                                    d.attributes = Optional.empty();
                                    d.returnCapacity = Optional.of("ALL");
                                    d.attributesToGet = Optional.of(List.of());
                                },
                        "3 validation errors detected: Value 'ALL' at 'returnConsumedCapacity'"
                                + " failed to satisfy constraint: Member must satisfy enum value"
                                + " set: [INDEXES, TOTAL, NONE]; Value null at 'key' failed to"
                                + " satisfy constraint: Member must not be null; Value '[]' at"
                                + " 'attributesToGet' failed to satisfy constraint: Member must"
                                + " have length greater than or equal to 1"),
                before(
                        "mixing before the names map",
                        d -> {
                            d.attributesToGet = Optional.of(List.of("a", "a"));
                            d.projection = Optional.of("#a");
                        },
                        d -> d.names = map("a", "a"),
                        MIXED + "{AttributesToGet} Expression parameters: {ProjectionExpression}"),
                before(
                        "names without expressions before AttributesToGet",
                        d -> d.names = map("#a", "a"),
                        d -> d.attributesToGet = Optional.of(List.of("a", "a")),
                        "ExpressionAttributeNames can only be specified when using expressions"),
                argumentSet(
                        "AttributesToGet names nothing twice",
                        (Consumer<Draft>) d -> d.attributesToGet = Optional.of(List.of("a", "a")),
                        PREFIX + "Duplicate value in attribute name: a"));
    }

    @Test
    void aPutTellsEveryValueThatIsOutsideItsEnumeration() {
        Draft draft = with(ItemChecksTest::outsideEnumerations);
        draft.attributes = Optional.empty();

        String message = message(ItemWrites.put(draft.put(), Request.Flaws.NONE));

        assertThat(message)
                .startsWith("7 validation errors detected: ")
                .contains("'X' at 'returnConsumedCapacity'", "set: [INDEXES, TOTAL, NONE]")
                .contains("'X' at 'returnItemCollectionMetrics'", "set: [SIZE, NONE]")
                .contains("'X' at 'returnValues'", "[ALL_NEW, UPDATED_OLD, ALL_OLD, NONE")
                .contains("'X' at 'returnValuesOnConditionCheckFailure'", "[ALL_OLD, NONE]")
                .contains("Value null at 'item'")
                .contains("'X' at 'conditionalOperator'", "set: [OR, AND]")
                .contains("'X' at 'expected.a.member.comparisonOperator'")
                .contains(
                        "[IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE,"
                                + " BEGINS_WITH, GE, CONTAINS]");
    }

    @Test
    void noMoreThanTenProblemsAreTold() {
        Draft draft = with(ItemChecksTest::outsideEnumerations);
        for (int i = 0; i < 10; i++) {
            draft.expected.orElseThrow().put("a" + i, comparison("X"));
        }

        assertThat(message(ItemWrites.put(draft.put(), Request.Flaws.NONE)))
                .startsWith("10 validation errors detected: ");
    }

    @ParameterizedTest
    @MethodSource("actions")
    void anActionIsOneOfThree(String action, boolean known) {
        Draft draft = with(d -> d.updates = map("a", action(action)));

        String message = message(ItemWrites.update(draft.update(), Request.Flaws.NONE));

        assertThat(message)
                .isEqualTo(
                        known
                                ? "accepted"
                                : "1 validation error detected: Value '"
                                        + action
                                        + "' at 'attributeUpdates.a.member.action' failed to"
                                        + " satisfy constraint: Member must satisfy enum value set:"
                                        + " [ADD, PUT, DELETE]");
    }

    static Stream<Arguments> actions() {
        return Stream.of(
                arguments("ADD", true),
                arguments("PUT", true),
                arguments("put", false),
                arguments("REMOVE", false));
    }

    private static void mixed(Draft draft) {
        draft.condition = Optional.of("attribute_exists(p)");
        draft.expected = map("a", value(n(1)));
    }

    private static void tooLarge(Draft draft) {
        var attributes = new TreeMap<>(draft.attributes.orElseThrow());
        attributes.put("large", s("x".repeat(400 * 1024)));
        draft.attributes = Optional.of(attributes);
    }

    private static void outsideEnumerations(Draft draft) {
        draft.returnValues = Optional.of("X");
        draft.returnValuesOnFailure = Optional.of("X");
        draft.returnCapacity = Optional.of("X");
        draft.returnMetrics = Optional.of("X");
        draft.conditionalOperator = Optional.of("X");
        draft.expected = map("a", comparison("X"));
    }

    private static AttributeValue nested(int levels) {
        AttributeValue value = n(1);
        for (int i = 0; i < levels; i++) {
            value = new AttributeValue.ListValue(List.of(value));
        }
        return value;
    }

    private static Draft with(Consumer<Draft> faults) {
        var draft = new Draft();
        faults.accept(draft);
        return draft;
    }

    private static String message(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Success<?> _ -> "accepted";
            case Outcome.Refused<?>(Failure.Invalid(var message)) -> message;
            case Outcome.Refused<?>(var failure) -> failure.toString();
        };
    }
}
