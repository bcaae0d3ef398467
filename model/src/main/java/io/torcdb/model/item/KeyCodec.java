package io.torcdb.model.item;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The encoding of keys. The unsigned order of the bytes is DynamoDB's order of the values, equal
 * values have equal bytes, and no encoding is a prefix of another, so the encoding of a pair is the
 * encoding of its parts put together and orders by the first, then the second.
 *
 * <p>Strings (as UTF-8) and binaries: a tag, the bytes with 00 written as 01 01 and 01 as 01 02,
 * and 00 as the end. Numbers: a tag for the sign; unless zero, the power of ten e (with the value
 * being 0.d1d2… × 10^e, d1 not 0) as a byte from e = -129 on, pairs of digits as bytes from 1 to
 * 100, and 00 as the end; of negative numbers all bytes after the tag are inverted.
 */
public final class KeyCodec {
    private static final int NEGATIVE = 0x10;
    private static final int ZERO = 0x11;
    private static final int POSITIVE = 0x12;
    private static final int STRING = 0x20;
    private static final int BINARY = 0x30;

    private static final int END = 0x00;
    private static final int ESCAPE = 0x01;

    private static final int NUMBER_CAPACITY = 24;
    private static final int LONG_DIGITS = 18;

    private KeyCodec() {}

    /**
     * Returns the encoding of a whole key; throws IllegalArgumentException for types that are no
     * keys.
     */
    public static byte[] encode(AttributeValue partitionKey, Optional<AttributeValue> sortKey) {
        byte[] first = encodePartitionKey(partitionKey);
        if (sortKey.isEmpty()) {
            return first;
        }
        byte[] second = encodeSortKey(sortKey.get());
        var both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /**
     * Returns the encoding of a partition key, which all keys of its item collection begin with.
     */
    public static byte[] encodePartitionKey(AttributeValue value) {
        return encodePart(value);
    }

    /** Returns the encoding of a sort key alone. */
    public static byte[] encodeSortKey(AttributeValue value) {
        return encodePart(value);
    }

    /** Returns what the encodings of exactly the sort keys begin with that begin with a value. */
    public static byte[] sortKeyPrefix(AttributeValue prefix) {
        return switch (prefix) {
            case AttributeValue.StringValue(var text) ->
                    escaped(STRING, text.getBytes(StandardCharsets.UTF_8), false);
            case AttributeValue.BinaryValue(var binary) -> escaped(BINARY, binary.array(), false);
            default ->
                    throw new IllegalArgumentException("only strings and binaries have prefixes");
        };
    }

    /** Returns the smallest byte string above all that begin with {@code prefix}. */
    public static byte[] successor(byte[] prefix) {
        int last = prefix.length - 1;
        while (last >= 0 && prefix[last] == (byte) 0xFF) {
            last--;
        }
        if (last < 0) {
            throw new IllegalArgumentException("nothing is above all that begin with FF");
        }
        var successor = new byte[last + 1];
        System.arraycopy(prefix, 0, successor, 0, last + 1);
        successor[last]++;
        return successor;
    }

    private static byte[] encodePart(AttributeValue value) {
        return switch (value) {
            case AttributeValue.StringValue(var text) ->
                    escaped(STRING, text.getBytes(StandardCharsets.UTF_8), true);
            case AttributeValue.BinaryValue(var binary) -> escaped(BINARY, binary.array(), true);
            case AttributeValue.NumberValue(var number) -> number(number);
            default -> throw new IllegalArgumentException("only S, N and B are keys");
        };
    }

    private static byte[] escaped(int tag, byte[] source, boolean ended) {
        int escapes = 0;
        for (byte b : source) {
            // 00 and 01 are the bytes without any higher bit.
            escapes += (b & 0xFE) == 0 ? 1 : 0;
        }
        var encoded = new byte[1 + source.length + escapes + (ended ? 1 : 0)];
        encoded[0] = (byte) tag;
        if (escapes == 0) {
            System.arraycopy(source, 0, encoded, 1, source.length);
            return encoded; // the end is a 00
        }
        int at = 1;
        for (byte b : source) {
            if ((b & 0xFE) == 0) {
                encoded[at++] = ESCAPE;
                encoded[at++] = (byte) (b + 1);
            } else {
                encoded[at++] = b;
            }
        }
        return encoded;
    }

    private static byte[] number(BigDecimal number) {
        if (number.signum() == 0) {
            return new byte[] {ZERO};
        }
        boolean negative = number.signum() < 0;
        int invert = negative ? 0xFF : 0;
        int digits = number.precision();
        var out = new ByteWriter(NUMBER_CAPACITY);
        out.put(negative ? NEGATIVE : POSITIVE);
        // The first digit stands for 10^(e - 1).
        out.put((digits - number.scale() - 1 - Numbers.MIN_EXPONENT) ^ invert);
        if (digits <= LONG_DIGITS) {
            pairs(out, Math.abs(number.unscaledValue().longValue()), digits, invert);
        } else {
            String text = number.unscaledValue().abs().toString();
            // 36 digits, then the at most two that are left.
            pairs(out, Long.parseLong(text, 0, LONG_DIGITS, 10), LONG_DIGITS, invert);
            int middle = Math.min(2 * LONG_DIGITS, digits);
            pairs(out, Long.parseLong(text, LONG_DIGITS, middle, 10), middle - LONG_DIGITS, invert);
            if (digits > middle) {
                pairs(out, Long.parseLong(text, middle, digits, 10), digits - middle, invert);
            }
        }
        out.put(END ^ invert);
        return out.toByteArray();
    }

    /** Appends {@code count} digits, at most 18, by twos; the last pair is filled with a 0. */
    private static void pairs(ByteWriter out, long digits, int count, int invert) {
        long even = count % 2 == 0 ? digits : digits * 10;
        long divisor = 1;
        for (int pair = 1; pair < (count + 1) / 2; pair++) {
            divisor *= 100;
        }
        for (; divisor > 0; divisor /= 100) {
            out.put((int) (even / divisor % 100 + 1) ^ invert);
        }
    }
}
