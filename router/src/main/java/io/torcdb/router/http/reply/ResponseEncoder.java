package io.torcdb.router.http.reply;

import io.torcdb.model.item.Item;
import io.torcdb.model.request.Response;
import io.torcdb.router.http.request.ApiOperation;
import tools.jackson.core.JsonGenerator;

/** Writes replies as JSON members into bytes. Safe for use by many threads. */
public final class ResponseEncoder {
    private static final int OK = 200;
    private static final Answer NOTHING = new Answer(OK, Answer.AMAZON_JSON, new byte[0], 0);

    private final JsonOutput output = new JsonOutput();

    /** Returns the reply of {@code operation}. */
    public Answer encode(ApiOperation operation, Response response) {
        return response instanceof Response.Nothing
                ? NOTHING
                : output.write(OK, json -> members(json, operation, response));
    }

    private static void members(JsonGenerator json, ApiOperation operation, Response response) {
        switch (response) {
            case Response.Written written -> written(json, written);
            case Response.Got got -> got(json, got);
            case Response.Page page -> page(json, page);
            case Response.BatchGot got -> BatchWriter.got(json, got);
            case Response.BatchWritten written -> BatchWriter.written(json, written);
            case Response.Described(var table) -> {
                boolean describe = operation == ApiOperation.DESCRIBE_TABLE;
                json.writeName(describe ? "Table" : "TableDescription");
                TableWriter.table(json, table);
            }
            case Response.Listed listed -> listed(json, listed);
            case Response.TimeToLive timeToLive -> timeToLive(json, operation, timeToLive);
            case Response.ContinuousBackups() -> continuousBackups(json);
            case Response.Tags tags -> tags(json, tags);
            case Response.Limits limits -> limits(json, limits);
            case Response.Endpoints endpoints -> endpoints(json, endpoints);
            case Response.Nothing() -> {}
        }
    }

    private static void item(JsonGenerator json, String name, Item item) {
        ValueWriter.item(json.writeName(name), item);
    }

    private static void written(JsonGenerator json, Response.Written written) {
        written.attributes().ifPresent(item -> item(json, "Attributes", item));
        written.consumedCapacity().ifPresent(consumed -> Reports.capacity(json, consumed));
        written.itemCollectionMetrics().ifPresent(metrics -> Reports.collection(json, metrics));
    }

    private static void got(JsonGenerator json, Response.Got got) {
        got.item().ifPresent(item -> item(json, "Item", item));
        got.consumedCapacity().ifPresent(consumed -> Reports.capacity(json, consumed));
    }

    private static void page(JsonGenerator json, Response.Page page) {
        page.items()
                .ifPresent(items -> {
                    json.writeArrayPropertyStart("Items");
                    for (Item item : items) {
                        ValueWriter.item(json, item);
                    }
                    json.writeEndArray();
                });
        json.writeNumberProperty("Count", page.count());
        json.writeNumberProperty("ScannedCount", page.scannedCount());
        page.lastEvaluatedKey().ifPresent(key -> item(json, "LastEvaluatedKey", key));
        page.consumedCapacity().ifPresent(consumed -> Reports.capacity(json, consumed));
    }

    private static void listed(JsonGenerator json, Response.Listed listed) {
        json.writeArrayPropertyStart("TableNames");
        listed.tableNames().forEach(json::writeString);
        json.writeEndArray();
        listed.lastEvaluatedTableName()
                .ifPresent(name -> json.writeStringProperty("LastEvaluatedTableName", name));
    }

    private static void timeToLive(
            JsonGenerator json, ApiOperation operation, Response.TimeToLive timeToLive) {
        if (operation == ApiOperation.UPDATE_TIME_TO_LIVE) {
            json.writeObjectPropertyStart("TimeToLiveSpecification")
                    .writeBooleanProperty("Enabled", timeToLive.enabled());
        } else {
            json.writeObjectPropertyStart("TimeToLiveDescription")
                    .writeStringProperty("TimeToLiveStatus", timeToLive.status());
        }
        timeToLive
                .attributeName()
                .ifPresent(name -> json.writeStringProperty("AttributeName", name));
        json.writeEndObject();
    }

    /** Writes what the service says of a table that nobody wants back from earlier times. */
    private static void continuousBackups(JsonGenerator json) {
        json.writeObjectPropertyStart("ContinuousBackupsDescription")
                .writeStringProperty("ContinuousBackupsStatus", "ENABLED")
                .writeObjectPropertyStart("PointInTimeRecoveryDescription")
                .writeStringProperty("PointInTimeRecoveryStatus", "DISABLED")
                .writeEndObject()
                .writeEndObject();
    }

    private static void tags(JsonGenerator json, Response.Tags tags) {
        json.writeArrayPropertyStart("Tags");
        for (Response.Tag tag : tags.tags()) {
            json.writeStartObject()
                    .writeStringProperty("Key", tag.key())
                    .writeStringProperty("Value", tag.value())
                    .writeEndObject();
        }
        json.writeEndArray();
        tags.nextToken().ifPresent(token -> json.writeStringProperty("NextToken", token));
    }

    private static void limits(JsonGenerator json, Response.Limits limits) {
        json.writeNumberProperty(
                        "AccountMaxReadCapacityUnits", limits.accountMaxReadCapacityUnits())
                .writeNumberProperty(
                        "AccountMaxWriteCapacityUnits", limits.accountMaxWriteCapacityUnits())
                .writeNumberProperty(
                        "TableMaxReadCapacityUnits", limits.tableMaxReadCapacityUnits())
                .writeNumberProperty(
                        "TableMaxWriteCapacityUnits", limits.tableMaxWriteCapacityUnits());
    }

    private static void endpoints(JsonGenerator json, Response.Endpoints endpoints) {
        json.writeArrayPropertyStart("Endpoints")
                .writeStartObject()
                .writeStringProperty("Address", endpoints.address())
                .writeNumberProperty("CachePeriodInMinutes", endpoints.cachePeriodMinutes())
                .writeEndObject()
                .writeEndArray();
    }
}
