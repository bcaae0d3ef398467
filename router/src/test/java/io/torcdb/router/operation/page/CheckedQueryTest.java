package io.torcdb.router.operation.page;

import static io.torcdb.router.operation.page.Samples.HASH_ONLY;
import static io.torcdb.router.operation.page.Samples.TABLE;
import static io.torcdb.router.operation.page.Samples.message;
import static io.torcdb.router.operation.page.Samples.n;
import static io.torcdb.router.operation.page.Samples.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.item.Item;
import io.torcdb.model.request.Request;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckedQueryTest {
    private static final String PARAMETERS = "One or more parameter values were invalid: ";

    private static Asked ofPartition() {
        return new Asked().keys("p = :p").values(":p", s("x"));
    }

    private static Asked ofPartitionAnd(String filter) {
        return new Asked().keys("p = :p").filter(filter).values(":p", s("x"), ":v", n(1));
    }

    static Stream<Arguments> staticRules() {
        return Stream.of(
                arguments(
                        "all broken constraints are told",
                        ofPartition()
                                .index("i!")
                                .select("ALL")
                                .capacity("SOME")
                                .limit(0)
                                .conditionalOperator("XOR")
                                .legacyFilter("a", "IS")
                                .legacyKey("p", "LIKE"),
                        "8 validation errors detected: Value 'i!' at 'indexName' failed to satisfy"
                                + " constraint: Member must satisfy regular expression pattern:"
                                + " [a-zA-Z0-9_.-]+; "),
                arguments(
                        "a table name is told alone",
                        ofPartition().table("no table").select("ALL"),
                        "1 validation error detected: Value 'no table' at 'tableName'"),
                arguments(
                        "a limit is told in the newer words",
                        ofPartition().limit(0),
                        "1 validation error detected: Value at 'Limit' failed to satisfy"
                                + " constraint: Member must have value greater than or equal to 1"),
                arguments(
                        "constraints come before mixing",
                        ofPartition().legacyFilter("a", "EQ", n(1)).select("ALL"),
                        "1 validation error detected: Value 'ALL' at 'select' failed to satisfy"
                                + " constraint: Member must satisfy enum value set:"
                                + " [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES,"
                                + " ALL_PROJECTED_ATTRIBUTES]"),
                arguments(
                        "expressions do not go with what they have replaced",
                        ofPartition().legacyFilter("a", "EQ", n(1)).attributesToGet("a"),
                        "Can not use both expression and non-expression parameters in the same"
                                + " request: Non-expression parameters: {AttributesToGet,"
                                + " QueryFilter} Expression parameters: {KeyConditionExpression}"),
                arguments(
                        "values without expressions",
                        new Asked().legacyKey("p", "EQ", s("x")).values(":p", s("x")),
                        "ExpressionAttributeValues can only be specified when using expressions:"
                                + " FilterExpression and KeyConditionExpression are null"),
                arguments(
                        "AttributesToGet names nothing twice",
                        new Asked().legacyKey("p", "EQ", s("x")).attributesToGet("a", "a"),
                        PARAMETERS + "Duplicate value in attribute name: a"),
                arguments(
                        "a ConditionalOperator has something to join",
                        new Asked().legacyKey("p", "EQ", s("x")).conditionalOperator("AND"),
                        "ConditionalOperator cannot be used without Filter or Expected"),
                arguments(
                        "no key condition",
                        new Asked(),
                        "Either the KeyConditions or KeyConditionExpression parameter must be"
                                + " specified in the request."),
                arguments(
                        "the key condition is parsed before the filter",
                        new Asked().keys("p =").filter("a =").values(":p", s("x")),
                        "Invalid KeyConditionExpression: "),
                arguments(
                        "the filter is parsed before the projection",
                        ofPartition().filter("a =").projection("a,"),
                        "Invalid FilterExpression: "),
                arguments(
                        "unused values come before the shape of the key condition",
                        new Asked().keys("NOT p = :p").values(":p", s("x"), ":q", s("x")),
                        "Value provided in ExpressionAttributeValues unused in expressions: keys:"
                                + " {:q}"),
                arguments(
                        "an operator that is no key condition",
                        new Asked().keys("p <> :p").values(":p", s("x")),
                        "Invalid operator used in KeyConditionExpression: <>"),
                arguments(
                        "three conditions",
                        new Asked()
                                .legacyKey("p", "EQ", s("x"))
                                .legacyKey("s", "EQ", n(1))
                                .legacyKey("i", "EQ", n(1)),
                        "Conditions can be of length 1 or 2 only"),
                arguments(
                        "Select without what it needs",
                        ofPartition().select("SPECIFIC_ATTRIBUTES"),
                        "Must specify the AttributesToGet or ProjectionExpression when choosing to"
                                + " get SPECIFIC_ATTRIBUTES"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("staticRules")
    void whatNeedsNoTableIsCheckedFirst(String rule, Asked asked, String expected) {
        assertThat(message(CheckedQuery.of(asked.query(), Request.Flaws.NONE)))
                .startsWith(expected);
    }

    static Stream<Arguments> rulesOfTheTable() {
        return Stream.of(
                arguments(
                        "the index comes first",
                        ofPartition().index("none").after(),
                        "The table does not have the specified index: none"),
                arguments(
                        "then the shape of the start key",
                        new Asked().keys("s = :s").values(":s", n(1)).after("p", s("x")),
                        "The provided starting key is invalid"),
                arguments(
                        "then the key condition: a key that is missing",
                        new Asked().keys("s = :s").values(":s", n(1)),
                        "Query condition missed key schema element: p"),
                arguments(
                        "its operator before its type",
                        new Asked().keys("p > :p").values(":p", n(1)),
                        "Query key condition not supported"),
                arguments(
                        "its type",
                        new Asked().keys("p = :p").values(":p", n(1)),
                        PARAMETERS + "Condition parameter type does not match schema type"),
                arguments(
                        "its value",
                        new Asked().keys("p = :p").values(":p", s("")),
                        "One or more parameter values are not valid. The AttributeValue for a key"
                                + " attribute cannot contain an empty string value. Key: p"),
                arguments(
                        "a legacy operator that keys are not looked up by",
                        new Asked().legacyKey("p", "EQ", s("x")).legacyKey("s", "NE", n(1)),
                        "Attempted conditional constraint is not an indexable operation"),
                arguments(
                        "on an index, its own sort key",
                        new Asked()
                                .index("keys")
                                .keys("p = :p AND s = :s")
                                .values(":p", s("x"), ":s", n(1)),
                        "Query condition missed key schema element: i"),
                arguments(
                        "and its type",
                        new Asked()
                                .index("keys")
                                .keys("p = :p AND i = :i")
                                .values(":p", s("x"), ":i", n(1)),
                        PARAMETERS + "Condition parameter type does not match schema type"),
                arguments(
                        "then the place of the start key",
                        ofPartitionAnd("p = :v").after("p", s("y"), "s", n(1)),
                        "The provided starting key is outside query boundaries based on provided"
                                + " conditions"),
                arguments(
                        "then a filter on keys",
                        ofPartitionAnd("s = :v"),
                        "Filter Expression can only contain non-primary key attributes: Primary key"
                                + " attribute: s"),
                arguments(
                        "a QueryFilter on keys",
                        new Asked().legacyKey("p", "EQ", s("x")).legacyFilter("s", "EQ", n(1)),
                        "QueryFilter can only contain non-primary key attributes: Primary key"
                                + " attribute: s"),
                arguments(
                        "keys are those of the index",
                        ofPartitionAnd("i = :v").index("keys"),
                        "Filter Expression can only contain non-primary key attributes: Primary key"
                                + " attribute: i"),
                arguments(
                        "of which the table's sort key is none",
                        ofPartitionAnd("s = :v").index("keys"),
                        "success"),
                arguments(
                        "and that of an index is none of the table",
                        ofPartitionAnd("i = :v"),
                        "success"),
                arguments(
                        "nothing looks into a key",
                        ofPartition().projection("a, s.b"),
                        "Key attributes must be scalars; list random access '[]' and map lookup '.'"
                                + " are not allowed: Key: s"),
                arguments(
                        "nor into that of an index",
                        ofPartitionAnd("i[0] = :v"),
                        "Key attributes must be scalars; list random access '[]' and map lookup '.'"
                                + " are not allowed: IndexKey: i"),
                arguments(
                        "a filter on what the index lacks",
                        ofPartitionAnd("x = :v OR z = :v OR b.x > :v").index("some"),
                        PARAMETERS
                                + "Secondary index some does not project one or more filter"
                                + " attributes: [b, z]"),
                arguments(
                        "which an index of everything does not",
                        ofPartitionAnd("z = :v").index("all"),
                        "success"),
                arguments(
                        "KeyConditions go with a FilterExpression",
                        new Asked()
                                .legacyKey("p", "EQ", s("x"))
                                .legacyKey("s", "BETWEEN", n(1), n(2))
                                .filter("a = :v")
                                .values(":v", n(1)),
                        "success"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesOfTheTable")
    void whatTheTableAsksIsCheckedInOrder(String rule, Asked asked, String expected) {
        CheckedQuery checked = Samples.success(CheckedQuery.of(asked.query(), Request.Flaws.NONE));

        assertThat(message(checked.on(TABLE))).isEqualTo(expected);
    }

    @Test
    void aTableWithoutSortKeyHasNoConditionOnOne() {
        Asked asked = new Asked().keys("p = :p AND s = :s").values(":p", s("x"), ":s", n(1));
        CheckedQuery checked = Samples.success(CheckedQuery.of(asked.query(), Request.Flaws.NONE));

        assertThat(message(checked.on(HASH_ONLY))).isEqualTo("Query key condition not supported");
    }

    @Test
    void afterTheItemOnTheLastKeyThereIsNoRoom() {
        Asked exact = new Asked().keys("p = :p AND s = :s").values(":p", s("x"), ":s", n(1));
        Item found = Item.of(Map.of("p", s("x"), "s", n(1)));

        assertThat(room(plan(exact), found).isEmpty()).isTrue();
        assertThat(room(plan(ofPartition()), found).isEmpty()).isFalse();
    }

    private static Bounds room(PagePlan plan, Item last) {
        return plan.bounds()
                .after(plan.source().positionOf(last), plan.source().schema(), plan.descending());
    }

    @Test
    void aPlanSaysWhereAndHowToRead() {
        PagePlan plan = plan(ofPartition().index("keys").select("COUNT").limit(3).backwards());

        assertThat(plan.source().container()).isEqualTo(12);
        assertThat(plan.limit()).isEqualTo(3);
        assertThat(plan.descending()).isTrue();
        assertThat(plan.output().countOnly()).isTrue();
        assertThat(plan.strong()).isFalse();
    }

    private static PagePlan plan(Asked asked) {
        return Samples.success(
                CheckedQuery.of(asked.query(), Request.Flaws.NONE).then(query -> query.on(TABLE)));
    }
}
