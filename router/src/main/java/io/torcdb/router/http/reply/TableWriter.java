package io.torcdb.router.http.reply;

import io.torcdb.model.request.Response.Billing;
import io.torcdb.model.request.Response.Definition;
import io.torcdb.model.request.Response.KeyElement;
import io.torcdb.model.request.Response.LocalIndexDescription;
import io.torcdb.model.request.Response.TableClass;
import io.torcdb.model.request.Response.TableDescription;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Writes descriptions of tables. */
final class TableWriter {
    private static final int DIGITS_OF_FRACTION = 3;

    private TableWriter() {}

    static void table(JsonGenerator json, TableDescription table) {
        json.writeStartObject();
        definitions(json, table.attributeDefinitions());
        json.writeStringProperty("TableName", table.tableName());
        keys(json, table.keySchema());
        json.writeStringProperty("TableStatus", table.status());
        time(json, "CreationDateTime", Optional.of(table.createdMillis()));
        throughput(json, table.billing());
        json.writeNumberProperty("TableSizeBytes", table.tableSizeBytes())
                .writeNumberProperty("ItemCount", table.itemCount())
                .writeStringProperty("TableArn", table.tableArn())
                .writeStringProperty("TableId", table.tableId());
        billingMode(json, table.billing());
        localIndexes(json, table.localSecondaryIndexes());
        table.tableClass().ifPresent(tableClass -> tableClass(json, tableClass));
        json.writeBooleanProperty("DeletionProtectionEnabled", table.deletionProtectionEnabled())
                .writeEndObject();
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

    private static void throughput(JsonGenerator json, Billing billing) {
        json.writeObjectPropertyStart("ProvisionedThroughput");
        time(json, "LastIncreaseDateTime", billing.lastIncreaseMillis());
        time(json, "LastDecreaseDateTime", billing.lastDecreaseMillis());
        json.writeNumberProperty("NumberOfDecreasesToday", billing.decreasesToday())
                .writeNumberProperty("ReadCapacityUnits", billing.readCapacityUnits())
                .writeNumberProperty("WriteCapacityUnits", billing.writeCapacityUnits())
                .writeEndObject();
    }

    /** Writes the mode of a table that is, or was, on demand; others have no such member. */
    private static void billingMode(JsonGenerator json, Billing billing) {
        if (!billing.onDemand() && billing.onDemandSinceMillis().isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart("BillingModeSummary")
                .writeStringProperty(
                        "BillingMode", billing.onDemand() ? "PAY_PER_REQUEST" : "PROVISIONED");
        time(json, "LastUpdateToPayPerRequestDateTime", billing.onDemandSinceMillis());
        json.writeEndObject();
    }

    private static void localIndexes(JsonGenerator json, List<LocalIndexDescription> indexes) {
        if (indexes.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("LocalSecondaryIndexes");
        for (LocalIndexDescription index : indexes) {
            json.writeStartObject().writeStringProperty("IndexName", index.indexName());
            keys(json, index.keySchema());
            projection(json, index);
            json.writeNumberProperty("IndexSizeBytes", index.indexSizeBytes())
                    .writeNumberProperty("ItemCount", index.itemCount())
                    .writeStringProperty("IndexArn", index.indexArn())
                    .writeEndObject();
        }
        json.writeEndArray();
    }

    private static void projection(JsonGenerator json, LocalIndexDescription index) {
        json.writeObjectPropertyStart("Projection")
                .writeStringProperty("ProjectionType", index.projectionType());
        if (!index.nonKeyAttributes().isEmpty()) {
            json.writeArrayPropertyStart("NonKeyAttributes");
            index.nonKeyAttributes().forEach(json::writeString);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void tableClass(JsonGenerator json, TableClass tableClass) {
        json.writeObjectPropertyStart("TableClassSummary")
                .writeStringProperty("TableClass", tableClass.name());
        time(json, "LastUpdateDateTime", tableClass.updatedMillis());
        json.writeEndObject();
    }

    /** Writes a time, if there is one, as seconds with a fraction, never with an exponent. */
    private static void time(JsonGenerator json, String name, Optional<Long> millis) {
        millis.ifPresent(time ->
                json.writeNumberProperty(name, BigDecimal.valueOf(time, DIGITS_OF_FRACTION)));
    }
}
