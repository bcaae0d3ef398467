package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.Database.assertInvalid;
import static io.torcdb.tests.conformance.Database.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** UpdateTable, protection against deletion, limits and endpoints. */
@ExtendWith(OnLocalCluster.class)
class TableSettingsTest {
    private static final String PARAMETERS = "One or more parameter values were invalid: ";

    private final Database database;
    private final DynamoDbClient client;

    TableSettingsTest(Database database) {
        this.database = database;
        this.client = database.client();
    }

    private String provisioned() {
        String table = database.table("p:S");
        var _ =
                update(
                        table,
                        r ->
                                r.billingMode(BillingMode.PROVISIONED)
                                        .provisionedThroughput(t ->
                                                t.readCapacityUnits(5L).writeCapacityUnits(5L)));
        return table;
    }

    /** Updates a table and waits until it is done. */
    private TableDescription update(String table, Consumer<UpdateTableRequest.Builder> change) {
        TableDescription reply =
                client.updateTable(request -> change.accept(request.tableName(table)))
                        .tableDescription();
        assertThat(reply.tableStatus()).isIn(TableStatus.UPDATING, TableStatus.ACTIVE);
        database.awaitActive(table);
        return describe(table);
    }

    private TableDescription describe(String table) {
        return client.describeTable(request -> request.tableName(table)).table();
    }

    @Test
    void throughputIsRaisedAndLowered() {
        String table = provisioned();

        var raised =
                update(
                        table,
                        r ->
                                r.provisionedThroughput(
                                        t -> t.readCapacityUnits(9L).writeCapacityUnits(5L)));
        var lowered =
                update(
                        table,
                        r ->
                                r.provisionedThroughput(
                                        t -> t.readCapacityUnits(9L).writeCapacityUnits(4L)));

        assertThat(raised.provisionedThroughput().readCapacityUnits()).isEqualTo(9);
        assertThat(raised.provisionedThroughput().lastIncreaseDateTime()).isNotNull();
        assertThat(raised.provisionedThroughput().lastDecreaseDateTime()).isNull();
        assertThat(lowered.provisionedThroughput().writeCapacityUnits()).isEqualTo(4);
        assertThat(lowered.provisionedThroughput().lastDecreaseDateTime()).isNotNull();
        assertThat(lowered.provisionedThroughput().numberOfDecreasesToday()).isEqualTo(1);
    }

    @Test
    void theFifthDecreaseOfADayIsRefused() {
        String table = provisioned();
        for (long units = 4; units >= 1; units--) {
            long less = units;
            var _ =
                    update(
                            table,
                            r ->
                                    r.provisionedThroughput(
                                            t -> t.readCapacityUnits(less).writeCapacityUnits(5L)));
        }

        assertRefused(
                () ->
                        client.updateTable(r ->
                                r.tableName(table)
                                        .provisionedThroughput(t ->
                                                t.readCapacityUnits(1L).writeCapacityUnits(1L))),
                "LimitExceededException",
                "Provisioned throughput decreases are limited within a given UTC day");
    }

    @Test
    void aTableBecomesOnDemandAtMostFourTimesADay() {
        String table = provisioned();
        for (int i = 0; i < 4; i++) {
            var onDemand = update(table, r -> r.billingMode(BillingMode.PAY_PER_REQUEST));
            assertThat(onDemand.billingModeSummary().billingMode())
                    .isEqualTo(BillingMode.PAY_PER_REQUEST);
            assertThat(onDemand.provisionedThroughput().readCapacityUnits()).isZero();
            var back =
                    update(
                            table,
                            r ->
                                    r.billingMode(BillingMode.PROVISIONED)
                                            .provisionedThroughput(t ->
                                                    t.readCapacityUnits(5L)
                                                            .writeCapacityUnits(5L)));
            assertThat(back.billingModeSummary().billingMode()).isEqualTo(BillingMode.PROVISIONED);
            assertThat(back.provisionedThroughput().writeCapacityUnits()).isEqualTo(5);
        }

        assertRefused(
                () ->
                        client.updateTable(
                                r -> r.tableName(table).billingMode(BillingMode.PAY_PER_REQUEST)),
                "LimitExceededException",
                "Subscriber limit exceeded");
    }

    @Test
    void aProtectedTableIsDeletedOnlyAfterItsProtection() {
        String table = database.table("p:S");
        assertThat(describe(table).deletionProtectionEnabled()).isFalse();

        assertThat(
                        update(table, r -> r.deletionProtectionEnabled(true))
                                .deletionProtectionEnabled())
                .isTrue();
        assertInvalid(
                () -> client.deleteTable(r -> r.tableName(table)),
                "Resource cannot be deleted as it is currently protected against deletion. Disable"
                        + " deletion protection first.");
        var _ = client.updateTable(r -> r.tableName(table).deletionProtectionEnabled(false));

        assertThat(client.deleteTable(r -> r.tableName(table)).tableDescription().tableStatus())
                .isEqualTo(TableStatus.DELETING);
    }

    @Test
    void theClassOfATableIsToldOnceItWasChosen() {
        String table = database.table("p:S");
        assertThat(describe(table).tableClassSummary()).isNull();

        var changed =
                update(table, r -> r.tableClass(TableClass.STANDARD_INFREQUENT_ACCESS))
                        .tableClassSummary();

        assertThat(changed.tableClass()).isEqualTo(TableClass.STANDARD_INFREQUENT_ACCESS);
        assertThat(changed.lastUpdateDateTime()).isNotNull();
    }

    @Test
    void aTableIsMadeWithItsSettings() {
        String table = database.newName();
        var _ =
                client.createTable(r ->
                        r.tableName(table)
                                .attributeDefinitions(
                                        AttributeDefinition.builder()
                                                .attributeName("p")
                                                .attributeType("S")
                                                .build())
                                .keySchema(
                                        KeySchemaElement.builder()
                                                .attributeName("p")
                                                .keyType("HASH")
                                                .build())
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .deletionProtectionEnabled(true)
                                .tableClass(TableClass.STANDARD_INFREQUENT_ACCESS)
                                .tags(Tag.builder().key("k").value("v").build()));
        database.awaitActive(table);

        var described = describe(table);
        assertThat(described.deletionProtectionEnabled()).isTrue();
        assertThat(described.tableClassSummary().tableClass())
                .isEqualTo(TableClass.STANDARD_INFREQUENT_ACCESS);
        assertThat(client.listTagsOfResource(r -> r.resourceArn(described.tableArn())).tags())
                .hasToString("[Tag(Key=k, Value=v)]");
    }

    static Stream<Arguments> badUpdates() {
        return Stream.of(
                bad(
                        "nothing to change",
                        r -> {},
                        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                                + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates"
                                + " is required"),
                bad(
                        "the same throughput",
                        r ->
                                r.provisionedThroughput(
                                        t -> t.readCapacityUnits(5L).writeCapacityUnits(5L)),
                        "The provisioned throughput for the table will not change. The requested"
                                + " value equals the current value. Current ReadCapacityUnits"
                                + " provisioned for the table: 5. Requested ReadCapacityUnits: 5."),
                bad(
                        "no read units",
                        r ->
                                r.provisionedThroughput(
                                        t -> t.readCapacityUnits(0L).writeCapacityUnits(5L)),
                        "at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint:"
                                + " Member must have value greater than or equal to 1"),
                bad(
                        "throughput on demand",
                        r ->
                                r.billingMode(BillingMode.PAY_PER_REQUEST)
                                        .provisionedThroughput(t ->
                                                t.readCapacityUnits(6L).writeCapacityUnits(6L)),
                        PARAMETERS
                                + "Neither ReadCapacityUnits nor WriteCapacityUnits can be"
                                + " specified when BillingMode is PAY_PER_REQUEST"),
                bad(
                        "PROVISIONED without throughput",
                        r -> r.billingMode(BillingMode.PROVISIONED),
                        "ReadCapacityUnits and WriteCapacityUnits must both be specified when"
                                + " BillingMode is PROVISIONED"),
                bad(
                        "an unknown class",
                        r -> r.tableClass("GOLD"),
                        "Value 'GOLD' at 'tableClass' failed to satisfy constraint: Member must"
                                + " satisfy enum value set: [STANDARD, STANDARD_INFREQUENT_ACCESS]"));
    }

    private static Arguments bad(
            String what, Consumer<UpdateTableRequest.Builder> change, String message) {
        return arguments(what, change, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badUpdates")
    void whatCannotBeIsRefused(
            String what, Consumer<UpdateTableRequest.Builder> change, String message) {
        String table = provisioned();

        assertInvalid(() -> client.updateTable(r -> change.accept(r.tableName(table))), message);
    }

    @Test
    void theLimitsAreThoseOfTheService() {
        var limits = client.describeLimits();

        assertThat(limits.accountMaxReadCapacityUnits()).isEqualTo(80_000);
        assertThat(limits.accountMaxWriteCapacityUnits()).isEqualTo(80_000);
        assertThat(limits.tableMaxReadCapacityUnits()).isEqualTo(40_000);
        assertThat(limits.tableMaxWriteCapacityUnits()).isEqualTo(40_000);
    }

    @Test
    void theEndpointIsTheOneThatWasReached() {
        var endpoints = client.describeEndpoints(r -> {}).endpoints();

        assertThat(endpoints).hasSize(1);
        assertThat(endpoints.getFirst().address())
                .isEqualTo(URI.create(database.url()).getAuthority());
        assertThat(endpoints.getFirst().cachePeriodInMinutes()).isEqualTo(1_440);
    }

    @Test
    void continuousBackupsOfATableAreDescribed() {
        String table = database.table("p:S");

        assertThat(
                        client.describeContinuousBackups(r -> r.tableName(table))
                                .continuousBackupsDescription()
                                .pointInTimeRecoveryDescription()
                                .pointInTimeRecoveryStatus())
                .isEqualTo(PointInTimeRecoveryStatus.DISABLED);
        assertRefused(
                () -> client.describeContinuousBackups(r -> r.tableName("no-such-table")),
                "TableNotFoundException",
                "Table not found: no-such-table");
    }

    static Stream<Arguments> tableArns() {
        String arn = "arn:aws:dynamodb:us-east-1:000000000000:table/no-such-table";
        String absent = "Requested resource not found";
        String malformed = "Invalid TableArn: Invalid ResourceArn provided as input ";
        return Stream.of(
                arguments(arn, "ResourceNotFoundException", absent),
                arguments(
                        arn.replace("us-east-1", "eu-west-1"), "ResourceNotFoundException", absent),
                arguments(arn.replace("0000000", "1234567"), "ResourceNotFoundException", absent),
                arguments(arn + "/index/i", "ValidationException", malformed),
                arguments(arn + "/stream/2026", "ValidationException", malformed),
                arguments("arn:aws:s3:::bucket", "ValidationException", malformed));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tableArns")
    void arnsOfNoTableHereAreRefused(String arn, String code, String message) {
        assertRefused(() -> client.describeTable(r -> r.tableName(arn)), code, message);
        assertRefused(() -> client.scan(r -> r.tableName(arn)), code, message);
        assertRefused(
                () -> client.updateTable(r -> r.tableName(arn).deletionProtectionEnabled(true)),
                code,
                message);
        assertRefused(() -> client.describeTimeToLive(r -> r.tableName(arn)), code, message);
    }
}
