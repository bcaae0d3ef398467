package io.torcdb.model.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Reads what {@link ItemEncoder} writes and nothing else: every departure from the one encoding of
 * a value throws {@link CorruptItemException}. Used once.
 */
final class ItemDecoder {
    /** Guards the stack; items nest less, values that only conditions use may nest more. */
    static final int MAX_DEPTH = 512;

    /** The unscaled value of 38 digits. */
    static final int MAX_UNSCALED_BYTES = 16;

    /** Scale, length and at least one byte. */
    private static final int MIN_NUMBER_BYTES = 3;

    private final ByteReader in;
    private int sizeBytes;

    ItemDecoder(byte[] bytes) {
        in = new ByteReader(bytes);
    }

    /** Reads an item. */
    NameMap members() {
        format();
        int claimedBytes = in.getInt();
        NameMap members = members(0);
        end();
        if (claimedBytes != sizeBytes) {
            throw new CorruptItemException("an item of another size");
        }
        return members;
    }

    AttributeValue single() {
        format();
        AttributeValue value = value(0);
        end();
        return value;
    }

    private void format() {
        if (in.get() != ItemCodec.FORMAT) {
            throw new CorruptItemException("a format that is not known here");
        }
    }

    private void end() {
        if (in.remaining() > 0) {
            throw new CorruptItemException("bytes after the end");
        }
    }

    private NameMap members(int depth) {
        int count = in.getCount(2);
        var names = new String[count];
        var values = new AttributeValue[count];
        for (int i = 0; i < count; i++) {
            names[i] = text();
            ascending(names, i, Order.UTF_8);
            values[i] = value(depth);
        }
        return NameMap.ofSorted(names, values);
    }

    private AttributeValue value(int depth) {
        if (depth > MAX_DEPTH) {
            throw new CorruptItemException("nests too deep");
        }
        return switch (in.get()) {
            case ValueTag.STRING -> new AttributeValue.StringValue(text());
            case ValueTag.NUMBER -> new AttributeValue.NumberValue(number());
            case ValueTag.BINARY -> new AttributeValue.BinaryValue(binary());
            case ValueTag.FALSE -> flag(new AttributeValue.BooleanValue(false));
            case ValueTag.TRUE -> flag(new AttributeValue.BooleanValue(true));
            case ValueTag.NULL -> flag(new AttributeValue.NullValue());
            case ValueTag.STRING_SET -> stringSet();
            case ValueTag.NUMBER_SET -> numberSet();
            case ValueTag.BINARY_SET -> binarySet();
            case ValueTag.LIST -> list(depth + 1);
            case ValueTag.MAP -> map(depth + 1);
            default -> throw new CorruptItemException("a type that is not known here");
        };
    }

    private AttributeValue flag(AttributeValue value) {
        sizeBytes += Sizes.FLAG_BYTES;
        return value;
    }

    private AttributeValue list(int depth) {
        var elements = new AttributeValue[in.getCount(1)];
        sizeBytes += Sizes.CONTAINER_BYTES + elements.length * Sizes.MEMBER_BYTES;
        for (int i = 0; i < elements.length; i++) {
            elements[i] = value(depth);
        }
        return new AttributeValue.ListValue(Arrays.asList(elements));
    }

    private AttributeValue map(int depth) {
        NameMap members = members(depth);
        sizeBytes += Sizes.CONTAINER_BYTES + members.size() * Sizes.MEMBER_BYTES;
        return new AttributeValue.MapValue(members);
    }

    private AttributeValue stringSet() {
        var texts = new String[memberCount(1)];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text();
            ascending(texts, i, Order.UTF_8);
        }
        return new AttributeValue.StringSet(Arrays.asList(texts));
    }

    private AttributeValue numberSet() {
        var numbers = new BigDecimal[memberCount(MIN_NUMBER_BYTES)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number();
            ascending(numbers, i, Comparator.naturalOrder());
        }
        return new AttributeValue.NumberSet(Arrays.asList(numbers));
    }

    private AttributeValue binarySet() {
        var binaries = new Binary[memberCount(1)];
        for (int i = 0; i < binaries.length; i++) {
            binaries[i] = binary();
            ascending(binaries, i, Comparator.naturalOrder());
        }
        return new AttributeValue.BinarySet(Arrays.asList(binaries));
    }

    private int memberCount(int bytesEach) {
        int count = in.getCount(bytesEach);
        if (count == 0) {
            throw new CorruptItemException("an empty set");
        }
        return count;
    }

    private static <T> void ascending(T[] members, int last, Comparator<? super T> order) {
        if (last > 0 && order.compare(members[last - 1], members[last]) >= 0) {
            throw new CorruptItemException("members out of order");
        }
    }

    private String text() {
        int length = in.getVarint();
        sizeBytes += length;
        return in.getText(length);
    }

    private Binary binary() {
        int length = in.getVarint();
        sizeBytes += length;
        return Binary.wrap(in.getBytes(length));
    }

    private BigDecimal number() {
        int scale = in.getScale();
        int length = in.get();
        if (length == 0 || length > MAX_UNSCALED_BYTES) {
            throw new CorruptItemException("a number of that many bytes");
        }
        BigDecimal number =
                length <= Long.BYTES
                        ? BigDecimal.valueOf(in.getBigEndian(length), scale)
                        : new BigDecimal(in.getBigInteger(length), scale);
        if (!isCanonical(number, length)) {
            throw new CorruptItemException("a number that is not in canonical form");
        }
        sizeBytes += Sizes.ofNumber(number);
        return number;
    }

    private static boolean isCanonical(BigDecimal number, int length) {
        BigInteger unscaled = number.unscaledValue();
        try {
            return unscaled.bitLength() / Byte.SIZE + 1 == length
                    && Numbers.canonical(number).scale() == number.scale();
        } catch (IllegalArgumentException outsideTheRange) {
            return false;
        }
    }
}
