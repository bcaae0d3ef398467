package io.torcdb.model.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Writes values and counts their size as DynamoDB does on the way, when the UTF-8 lengths are at
 * hand anyway. Used once.
 */
final class ItemEncoder {
    /** What the rest of a value takes at most, beside a text or binary, unless it is nested. */
    private static final int BYTES_BESIDE = 24;

    /** Unscaled values of so many digits fit a long. */
    private static final int LONG_DIGITS = 18;

    private final ByteWriter out;
    private int sizeBytes;

    private ItemEncoder(int capacity) {
        out = new ByteWriter(capacity);
    }

    /** Returns the encoding of the item of {@code attributes}. */
    static byte[] encode(NameMap attributes) {
        int capacity = BYTES_BESIDE;
        for (int i = 0; i < attributes.size(); i++) {
            capacity += attributes.name(i).length() + capacityFor(attributes.value(i));
        }
        return new ItemEncoder(capacity).whole(attributes);
    }

    static byte[] encode(AttributeValue value) {
        return new ItemEncoder(BYTES_BESIDE + capacityFor(value)).single(value);
    }

    /** Guesses the room for a value: enough for flat values of ASCII characters. */
    private static int capacityFor(AttributeValue value) {
        return switch (value) {
            case AttributeValue.StringValue(var text) -> BYTES_BESIDE + text.length();
            case AttributeValue.BinaryValue(var binary) -> BYTES_BESIDE + binary.length();
            default -> BYTES_BESIDE;
        };
    }

    private byte[] whole(NameMap attributes) {
        out.put(ItemCodec.FORMAT);
        out.putBigEndian(0, Integer.BYTES);
        members(attributes);
        out.patchInt(1, sizeBytes);
        return out.toByteArray();
    }

    private byte[] single(AttributeValue value) {
        out.put(ItemCodec.FORMAT);
        value(value);
        return out.toByteArray();
    }

    private void members(NameMap members) {
        out.putVarint(members.size());
        for (int i = 0; i < members.size(); i++) {
            text(members.name(i));
            value(members.value(i));
        }
    }

    private void value(AttributeValue value) {
        switch (value) {
            case AttributeValue.StringValue(var text) -> {
                out.put(ValueTag.STRING);
                text(text);
            }
            case AttributeValue.NumberValue(var number) -> {
                out.put(ValueTag.NUMBER);
                number(number);
            }
            case AttributeValue.BinaryValue(var binary) -> {
                out.put(ValueTag.BINARY);
                binary(binary);
            }
            case AttributeValue.BooleanValue(var flag) -> {
                out.put(flag ? ValueTag.TRUE : ValueTag.FALSE);
                sizeBytes += Sizes.FLAG_BYTES;
            }
            case AttributeValue.NullValue _ -> {
                out.put(ValueTag.NULL);
                sizeBytes += Sizes.FLAG_BYTES;
            }
            case AttributeValue.StringSet(var texts) -> {
                out.put(ValueTag.STRING_SET);
                out.putVarint(texts.size());
                for (String text : texts) {
                    text(text);
                }
            }
            case AttributeValue.NumberSet(var numbers) -> {
                out.put(ValueTag.NUMBER_SET);
                out.putVarint(numbers.size());
                for (BigDecimal number : numbers) {
                    number(number);
                }
            }
            case AttributeValue.BinarySet(var binaries) -> {
                out.put(ValueTag.BINARY_SET);
                out.putVarint(binaries.size());
                for (Binary binary : binaries) {
                    binary(binary);
                }
            }
            case AttributeValue.ListValue(var elements) -> {
                out.put(ValueTag.LIST);
                out.putVarint(elements.size());
                sizeBytes += Sizes.CONTAINER_BYTES + elements.size() * Sizes.MEMBER_BYTES;
                for (AttributeValue element : elements) {
                    value(element);
                }
            }
            case AttributeValue.MapValue(var members) -> {
                out.put(ValueTag.MAP);
                sizeBytes += Sizes.CONTAINER_BYTES + members.size() * Sizes.MEMBER_BYTES;
                members(NameMap.copyOf(members));
            }
        }
    }

    private void text(String text) {
        if (text.length() < Text.LONG_TEXT && out.putAscii(text)) {
            sizeBytes += text.length();
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        sizeBytes += utf8.length;
        out.putVarint(utf8.length);
        out.put(utf8);
    }

    private void binary(Binary binary) {
        sizeBytes += binary.length();
        out.putVarint(binary.length());
        out.put(binary.array());
    }

    /** Scale, then the unscaled value in the fewest bytes of two's complement. */
    private void number(BigDecimal number) {
        sizeBytes += Sizes.ofNumber(number);
        int scale = number.scale();
        out.putVarint(scale << 1 ^ scale >> 31);
        if (number.precision() <= LONG_DIGITS) {
            // That of a number without a fraction is at hand, the unscaled value is to be made.
            long unscaled = number.scaleByPowerOfTen(scale).longValue();
            int length = bytesOf(unscaled);
            out.put(length);
            out.putBigEndian(unscaled, length);
            return;
        }
        BigInteger unscaled = number.unscaledValue();
        int length = unscaled.bitLength() / Byte.SIZE + 1;
        out.put(length);
        if (length <= Long.BYTES) {
            out.putBigEndian(unscaled.longValue(), length);
        } else {
            out.put(unscaled.toByteArray());
        }
    }

    private static int bytesOf(long value) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(value < 0 ? ~value : value);
        return bits / Byte.SIZE + 1;
    }
}
