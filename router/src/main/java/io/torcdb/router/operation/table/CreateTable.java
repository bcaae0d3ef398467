package io.torcdb.router.operation.table;

import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.TableSchema;
import io.torcdb.proto.internal.CreateTableRequest;
import io.torcdb.proto.internal.Table;
import io.torcdb.proto.internal.TableSettings;
import io.torcdb.router.operation.check.Constraints;
import io.torcdb.wire.CatalogCodec;
import java.util.List;

/** Checks a CreateTable in DynamoDB's order and makes the control plane's request of it. */
public final class CreateTable {
    private static final long FIRST_VERSION = 1;

    private CreateTable() {}

    /** Returns the request for the control plane. */
    public static Outcome<CreateTableRequest> check(Request.CreateTable request, Arns arns) {
        if (request.tableName().isEmpty()) {
            return Outcome.invalid(
                    "The parameter 'TableName' is required but was not present in the request");
        }
        String given = request.tableName().get();
        String name = arns.tableName(given).orElse(given);
        return Constraints.ofNewTableName(name)
                .or(() -> CreateTableConstraints.check(request))
                .or(() -> Throughputs.ofNewTable(request.settings()))
                .or(() -> KeyChecks.check(request))
                .or(() -> Tags.check(request.tags().orElse(List.of())))
                .map(Outcome::<CreateTableRequest>refused)
                .orElseGet(() -> Outcome.success(message(name, request)));
    }

    private static CreateTableRequest message(String name, Request.CreateTable request) {
        var types = new AttributeTypes(request.attributeDefinitions().orElse(List.of()));
        List<KeyAttribute> keys = types.of(request.keySchema().orElse(List.of()));
        List<LocalIndex> indexes =
                request.localSecondaryIndexes().orElse(List.of()).stream()
                        .map(index -> LocalIndexes.of(index, types))
                        .toList();
        var schema =
                new TableSchema(
                        FIRST_VERSION,
                        keys,
                        0, // the control plane draws it
                        io.torcdb.model.ring.Tokens.XXH3,
                        indexes);
        return CreateTableRequest.newBuilder()
                .setTable(
                        Table.newBuilder()
                                .setName(name)
                                .setSchema(CatalogCodec.encode(schema))
                                .setSettings(settings(request)))
                .build();
    }

    private static TableSettings settings(Request.CreateTable request) {
        var message = TableSettings.newBuilder();
        var billing = message.getBillingBuilder();
        billing.setOnDemand(Throughputs.isOnDemand(request.settings()));
        request.settings()
                .provisionedThroughput()
                .ifPresent(units ->
                        billing.setReadUnits(units.readCapacityUnits().orElse(0L))
                                .setWriteUnits(units.writeCapacityUnits().orElse(0L)));
        message.setDeletionProtection(request.settings().deletionProtectionEnabled().orElse(false));
        request.settings()
                .tableClass()
                .ifPresent(name -> message.getTableClassBuilder().setName(TableClasses.of(name)));
        request.tags().orElse(List.of()).forEach(tag -> message.addTags(Tags.message(tag)));
        return message.build();
    }
}
