package io.torcdb.router.http.reply;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.request.Request.BatchWrite;
import io.torcdb.model.request.Request.KeysAndAttributes;
import io.torcdb.model.request.Response;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Writes the replies of batches; what was not done is written as it was asked for. */
final class BatchWriter {
    private BatchWriter() {}

    static void got(JsonGenerator json, Response.BatchGot got) {
        lists(json, "Responses", got.responses(), item -> ValueWriter.item(json, item));
        json.writeObjectPropertyStart("UnprocessedKeys");
        got.unprocessedKeys().forEach((table, keys) -> keys(json.writeName(table), keys));
        json.writeEndObject();
        got.consumedCapacity().ifPresent(consumed -> Reports.capacities(json, consumed));
    }

    static void written(JsonGenerator json, Response.BatchWritten written) {
        lists(json, "UnprocessedItems", written.unprocessedItems(), write -> write(json, write));
        if (!written.itemCollectionMetrics().isEmpty()) {
            lists(
                    json,
                    "ItemCollectionMetrics",
                    written.itemCollectionMetrics(),
                    metrics -> Reports.collectionValue(json, metrics));
        }
        written.consumedCapacity().ifPresent(consumed -> Reports.capacities(json, consumed));
    }

    private static <T> void lists(
            JsonGenerator json,
            String name,
            SequencedMap<String, List<T>> lists,
            Consumer<T> element) {
        json.writeObjectPropertyStart(name);
        lists.forEach((table, elements) -> {
            json.writeArrayPropertyStart(table);
            elements.forEach(element);
            json.writeEndArray();
        });
        json.writeEndObject();
    }

    private static void keys(JsonGenerator json, KeysAndAttributes asked) {
        json.writeStartObject();
        asked.keys()
                .ifPresent(keys -> {
                    json.writeArrayPropertyStart("Keys");
                    keys.forEach(key -> ValueWriter.attributes(json, key));
                    json.writeEndArray();
                });
        asked.attributesToGet()
                .ifPresent(attributes -> {
                    json.writeArrayPropertyStart("AttributesToGet");
                    attributes.forEach(json::writeString);
                    json.writeEndArray();
                });
        asked.consistentRead()
                .ifPresent(strong -> json.writeBooleanProperty("ConsistentRead", strong));
        asked.projectionExpression()
                .ifPresent(text -> json.writeStringProperty("ProjectionExpression", text));
        asked.expressionAttributeNames()
                .ifPresent(names -> {
                    json.writeObjectPropertyStart("ExpressionAttributeNames");
                    names.forEach(json::writeStringProperty);
                    json.writeEndObject();
                });
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, BatchWrite write) {
        json.writeStartObject();
        write.put().ifPresent(item -> write(json, "PutRequest", "Item", item));
        write.delete().ifPresent(key -> write(json, "DeleteRequest", "Key", key));
        json.writeEndObject();
    }

    private static void write(
            JsonGenerator json,
            String name,
            String member,
            SequencedMap<String, AttributeValue> attributes) {
        ValueWriter.attributes(json.writeObjectPropertyStart(name).writeName(member), attributes);
        json.writeEndObject();
    }
}
