package io.torcdb.router.grpc;

import io.torcdb.model.item.AttributeValue;
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
import io.torcdb.model.item.Binary;
import io.torcdb.model.item.Item;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Draws items, with a taste for characters, numbers and nesting that an encoding could get wrong.
 */
final class RandomItems {
    private static final int[] CHARACTERS = {
        0, '\b', '\n', 0x1F, ' ', '"', '/', '\\', 'a', 'Z', '?', 0x7F, 0x80, 0xE9, 0x7FF, 0x800,
        0x2028, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF
    };

    private final Random random;

    RandomItems(long seed) {
        random = new Random(seed);
    }

    Item item() {
        return Item.of(members(1 + random.nextInt(40), 4));
    }

    private AttributeValue value(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0 -> new StringValue(text(0));
            case 1 -> new NumberValue(number());
            case 2 -> new BinaryValue(binary());
            case 3 -> new BooleanValue(random.nextBoolean());
            case 4 -> new NullValue();
            case 5 -> new StringSet(several(() -> text(0)));
            case 6 -> new NumberSet(several(() -> new NumberValue(number()).value()));
            case 7 -> new BinarySet(several(this::binary));
            case 8 -> {
                var elements = new ArrayList<AttributeValue>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    elements.add(value(depth - 1));
                }
                yield new ListValue(elements);
            }
            default -> new MapValue(members(random.nextInt(30), depth - 1));
        };
    }

    private SequencedMap<String, AttributeValue> members(int count, int depth) {
        var members = new TreeMap<String, AttributeValue>();
        for (int i = count; i > 0; i--) {
            members.put(text(1), random.nextInt(3) == 0 ? value(depth) : value(0));
        }
        return members;
    }

    private String text(int least) {
        var text = new StringBuilder();
        int length = least + (random.nextInt(8) == 0 ? random.nextInt(200) : random.nextInt(6));
        for (int i = 0; i < length; i++) {
            boolean plain = random.nextInt(4) > 0;
            text.appendCodePoint(
                    plain
                            ? 'a' + random.nextInt(26)
                            : CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return text.toString();
    }

    private Binary binary() {
        var bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return Binary.wrap(bytes);
    }

    private BigDecimal number() {
        int bits = random.nextBoolean() ? random.nextInt(20) : random.nextInt(126);
        int scale = random.nextInt(4) > 0 ? random.nextInt(4) : random.nextInt(200) - 80;
        var number = new BigDecimal(new BigInteger(bits, random), scale);
        return random.nextBoolean() ? number : number.negate();
    }

    private <T extends Comparable<T>> List<T> several(Supplier<T> members) {
        var several = new TreeSet<T>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            several.add(members.get());
        }
        return List.copyOf(several);
    }
}
