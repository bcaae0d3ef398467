package io.torcdb.router.http.reply;

import io.torcdb.model.item.Item;
import io.torcdb.model.request.Response;
import io.torcdb.model.request.Response.Definition;
import io.torcdb.model.request.Response.KeyElement;
import io.torcdb.model.request.Response.TableDescription;
import io.torcdb.router.http.request.ApiOperation;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes replies as JSON members into bytes. Safe for use by many threads. */
public final class ResponseEncoder {
    private static final int OK = 200;

    private final JsonOutput output = new JsonOutput();

    /** Returns the reply of {@code operation}. */
    public Answer encode(ApiOperation operation, Response response) {
        return output.write(
                OK,
                json -> {
                    switch (response) {
                        case Response.Written(var attributes, _, _) ->
                                attributes.ifPresent(item -> item(json, "Attributes", item));
                        case Response.Got(var found, _) ->
                                found.ifPresent(item -> item(json, "Item", item));
                        case Response.Page page -> page(json, page);
                        case Response.Described(var table) -> {
                            var name =
                                    operation.equals(ApiOperation.DESCRIBE_TABLE)
                                            ? "Table"
                                            : "TableDescription";
                            table(json.writeObjectPropertyStart(name), table);
                        }
                        case Response.Listed listed -> listed(json, listed);
                        case Response.BatchGot _,
                                Response.BatchWritten _,
                                Response.TimeToLive _,
                                Response.ContinuousBackups _,
                                Response.Tags _,
                                Response.Nothing _,
                                Response.Limits _,
                                Response.Endpoints _ ->
                                throw new IllegalArgumentException("not a reply of this edge");
                    }
                });
    }

    private static void item(JsonGenerator json, String name, Item item) {
        ValueWriter.attributes(json.writeName(name), item.attributes());
    }

    private static void page(JsonGenerator json, Response.Page page) {
        page.items()
                .ifPresent(items -> {
                    json.writeArrayPropertyStart("Items");
                    for (Item item : items) {
                        ValueWriter.attributes(json, item.attributes());
                    }
                    json.writeEndArray();
                });
        json.writeNumberProperty("Count", page.count());
        json.writeNumberProperty("ScannedCount", page.scannedCount());
        page.lastEvaluatedKey().ifPresent(key -> item(json, "LastEvaluatedKey", key));
    }

    private static void listed(JsonGenerator json, Response.Listed listed) {
        json.writeArrayPropertyStart("TableNames");
        for (String name : listed.tableNames()) {
            json.writeString(name);
        }
        json.writeEndArray();
        listed.lastEvaluatedTableName()
                .ifPresent(name -> json.writeStringProperty("LastEvaluatedTableName", name));
    }

    private static void table(JsonGenerator json, TableDescription table) {
        definitions(json, table.attributeDefinitions());
        json.writeStringProperty("TableName", table.tableName());
        keys(json, table.keySchema());
        json.writeStringProperty("TableStatus", table.status())
                .writeName("CreationDateTime")
                .writeNumber(seconds(table.createdMillis()));
        json.writeObjectPropertyStart("ProvisionedThroughput")
                .writeNumberProperty("NumberOfDecreasesToday", 0)
                .writeNumberProperty("ReadCapacityUnits", table.billing().readCapacityUnits())
                .writeNumberProperty("WriteCapacityUnits", table.billing().writeCapacityUnits())
                .writeEndObject();
        json.writeNumberProperty("TableSizeBytes", table.tableSizeBytes())
                .writeNumberProperty("ItemCount", table.itemCount())
                .writeStringProperty("TableArn", table.tableArn())
                .writeStringProperty("TableId", table.tableId());
        if (table.billing().onDemand()) {
            json.writeObjectPropertyStart("BillingModeSummary")
                    .writeStringProperty("BillingMode", "PAY_PER_REQUEST")
                    .writeName("LastUpdateToPayPerRequestDateTime")
                    .writeNumber(seconds(table.createdMillis()))
                    .writeEndObject();
        }
        json.writeBooleanProperty("DeletionProtectionEnabled", false).writeEndObject();
    }

    private static void definitions(JsonGenerator json, List<Definition> definitions) {
        if (definitions.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("AttributeDefinitions");
        for (Definition definition : definitions) {
            json.writeStartObject()
                    .writeStringProperty("AttributeName", definition.attributeName())
                    .writeStringProperty("AttributeType", definition.attributeType())
                    .writeEndObject();
        }
        json.writeEndArray();
    }

    private static void keys(JsonGenerator json, List<KeyElement> keys) {
        if (keys.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("KeySchema");
        for (KeyElement key : keys) {
            json.writeStartObject()
                    .writeStringProperty("AttributeName", key.attributeName())
                    .writeStringProperty("KeyType", key.keyType())
                    .writeEndObject();
        }
        json.writeEndArray();
    }

    /** Returns seconds with a fraction, never with an exponent. */
    private static String seconds(long millis) {
        return "%d.%03d".formatted(Math.floorDiv(millis, 1_000), Math.floorMod(millis, 1_000));
    }
}
