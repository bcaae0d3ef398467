package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.Database.assertInvalid;
import static io.torcdb.tests.conformance.Values.item;
import static io.torcdb.tests.conformance.Values.n;
import static io.torcdb.tests.conformance.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** The rules of tables with local secondary indexes, semantics of CreateTable. */
@ExtendWith(OnLocalCluster.class)
class LocalIndexTablesTest {
    private static final String PARAMETERS = "One or more parameter values were invalid: ";
    private static final int LOOKS = 1_500;

    private final Database database;
    private final DynamoDbClient client;

    LocalIndexTablesTest(Database database) {
        this.database = database;
        this.client = database.client();
    }

    private static AttributeDefinition definition(String name, String type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement[] keys(String... names) {
        return Arrays.stream(names)
                .map(name ->
                        KeySchemaElement.builder()
                                .attributeName(name)
                                .keyType(name.equals(names[0]) ? "HASH" : "RANGE")
                                .build())
                .toArray(KeySchemaElement[]::new);
    }

    private static LocalSecondaryIndex.Builder index(String name, String... keys) {
        return LocalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keys(keys))
                .projection(projection -> projection.projectionType("ALL"));
    }

    /** A table with the keys p and s whose definitions name i, too. */
    private CreateTableRequest.Builder table() {
        return CreateTableRequest.builder()
                .tableName(database.newName())
                .attributeDefinitions(
                        definition("p", "S"), definition("s", "S"), definition("i", "N"))
                .keySchema(keys("p", "s"))
                .billingMode(BillingMode.PAY_PER_REQUEST);
    }

    @Test
    void indexesAreDescribedAsTheyWereAskedFor() {
        CreateTableRequest request =
                table().localSecondaryIndexes(
                                index("all", "p", "i").build(),
                                index("some", "p", "i")
                                        .projection(projection ->
                                                projection
                                                        .projectionType("INCLUDE")
                                                        .nonKeyAttributes("b", "a"))
                                        .build())
                        .build();

        var _ = client.createTable(request);
        database.awaitActive(request.tableName());
        var described = client.describeTable(r -> r.tableName(request.tableName())).table();

        assertThat(described.attributeDefinitions())
                .containsExactlyInAnyOrderElementsOf(request.attributeDefinitions());
        assertThat(described.localSecondaryIndexes())
                .extracting(LocalSecondaryIndexDescription::indexName)
                .containsExactly("all", "some");
        var some = described.localSecondaryIndexes().getLast();
        assertThat(some.keySchema()).containsExactly(keys("p", "i"));
        assertThat(some.indexArn()).isEqualTo(described.tableArn() + "/index/some");
        assertThat(some.projection().projectionType()).isEqualTo(ProjectionType.INCLUDE);
        assertThat(some.projection().nonKeyAttributes()).containsExactlyInAnyOrder("a", "b");
        assertThat(some.itemCount()).isZero();
        assertThat(some.indexSizeBytes()).isZero();
    }

    @Test
    void anIndexCountsOnlyTheItemsThatHaveItsSortKey() {
        String table = database.newName();
        var _ =
                client.createTable(
                        table().tableName(table)
                                .localSecondaryIndexes(index("idx", "p", "i").build())
                                .build());
        database.awaitActive(table);

        var _ =
                client.putItem(put ->
                        put.tableName(table).item(item("p", s("x"), "s", s("1"), "i", n("5"))));
        var _ = client.putItem(put -> put.tableName(table).item(item("p", s("x"), "s", s("2"))));

        assertThat(awaitCount(table, 2).itemCount()).isEqualTo(1);
    }

    /** Waits until a table is known to hold so many items; returns its index. */
    private LocalSecondaryIndexDescription awaitCount(String table, long items) {
        for (int look = 0; look < LOOKS; look++) {
            var described = client.describeTable(r -> r.tableName(table)).table();
            if (described.itemCount() == items) {
                return described.localSecondaryIndexes().getFirst();
            }
            database.pause();
        }
        throw new AssertionError(table + " was not counted");
    }

    static Stream<Arguments> badIndexes() {
        return Stream.of(
                bad(
                        "a table without a sort key",
                        r ->
                                r.keySchema(keys("p"))
                                        .localSecondaryIndexes(index("i-1", "p", "i").build()),
                        PARAMETERS
                                + "Table KeySchema does not have a range key, which is required"
                                + " when specifying a LocalSecondaryIndex"),
                bad(
                        "another partition key",
                        r -> r.localSecondaryIndexes(index("i-1", "i", "s").build()),
                        PARAMETERS
                                + "Index KeySchema does not have the same leading hash key as table"
                                + " KeySchema for index: i-1. index hash key: i, table hash key:"
                                + " p"),
                bad(
                        "no sort key of its own",
                        r -> r.localSecondaryIndexes(index("i-1", "p").build()),
                        PARAMETERS + "Index KeySchema does not have a range key for index: i-1"),
                bad(
                        "a definition that nothing uses",
                        r -> r.localSecondaryIndexes(index("i-1", "p", "s").build()),
                        "Some AttributeDefinitions are not used. AttributeDefinitions: [p, s, i],"
                                + " keys used: [p, s]"),
                bad(
                        "no sort key of the table, nor a definition of that of the index",
                        r ->
                                r.attributeDefinitions(definition("p", "S"))
                                        .keySchema(keys("p"))
                                        .localSecondaryIndexes(index("i-1", "p", "i").build()),
                        PARAMETERS + "Table KeySchema does not have a range key"),
                bad(
                        "six indexes",
                        r ->
                                r.localSecondaryIndexes(
                                        IntStream.range(0, 6)
                                                .mapToObj(i -> index("i-" + i, "p", "i").build())
                                                .toList()),
                        PARAMETERS
                                + "Number of LocalSecondaryIndexes exceeds per-table limit of 5"),
                bad(
                        "one name twice",
                        r ->
                                r.localSecondaryIndexes(
                                        index("i-1", "p", "i").build(),
                                        index("i-1", "p", "i").build()),
                        PARAMETERS + "Duplicate index name: i-1"),
                bad(
                        "an empty list",
                        r -> r.localSecondaryIndexes(List.of()),
                        PARAMETERS + "List of LocalSecondaryIndexes is empty"),
                bad(
                        "no projection type",
                        r ->
                                r.localSecondaryIndexes(
                                        index("i-1", "p", "i")
                                                .projection(projection -> {})
                                                .build()),
                        PARAMETERS + "Unknown ProjectionType: null"),
                bad(
                        "attributes with ALL",
                        r ->
                                r.localSecondaryIndexes(
                                        index("i-1", "p", "i")
                                                .projection(projection ->
                                                        projection
                                                                .projectionType("ALL")
                                                                .nonKeyAttributes("a"))
                                                .build()),
                        PARAMETERS + "ProjectionType is ALL, but NonKeyAttributes is specified"),
                bad(
                        "INCLUDE of nothing",
                        r ->
                                r.localSecondaryIndexes(
                                        index("i-1", "p", "i")
                                                .projection(projection ->
                                                        projection.projectionType("INCLUDE"))
                                                .build()),
                        PARAMETERS
                                + "ProjectionType is INCLUDE, but NonKeyAttributes is not"
                                + " specified"),
                bad(
                        "a short name and an unknown projection",
                        r ->
                                r.localSecondaryIndexes(
                                        index("i", "p", "i")
                                                .projection(projection ->
                                                        projection.projectionType("SOME"))
                                                .build()),
                        "2 validation errors detected: Value 'i' at"
                                + " 'localSecondaryIndexes.1.member.indexName' failed to satisfy"
                                + " constraint: Member must have length greater than or equal to 3;"
                                + " Value 'SOME' at"
                                + " 'localSecondaryIndexes.1.member.projection.projectionType'"
                                + " failed to satisfy constraint: Member must satisfy enum value"
                                + " set: [ALL, INCLUDE, KEYS_ONLY]"));
    }

    private static Arguments bad(
            String what, Consumer<CreateTableRequest.Builder> change, String message) {
        return arguments(what, change, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badIndexes")
    void aTableThatCannotBeIsRefused(
            String what, Consumer<CreateTableRequest.Builder> change, String message) {
        CreateTableRequest.Builder request = table();
        change.accept(request);

        assertInvalid(() -> client.createTable(request.build()), message);
    }
}
