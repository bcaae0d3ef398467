package io.torcdb.model.item;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads bytes that may be damaged: whatever leads beyond the end, or is not the one way to write
 * something, throws {@link CorruptItemException}. Not safe for use by many threads.
 */
final class ByteReader {
    private final byte[] bytes;
    private int position;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int remaining() {
        return bytes.length - position;
    }

    /** Returns the next byte, 0 to 255. */
    int get() {
        if (position == bytes.length) {
            throw new CorruptItemException("ends too early");
        }
        return bytes[position++] & 0xFF;
    }

    int getInt() {
        return (int) getBigEndian(Integer.BYTES);
    }

    /** Returns a signed number of {@code count} bytes, at most 8. */
    long getBigEndian(int count) {
        int start = skip(count);
        long value = bytes[start];
        for (int i = 1; i < count; i++) {
            value = value << 8 | (bytes[start + i] & 0xFF);
        }
        return value;
    }

    BigInteger getBigInteger(int count) {
        return new BigInteger(bytes, skip(count), count);
    }

    /** Returns an unsigned number below 2^31 in its shortest form. */
    int getVarint() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = get();
            if ((next == 0 && shift > 0) || (shift == 28 && next > 7)) {
                break;
            }
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new CorruptItemException("a malformed number");
    }

    /** Returns the scale of a number, a signed one in zigzag form. */
    int getScale() {
        int zigzag = getVarint();
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    /** Returns a count of things that take at least {@code bytesEach} bytes each. */
    int getCount(int bytesEach) {
        int count = getVarint();
        if (count > remaining() / bytesEach) {
            throw new CorruptItemException("counts more than there is");
        }
        return count;
    }

    byte[] getBytes(int count) {
        int start = skip(count);
        return Arrays.copyOfRange(bytes, start, start + count);
    }

    /** Returns text of {@code count} bytes. */
    String getText(int count) {
        int start = skip(count);
        var text = new String(bytes, start, count, StandardCharsets.UTF_8);
        // The JDK puts U+FFFD for what it cannot decode; only then it is worth a closer look.
        if (text.indexOf('\uFFFD') >= 0) {
            byte[] again = text.getBytes(StandardCharsets.UTF_8);
            if (!Arrays.equals(again, 0, again.length, bytes, start, start + count)) {
                throw new CorruptItemException("text that is not UTF-8");
            }
        }
        return text;
    }

    /** Passes over bytes and returns where they begin. */
    int skip(int count) {
        if (count > remaining()) {
            throw new CorruptItemException("ends too early");
        }
        int start = position;
        position += count;
        return start;
    }
}
