package io.torcdb.router.http.reply;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Binary;
import io.torcdb.model.item.Numbers;
import java.math.BigDecimal;
import java.util.SequencedMap;
import tools.jackson.core.JsonGenerator;

/** Writes attribute values. */
final class ValueWriter {
    private ValueWriter() {}

    /** Writes an object of values by name. */
    static void attributes(JsonGenerator json, SequencedMap<String, AttributeValue> attributes) {
        json.writeStartObject();
        for (var attribute : attributes.entrySet()) {
            value(json.writeName(attribute.getKey()), attribute.getValue());
        }
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, AttributeValue value) {
        json.writeStartObject();
        switch (value) {
            case AttributeValue.StringValue(var text) -> json.writeStringProperty("S", text);
            case AttributeValue.NumberValue(var number) ->
                    json.writeStringProperty("N", Numbers.format(number));
            case AttributeValue.BinaryValue(var binary) ->
                    json.writeBinaryProperty("B", binary.toByteArray());
            case AttributeValue.BooleanValue(var bool) -> json.writeBooleanProperty("BOOL", bool);
            case AttributeValue.NullValue() -> json.writeBooleanProperty("NULL", true);
            case AttributeValue.StringSet(var texts) -> {
                json.writeArrayPropertyStart("SS");
                for (String text : texts) {
                    json.writeString(text);
                }
                json.writeEndArray();
            }
            case AttributeValue.NumberSet(var numbers) -> {
                json.writeArrayPropertyStart("NS");
                for (BigDecimal number : numbers) {
                    json.writeString(Numbers.format(number));
                }
                json.writeEndArray();
            }
            case AttributeValue.BinarySet(var binaries) -> {
                json.writeArrayPropertyStart("BS");
                for (Binary binary : binaries) {
                    json.writeBinary(binary.toByteArray());
                }
                json.writeEndArray();
            }
            case AttributeValue.ListValue(var values) -> {
                json.writeArrayPropertyStart("L");
                for (AttributeValue element : values) {
                    value(json, element);
                }
                json.writeEndArray();
            }
            case AttributeValue.MapValue(var values) -> attributes(json.writeName("M"), values);
        }
        json.writeEndObject();
    }
}
