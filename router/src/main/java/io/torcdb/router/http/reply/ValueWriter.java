package io.torcdb.router.http.reply;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.item.ItemVisitor;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;

/**
 * Writes attribute values straight from their encoding, whose texts are the bytes that the body
 * needs. For one thread.
 */
final class ValueWriter implements ItemVisitor {
    private static final SerializedString STRING = new SerializedString("S");
    private static final SerializedString NUMBER = new SerializedString("N");
    private static final SerializedString BINARY = new SerializedString("B");
    private static final SerializedString BOOLEAN = new SerializedString("BOOL");
    private static final SerializedString NULL = new SerializedString("NULL");

    private final JsonGenerator json;

    /** Whether scalars are members of a set, which have no types of their own. */
    private boolean inSet;

    private ValueWriter(JsonGenerator json) {
        this.json = json;
    }

    /** Writes an item as an object of values by name. */
    static void item(JsonGenerator json, Item item) {
        json.writeStartObject();
        ItemCodec.visit(item, new ValueWriter(json));
        json.writeEndObject();
    }

    /** Writes an object of values by name. */
    static void attributes(JsonGenerator json, Map<String, AttributeValue> attributes) {
        item(json, Item.of(attributes));
    }

    @Override
    public void name(byte[] bytes, int offset, int length) {
        json.writeName(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void string(byte[] bytes, int offset, int length) {
        beginScalar(STRING);
        json.writeUTF8String(bytes, offset, length);
        endScalar();
    }

    @Override
    public void number(String digits) {
        beginScalar(NUMBER);
        json.writeString(digits);
        endScalar();
    }

    @Override
    public void binary(byte[] bytes, int offset, int length) {
        beginScalar(BINARY);
        json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, bytes, offset, length);
        endScalar();
    }

    @Override
    public void bool(boolean value) {
        beginScalar(BOOLEAN);
        json.writeBoolean(value);
        endScalar();
    }

    @Override
    public void nothing() {
        beginScalar(NULL);
        json.writeBoolean(true);
        endScalar();
    }

    @Override
    public void begin(String type) {
        json.writeStartObject().writeName(type);
        if (type.equals("M")) {
            json.writeStartObject();
        } else {
            json.writeStartArray();
            inSet = !type.equals("L");
        }
    }

    @Override
    public void end(String type) {
        inSet = false;
        if (type.equals("M")) {
            json.writeEndObject();
        } else {
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void beginScalar(SerializedString type) {
        if (!inSet) {
            json.writeStartObject().writeName(type);
        }
    }

    private void endScalar() {
        if (!inSet) {
            json.writeEndObject();
        }
    }
}
