package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.Database.assertInvalid;
import static io.torcdb.tests.conformance.Database.assertRefused;
import static io.torcdb.tests.conformance.Values.item;
import static io.torcdb.tests.conformance.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

@ExtendWith(OnLocalCluster.class)
class TableOperationsTest {
    private static final String PARAMETERS = "One or more parameter values were invalid: ";

    private final Database database;
    private final DynamoDbClient client;

    TableOperationsTest(Database database) {
        this.database = database;
        this.client = database.client();
    }

    private static AttributeDefinition definition(String name, String type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement key(String name, String type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private CreateTableRequest.Builder onDemand() {
        return CreateTableRequest.builder()
                .tableName(database.newName())
                .attributeDefinitions(definition("p", "S"))
                .keySchema(key("p", "HASH"))
                .billingMode(BillingMode.PAY_PER_REQUEST);
    }

    @Test
    void aNewTableIsDescribedAsItWasAskedFor() {
        CreateTableRequest request =
                onDemand()
                        .attributeDefinitions(definition("p", "S"), definition("s", "N"))
                        .keySchema(key("p", "HASH"), key("s", "RANGE"))
                        .build();

        TableDescription created = client.createTable(request).tableDescription();
        database.awaitActive(request.tableName());
        TableDescription described =
                client.describeTable(describe -> describe.tableName(request.tableName())).table();

        assertThat(created.tableStatus()).isIn(TableStatus.CREATING, TableStatus.ACTIVE);
        assertThat(described.tableName()).isEqualTo(request.tableName());
        assertThat(described.keySchema()).isEqualTo(request.keySchema());
        assertThat(described.attributeDefinitions())
                .containsExactlyInAnyOrderElementsOf(request.attributeDefinitions());
        assertThat(described.tableId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(described.tableArn())
                .isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/" + request.tableName());
        assertThat(described.billingModeSummary().billingMode())
                .isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(described.provisionedThroughput().readCapacityUnits()).isZero();
        assertThat(described.itemCount()).isZero();
        assertThat(described.tableSizeBytes()).isZero();
        assertThat(described.creationDateTime()).isEqualTo(created.creationDateTime());
        assertThat(described.hasLocalSecondaryIndexes()).isFalse();
    }

    @Test
    void aProvisionedTableKeepsItsThroughput() {
        CreateTableRequest request =
                onDemand()
                        .billingMode(BillingMode.PROVISIONED)
                        .provisionedThroughput(
                                ProvisionedThroughput.builder()
                                        .readCapacityUnits(7L)
                                        .writeCapacityUnits(9L)
                                        .build())
                        .build();

        var _ = client.createTable(request);
        database.awaitActive(request.tableName());

        TableDescription described =
                client.describeTable(describe -> describe.tableName(request.tableName())).table();
        assertThat(described.provisionedThroughput().readCapacityUnits()).isEqualTo(7);
        assertThat(described.provisionedThroughput().writeCapacityUnits()).isEqualTo(9);
        assertThat(described.provisionedThroughput().numberOfDecreasesToday()).isZero();
        assertThat(described.billingModeSummary()).isNull();
    }

    @Test
    void aTableThatExistsIsNotMadeAgain() {
        String table = database.table("p:S");

        assertRefused(
                () -> client.createTable(onDemand().tableName(table).build()),
                "ResourceInUseException",
                "Table already exists: " + table);
    }

    @Test
    void aDeletedTableIsGoneAndItsNameIsFree() {
        String table = database.table("p:S");
        String id = client.describeTable(request -> request.tableName(table)).table().tableId();
        var _ = client.putItem(put -> put.tableName(table).item(item("p", s("old"))));

        TableDescription deleted =
                client.deleteTable(request -> request.tableName(table)).tableDescription();
        awaitGone(table);
        var _ = client.createTable(onDemand().tableName(table).build());
        database.awaitActive(table);

        assertThat(deleted.tableStatus()).isEqualTo(TableStatus.DELETING);
        assertThat(deleted.hasKeySchema()).isFalse();
        assertThat(deleted.hasAttributeDefinitions()).isFalse();
        assertThat(client.describeTable(request -> request.tableName(table)).table().tableId())
                .isNotEqualTo(id);
        assertThat(client.scan(scan -> scan.tableName(table).consistentRead(true)).items())
                .isEmpty();
    }

    private void awaitGone(String table) {
        while (exists(table)) {
            database.pause();
        }
    }

    private boolean exists(String table) {
        try {
            var _ = client.describeTable(request -> request.tableName(table));
            return true;
        } catch (ResourceNotFoundException gone) {
            return false;
        }
    }

    static Stream<Arguments> callsOnAMissingTable() {
        String control = "Requested resource not found: Table: no-such-table not found";
        String data = "Requested resource not found";
        return Stream.of(
                missing("DescribeTable", control, c -> c.describeTable(r -> r.tableName(NONE))),
                missing("DeleteTable", control, c -> c.deleteTable(r -> r.tableName(NONE))),
                missing(
                        "PutItem",
                        data,
                        c -> c.putItem(r -> r.tableName(NONE).item(item("p", s("x"))))),
                missing(
                        "GetItem",
                        data,
                        c -> c.getItem(r -> r.tableName(NONE).key(item("p", s("x"))))),
                missing(
                        "DeleteItem",
                        data,
                        c -> c.deleteItem(r -> r.tableName(NONE).key(item("p", s("x"))))),
                missing(
                        "UpdateItem",
                        data,
                        c -> c.updateItem(r -> r.tableName(NONE).key(item("p", s("x"))))),
                missing(
                        "Query",
                        data,
                        c ->
                                c.query(r ->
                                        r.tableName(NONE)
                                                .keyConditionExpression("p = :p")
                                                .expressionAttributeValues(item(":p", s("x"))))),
                missing("Scan", data, c -> c.scan(r -> r.tableName(NONE))));
    }

    private static final String NONE = "no-such-table";

    private static Arguments missing(
            String operation, String message, Consumer<DynamoDbClient> call) {
        return arguments(operation, message, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("callsOnAMissingTable")
    void aMissingTableIsNotFound(String operation, String message, Consumer<DynamoDbClient> call) {
        assertRefused(() -> call.accept(client), "ResourceNotFoundException", message);
    }

    static Stream<Arguments> badNames() {
        return Stream.of(
                bad(
                        "a short name",
                        r -> r.tableName("ab"),
                        "Value 'ab' at 'tableName' failed to satisfy constraint: Member must have"
                                + " length greater than or equal to 3"),
                bad(
                        "a long name",
                        r -> r.tableName("a".repeat(256)),
                        "at 'tableName' failed to satisfy constraint: Member must have length less"
                                + " than or equal to 255"),
                bad(
                        "a name of other characters",
                        r -> r.tableName("abc;"),
                        "Value 'abc;' at 'tableName' failed to satisfy constraint: Member must"
                                + " satisfy regular expression pattern: [a-zA-Z0-9_.-]+"),
                bad(
                        "no name",
                        r -> r.tableName(null),
                        "The parameter 'TableName' is required but was not present in the"
                                + " request"));
    }

    static Stream<Arguments> badKeys() {
        return Stream.of(
                bad("no keys", r -> r.keySchema((List<KeySchemaElement>) null), "keySchema"),
                bad(
                        "a key without a definition",
                        r -> r.keySchema(key("q", "HASH")),
                        PARAMETERS
                                + "Some index key attributes are not defined in"
                                + " AttributeDefinitions. Keys: [q], AttributeDefinitions: [p]"),
                bad(
                        "more keys than definitions",
                        r -> r.keySchema(key("p", "HASH"), key("s", "RANGE")),
                        "Invalid KeySchema: Some index key attribute have no definition"),
                bad(
                        "one attribute for both keys",
                        r ->
                                r.attributeDefinitions(definition("p", "S"), definition("q", "S"))
                                        .keySchema(key("p", "HASH"), key("p", "RANGE")),
                        "Both the Hash Key and the Range Key element in the KeySchema have the same"
                                + " name"),
                bad(
                        "a first key that is no HASH",
                        r -> r.keySchema(key("p", "RANGE")),
                        "Invalid KeySchema: The first KeySchemaElement is not a HASH key type"),
                bad(
                        "a second key that is no RANGE",
                        r ->
                                r.attributeDefinitions(definition("p", "S"), definition("s", "S"))
                                        .keySchema(key("p", "HASH"), key("s", "HASH")),
                        "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type"),
                bad(
                        "three keys",
                        r -> r.keySchema(key("p", "HASH"), key("q", "RANGE"), key("s", "RANGE")),
                        "Value '[KeySchemaElement(attributeName=p, keyType=HASH),"
                                + " KeySchemaElement(attributeName=q, keyType=RANGE),"
                                + " KeySchemaElement(attributeName=s, keyType=RANGE)]' at"
                                + " 'keySchema' failed to satisfy constraint: Member must have"
                                + " length less than or equal to 2"),
                bad(
                        "a definition that no key uses",
                        r -> r.attributeDefinitions(definition("p", "S"), definition("s", "S")),
                        PARAMETERS
                                + "Number of attributes in KeySchema does not exactly match number"
                                + " of attributes defined in AttributeDefinitions"),
                bad(
                        "an unknown type",
                        r -> r.attributeDefinitions(definition("p", "BOOL")),
                        "Member must satisfy enum value set: [B, N, S]"));
    }

    static Stream<Arguments> badThroughputsAndOptions() {
        return Stream.of(
                bad(
                        "throughput on demand",
                        r ->
                                r.provisionedThroughput(
                                        t -> t.readCapacityUnits(1L).writeCapacityUnits(1L)),
                        PARAMETERS
                                + "Neither ReadCapacityUnits nor WriteCapacityUnits can be"
                                + " specified when BillingMode is PAY_PER_REQUEST"),
                bad(
                        "no throughput",
                        r -> r.billingMode(BillingMode.PROVISIONED),
                        "ReadCapacityUnits and WriteCapacityUnits must both be specified when"
                                + " BillingMode is PROVISIONED"),
                bad(
                        "an index",
                        r ->
                                r.globalSecondaryIndexes(
                                        GlobalSecondaryIndex.builder()
                                                .indexName("index")
                                                .keySchema(key("p", "HASH"))
                                                .projection(p -> p.projectionType("ALL"))
                                                .build()),
                        "GlobalSecondaryIndexes is not supported yet"),
                bad(
                        "a stream",
                        r -> r.streamSpecification(stream -> stream.streamEnabled(true)),
                        "StreamSpecification is not supported yet"));
    }

    private static Arguments bad(
            String what, Consumer<CreateTableRequest.Builder> change, String message) {
        return arguments(what, change, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"badNames", "badKeys", "badThroughputsAndOptions"})
    void aTableThatCannotBeIsRefused(
            String what, Consumer<CreateTableRequest.Builder> change, String message) {
        CreateTableRequest.Builder request = onDemand();
        change.accept(request);

        assertInvalid(() -> client.createTable(request.build()), message);
    }

    @Test
    void tablesAreListedInOrderPageByPage() {
        List<String> made = List.of(database.table("p:S"), database.table("p:S"));

        var names = new ArrayList<String>();
        var page = client.listTables(request -> request.limit(1));
        names.addAll(page.tableNames());
        while (page.lastEvaluatedTableName() != null) {
            String last = page.lastEvaluatedTableName();
            page = client.listTables(request -> request.limit(1).exclusiveStartTableName(last));
            assertThat(page.tableNames()).hasSizeLessThanOrEqualTo(1);
            names.addAll(page.tableNames());
        }

        assertThat(names).isSorted().doesNotHaveDuplicates().containsAll(made);
    }

    @Test
    void aListMayStartAfterATableThatDoesNotExist() {
        assertThat(client.listTables(request -> request.exclusiveStartTableName("zzz-none")))
                .satisfies(page -> {
                    assertThat(page.tableNames()).isEmpty();
                    assertThat(page.lastEvaluatedTableName()).isNull();
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101, -1})
    void aListHasAtLeastOneAndAtMost100Names(int limit) {
        assertInvalid(() -> client.listTables(request -> request.limit(limit)), "limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "a;bc"})
    void aListStartsAfterWhatCouldBeANameOfATable(String start) {
        assertInvalid(
                () -> client.listTables(request -> request.exclusiveStartTableName(start)),
                "1 validation error detected: Value '"
                        + start
                        + "' at 'exclusiveStartTableName' failed to satisfy constraint");
    }

    @Test
    void tablesAreFoundByTheirArns() {
        String table = database.table("p:S");
        String arn = client.describeTable(request -> request.tableName(table)).table().tableArn();

        var _ = client.putItem(put -> put.tableName(arn).item(item("p", s("x"))));

        assertThat(
                        client.getItem(get ->
                                        get.tableName(arn)
                                                .key(item("p", s("x")))
                                                .consistentRead(true))
                                .item())
                .isEqualTo(item("p", s("x")));
        assertThat(client.describeTable(request -> request.tableName(arn)).table().tableName())
                .isEqualTo(table);
        assertRefused(
                () ->
                        client.getItem(get ->
                                get.tableName(arn.replace("us-east-1", "us-west-2"))
                                        .key(item("p", s("x")))),
                "ResourceNotFoundException",
                "Requested resource not found");
    }
}
