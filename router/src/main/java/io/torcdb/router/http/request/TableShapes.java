package io.torcdb.router.http.request;

import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.AttributeDefinition;
import io.torcdb.model.request.Request.IndexProjection;
import io.torcdb.model.request.Request.KeySchemaElement;
import io.torcdb.model.request.Request.LocalSecondaryIndex;
import io.torcdb.model.request.Request.Throughput;
import io.torcdb.model.request.Request.TimeToLiveSpecification;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The requests on tables. */
final class TableShapes {
    private static final Member<String> ATTRIBUTE_NAME =
            new Member<>("AttributeName", Types.STRING);
    private static final Member<String> ATTRIBUTE_TYPE =
            new Member<>("AttributeType", Types.STRING);
    private static final Member<List<AttributeDefinition>> ATTRIBUTE_DEFINITIONS =
            new Member<>(
                    "AttributeDefinitions",
                    Types.list(
                            Shape.of(
                                    "AttributeDefinition",
                                    found ->
                                            new AttributeDefinition(
                                                    found.get(ATTRIBUTE_NAME),
                                                    found.get(ATTRIBUTE_TYPE)),
                                    ATTRIBUTE_NAME,
                                    ATTRIBUTE_TYPE)));

    private static final Member<String> KEY_TYPE = new Member<>("KeyType", Types.STRING);
    private static final Member<List<KeySchemaElement>> KEY_SCHEMA =
            new Member<>(
                    "KeySchema",
                    Types.list(
                            Shape.of(
                                    "KeySchemaElement",
                                    found ->
                                            new KeySchemaElement(
                                                    found.get(ATTRIBUTE_NAME), found.get(KEY_TYPE)),
                                    ATTRIBUTE_NAME,
                                    KEY_TYPE)));

    private static final Member<String> PROJECTION_TYPE =
            new Member<>("ProjectionType", Types.STRING);
    private static final Member<List<String>> NON_KEY_ATTRIBUTES =
            new Member<>("NonKeyAttributes", Types.STRINGS);
    private static final Member<IndexProjection> PROJECTION =
            new Member<>(
                    "Projection",
                    Types.structure(
                            Shape.of(
                                    "Projection",
                                    found ->
                                            new IndexProjection(
                                                    found.get(PROJECTION_TYPE),
                                                    found.get(NON_KEY_ATTRIBUTES)),
                                    PROJECTION_TYPE,
                                    NON_KEY_ATTRIBUTES)));
    private static final Member<String> INDEX_NAME = new Member<>("IndexName", Types.STRING);
    private static final Member<List<LocalSecondaryIndex>> LOCAL_SECONDARY_INDEXES =
            new Member<>(
                    "LocalSecondaryIndexes",
                    Types.list(
                            Shape.of(
                                    "LocalSecondaryIndex",
                                    found ->
                                            new LocalSecondaryIndex(
                                                    found.get(INDEX_NAME),
                                                    found.get(KEY_SCHEMA),
                                                    found.get(PROJECTION)),
                                    INDEX_NAME,
                                    KEY_SCHEMA,
                                    PROJECTION)));

    private static final Member<Long> READ_UNITS = new Member<>("ReadCapacityUnits", Types.LONG);
    private static final Member<Long> WRITE_UNITS = new Member<>("WriteCapacityUnits", Types.LONG);
    private static final Member<Throughput> PROVISIONED_THROUGHPUT =
            new Member<>(
                    "ProvisionedThroughput",
                    Types.structure(
                            Shape.of(
                                    "ProvisionedThroughput",
                                    found ->
                                            new Throughput(
                                                    found.get(READ_UNITS), found.get(WRITE_UNITS)),
                                    READ_UNITS,
                                    WRITE_UNITS)));
    private static final Member<String> BILLING_MODE = new Member<>("BillingMode", Types.STRING);
    private static final Member<Boolean> DELETION_PROTECTION =
            new Member<>("DeletionProtectionEnabled", Types.BOOLEAN);
    private static final Member<String> TABLE_CLASS = new Member<>("TableClass", Types.STRING);

    private static final Member<String> EXCLUSIVE_START_TABLE_NAME =
            new Member<>("ExclusiveStartTableName", Types.STRING);

    private static final Member<Boolean> ENABLED = new Member<>("Enabled", Types.BOOLEAN);
    private static final Member<TimeToLiveSpecification> TIME_TO_LIVE_SPECIFICATION =
            new Member<>(
                    "TimeToLiveSpecification",
                    Types.structure(
                            Shape.of(
                                    "TimeToLiveSpecification",
                                    found ->
                                            new TimeToLiveSpecification(
                                                    found.get(ATTRIBUTE_NAME), found.get(ENABLED)),
                                    ATTRIBUTE_NAME,
                                    ENABLED)));

    static final Shape<Request> CREATE_TABLE =
            Shape.of(
                            "CreateTableInput",
                            TableShapes::createTable,
                            ItemShapes.TABLE_NAME,
                            ATTRIBUTE_DEFINITIONS,
                            KEY_SCHEMA,
                            LOCAL_SECONDARY_INDEXES,
                            BILLING_MODE,
                            PROVISIONED_THROUGHPUT,
                            DELETION_PROTECTION,
                            TABLE_CLASS,
                            TagShapes.TAGS)
                    .refusing(
                            "GlobalSecondaryIndexes",
                            "StreamSpecification",
                            "SSESpecification",
                            "WarmThroughput",
                            "ResourcePolicy",
                            "OnDemandThroughput",
                            "GlobalTableSourceArn",
                            "GlobalTableSettingsReplicationMode",
                            "VectorIndexes");

    static final Shape<Request> UPDATE_TABLE =
            Shape.of(
                            "UpdateTableInput",
                            TableShapes::updateTable,
                            ItemShapes.TABLE_NAME,
                            ATTRIBUTE_DEFINITIONS,
                            BILLING_MODE,
                            PROVISIONED_THROUGHPUT,
                            DELETION_PROTECTION,
                            TABLE_CLASS)
                    .refusing(
                            "GlobalSecondaryIndexUpdates",
                            "StreamSpecification",
                            "SSESpecification",
                            "ReplicaUpdates",
                            "OnDemandThroughput",
                            "WarmThroughput",
                            "MultiRegionConsistency",
                            "GlobalTableWitnessUpdates",
                            "GlobalTableSettingsReplicationMode",
                            "VectorIndexUpdates");

    static final Shape<Request> DESCRIBE_TABLE = named("DescribeTable", Request.DescribeTable::new);
    static final Shape<Request> DELETE_TABLE = named("DeleteTable", Request.DeleteTable::new);
    static final Shape<Request> DESCRIBE_TIME_TO_LIVE =
            named("DescribeTimeToLive", Request.DescribeTimeToLive::new);
    static final Shape<Request> DESCRIBE_CONTINUOUS_BACKUPS =
            named("DescribeContinuousBackups", Request.DescribeContinuousBackups::new);

    static final Shape<Request> UPDATE_TIME_TO_LIVE =
            Shape.of(
                    "UpdateTimeToLiveInput",
                    found ->
                            new Request.UpdateTimeToLive(
                                    found.get(ItemShapes.TABLE_NAME),
                                    found.get(TIME_TO_LIVE_SPECIFICATION)),
                    ItemShapes.TABLE_NAME,
                    TIME_TO_LIVE_SPECIFICATION);

    static final Shape<Request> LIST_TABLES =
            Shape.of(
                    "ListTablesInput",
                    found ->
                            new Request.ListTables(
                                    found.get(EXCLUSIVE_START_TABLE_NAME),
                                    found.get(PageShapes.LIMIT)),
                    EXCLUSIVE_START_TABLE_NAME,
                    PageShapes.LIMIT);

    static final Shape<Request> DESCRIBE_LIMITS =
            Shape.of("DescribeLimitsInput", _ -> new Request.DescribeLimits());
    static final Shape<Request> DESCRIBE_ENDPOINTS =
            Shape.of(
                    "DescribeEndpointsInput", _ -> new Request.DescribeEndpoints(Optional.empty()));

    private TableShapes() {}

    /** Returns the shape of a request that says nothing but a table's name. */
    private static Shape<Request> named(
            String operation, Function<Optional<String>, Request> make) {
        return Shape.of(
                operation + "Input",
                found -> make.apply(found.get(ItemShapes.TABLE_NAME)),
                ItemShapes.TABLE_NAME);
    }

    private static Request createTable(Found found) {
        return new Request.CreateTable(
                found.get(ItemShapes.TABLE_NAME),
                found.get(ATTRIBUTE_DEFINITIONS),
                found.get(KEY_SCHEMA),
                found.get(LOCAL_SECONDARY_INDEXES),
                settings(found),
                found.get(TagShapes.TAGS));
    }

    private static Request updateTable(Found found) {
        return new Request.UpdateTable(
                found.get(ItemShapes.TABLE_NAME),
                found.get(ATTRIBUTE_DEFINITIONS),
                settings(found));
    }

    private static Request.TableSettings settings(Found found) {
        return new Request.TableSettings(
                found.get(BILLING_MODE),
                found.get(PROVISIONED_THROUGHPUT),
                found.get(DELETION_PROTECTION),
                found.get(TABLE_CLASS));
    }
}
