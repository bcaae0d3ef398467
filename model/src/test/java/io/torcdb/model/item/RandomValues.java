package io.torcdb.model.item;

import io.torcdb.model.item.AttributeValue.BinarySet;
import io.torcdb.model.item.AttributeValue.BinaryValue;
import io.torcdb.model.item.AttributeValue.BooleanValue;
import io.torcdb.model.item.AttributeValue.ListValue;
import io.torcdb.model.item.AttributeValue.MapValue;
import io.torcdb.model.item.AttributeValue.NullValue;
import io.torcdb.model.item.AttributeValue.NumberSet;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringSet;
import io.torcdb.model.item.AttributeValue.StringValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Draws values of all types, with a taste for what is special about each. */
final class RandomValues {
    private static final int[] CHARACTERS = {
        0, 1, 2, 'a', 'b', '0', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000,
        0x1F600, 0x10FFFF
    };
    private static final byte[] BYTES = {0, 1, 2, 'a', 0x7F, -128, -2, -1};

    private final RandomGenerator random;

    RandomValues(long seed) {
        random = new Random(seed);
    }

    Item item() {
        return Item.of(members(6, 4));
    }

    AttributeValue value(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0 -> new StringValue(text());
            case 1 -> new NumberValue(number());
            case 2 -> new BinaryValue(binary());
            case 3 -> new BooleanValue(random.nextBoolean());
            case 4 -> new NullValue();
            case 5 -> new StringSet(distinct(this::text));
            case 6 -> new NumberSet(distinct(() -> Numbers.canonical(number())));
            case 7 -> new BinarySet(distinct(this::binary));
            case 8 -> {
                var elements = new ArrayList<AttributeValue>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    elements.add(value(depth - 1));
                }
                yield new ListValue(elements);
            }
            default -> new MapValue(members(5, depth - 1));
        };
    }

    private SequencedMap<String, AttributeValue> members(int bound, int depth) {
        var members = new LinkedHashMap<String, AttributeValue>();
        for (int i = random.nextInt(bound); i > 0; i--) {
            members.put(text(), value(depth));
        }
        return members;
    }

    String text() {
        var text = new StringBuilder();
        int length = random.nextInt(20) == 0 ? random.nextInt(60) : random.nextInt(6);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return text.toString();
    }

    Binary binary() {
        var bytes = new byte[random.nextInt(5)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = BYTES[random.nextInt(BYTES.length)];
        }
        return Binary.wrap(bytes);
    }

    /** Returns a number within the rules, not in canonical form. */
    BigDecimal number() {
        if (random.nextInt(20) == 0) {
            return BigDecimal.valueOf(0, random.nextInt(10));
        }
        int digits = random.nextBoolean() ? 1 + random.nextInt(4) : 1 + random.nextInt(38);
        var unscaled = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            int low = i == 0 ? 1 : 0;
            unscaled.append(random.nextInt(3) == 0 ? 9 : low + random.nextInt(10 - low));
        }
        int exponent = random.nextBoolean() ? random.nextInt(6) - 3 : random.nextInt(256) - 130;
        var number = new BigDecimal(new BigInteger(unscaled.toString()), digits - 1 - exponent);
        return random.nextInt(3) == 0 ? number.negate() : number;
    }

    private <T> List<T> distinct(Supplier<T> members) {
        var distinct = new LinkedHashSet<T>();
        distinct.add(members.get());
        for (int i = random.nextInt(4); i > 0; i--) {
            distinct.add(members.get());
        }
        return List.copyOf(distinct);
    }
}
