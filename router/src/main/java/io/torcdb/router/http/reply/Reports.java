package io.torcdb.router.http.reply;

import io.torcdb.model.request.Response.ConsumedCapacity;
import io.torcdb.model.request.Response.ItemCollectionMetrics;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes what requests report beside their results. */
final class Reports {
    private static final String CONSUMED_CAPACITY = "ConsumedCapacity";
    private static final String CAPACITY_UNITS = "CapacityUnits";

    private Reports() {}

    /** Writes the member that tells the capacity consumed of one table. */
    static void capacity(JsonGenerator json, ConsumedCapacity consumed) {
        one(json.writeName(CONSUMED_CAPACITY), consumed);
    }

    /** Writes the member that tells the capacity consumed of several tables. */
    static void capacities(JsonGenerator json, List<ConsumedCapacity> consumed) {
        json.writeArrayPropertyStart(CONSUMED_CAPACITY);
        consumed.forEach(table -> one(json, table));
        json.writeEndArray();
    }

    private static void one(JsonGenerator json, ConsumedCapacity consumed) {
        json.writeStartObject()
                .writeStringProperty("TableName", consumed.tableName())
                .writeNumberProperty(CAPACITY_UNITS, consumed.units());
        consumed.detail().ifPresent(detail -> detail(json, detail));
        json.writeEndObject();
    }

    private static void detail(JsonGenerator json, ConsumedCapacity.Detail detail) {
        units(json, "Table", detail.table());
        if (!detail.localIndexes().isEmpty()) {
            json.writeObjectPropertyStart("LocalSecondaryIndexes");
            detail.localIndexes().forEach((index, units) -> units(json, index, units));
            json.writeEndObject();
        }
    }

    private static void units(JsonGenerator json, String name, double units) {
        json.writeObjectPropertyStart(name)
                .writeNumberProperty(CAPACITY_UNITS, units)
                .writeEndObject();
    }

    /** Writes the member that tells of one item collection. */
    static void collection(JsonGenerator json, ItemCollectionMetrics metrics) {
        collectionValue(json.writeName("ItemCollectionMetrics"), metrics);
    }

    /** Writes what is told of one item collection. */
    static void collectionValue(JsonGenerator json, ItemCollectionMetrics metrics) {
        json.writeStartObject();
        ValueWriter.item(json.writeName("ItemCollectionKey"), metrics.key());
        json.writeArrayPropertyStart("SizeEstimateRangeGB")
                .writeNumber(metrics.lowerGigabytes())
                .writeNumber(metrics.upperGigabytes())
                .writeEndArray()
                .writeEndObject();
    }
}
