package io.torcdb.router.http.reply;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.item.ItemVisitor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * Writes attribute values straight from their encoding, whose texts are the bytes that the body
 * needs. For one thread.
 */
final class ValueWriter implements ItemVisitor {
    private final JsonBytes out;

    /** Whether something stands before the next value that a comma must part from it. */
    private boolean follows;

    /** Whether scalars are members of a set, which have no types of their own. */
    private boolean inSet;

    private ValueWriter(int capacity) {
        out = new JsonBytes(capacity);
    }

    /** Writes an item as an object of values by name. */
    static void item(JsonGenerator json, Item item) {
        var writer = new ValueWriter(ItemCodec.encode(item).length);
        writer.out.put('{');
        ItemCodec.visit(item, writer);
        writer.out.put('}');
        json.writeRawValue(""); // what comes before a value
        json.flush();
        try {
            writer.out.writeTo((OutputStream) json.streamWriteOutputTarget());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // it goes into memory
        }
    }

    /** Writes an object of values by name. */
    static void attributes(JsonGenerator json, Map<String, AttributeValue> attributes) {
        item(json, Item.of(attributes));
    }

    @Override
    public void name(byte[] bytes, int offset, int length) {
        part();
        out.text(bytes, offset, length);
        out.put(':');
        follows = false;
    }

    @Override
    public void string(byte[] bytes, int offset, int length) {
        beginScalar("{\"S\":");
        out.text(bytes, offset, length);
        endScalar();
    }

    @Override
    public void number(String digits) {
        beginScalar("{\"N\":");
        out.put('"');
        out.plain(digits);
        out.put('"');
        endScalar();
    }

    @Override
    public void binary(byte[] bytes, int offset, int length) {
        beginScalar("{\"B\":");
        out.base64(bytes, offset, length);
        endScalar();
    }

    @Override
    public void bool(boolean value) {
        flag(value ? "{\"BOOL\":true}" : "{\"BOOL\":false}");
    }

    @Override
    public void nothing() {
        flag("{\"NULL\":true}");
    }

    private void flag(String json) {
        part();
        out.plain(json);
        follows = true;
    }

    @Override
    public void begin(String type) {
        part();
        out.plain("{\"");
        out.plain(type);
        out.plain(isMap(type) ? "\":{" : "\":[");
        inSet = !isMap(type) && !type.equals("L");
        follows = false;
    }

    @Override
    public void end(String type) {
        out.plain(isMap(type) ? "}}" : "]}");
        inSet = false;
        follows = true;
    }

    private static boolean isMap(String type) {
        return type.equals("M");
    }

    private void beginScalar(String type) {
        part();
        if (!inSet) {
            out.plain(type);
        }
    }

    private void endScalar() {
        if (!inSet) {
            out.put('}');
        }
        follows = true;
    }

    private void part() {
        if (follows) {
            out.put(',');
        }
    }
}
