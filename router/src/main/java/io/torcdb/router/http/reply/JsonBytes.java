package io.torcdb.router.http.reply;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Bytes of JSON appended to a growing array. For one thread. */
final class JsonBytes {
    /** What a value takes beside its encoding, about, where there are few. */
    private static final int ROOM = 256;

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_PLAIN = 0x20;

    private byte[] bytes;
    private int length;

    JsonBytes(int capacity) {
        bytes = new byte[capacity + ROOM];
    }

    void put(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
    }

    /** Appends ASCII characters as they are. */
    void plain(String ascii) {
        int count = ascii.length();
        reserve(count);
        for (int i = 0; i < count; i++) {
            bytes[length + i] = (byte) ascii.charAt(i);
        }
        length += count;
    }

    /** Appends a string of JSON whose characters are given as UTF-8. */
    void text(byte[] utf8, int offset, int count) {
        put('"');
        int end = offset + count;
        int from = offset;
        for (int i = offset; i < end; i++) {
            byte b = utf8[i];
            // Negative ones are of characters beyond ASCII.
            if (b == '"' || b == '\\' || (b >= 0 && b < FIRST_PLAIN)) {
                put(utf8, from, i - from);
                escaped(b);
                from = i + 1;
            }
        }
        put(utf8, from, end - from);
        put('"');
    }

    private void escaped(byte b) {
        switch (b) {
            case '"' -> plain("\\\"");
            case '\\' -> plain("\\\\");
            case '\b' -> plain("\\b");
            case '\t' -> plain("\\t");
            case '\n' -> plain("\\n");
            case '\f' -> plain("\\f");
            case '\r' -> plain("\\r");
            default -> {
                plain("\\u00");
                put((char) HEX[b >> 4]);
                put((char) HEX[b & 0xF]);
            }
        }
    }

    /** Appends bytes as base64 in a string of JSON. */
    void base64(byte[] source, int offset, int count) {
        put('"');
        byte[] text =
                Base64.getEncoder().encode(Arrays.copyOfRange(source, offset, offset + count));
        put(text, 0, text.length);
        put('"');
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    private void put(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
