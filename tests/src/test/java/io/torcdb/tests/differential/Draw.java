package io.torcdb.tests.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Draws values and names from small pools, so that operations meet what others have left. */
final class Draw {
    static final List<String> ATTRIBUTES = List.of("a", "b", "c", "d", "e", "x1", "x2", "x3");
    static final List<String> FIELDS = List.of("f", "g", "h");

    private static final List<String> STRINGS =
            List.of("", "a", "ab", "abc", "b", "ba", "é", "\uD83D\uDE00", "z z", "0", "10", "9");
    private static final List<String> NUMBERS =
            List.of(
                    "0",
                    "1",
                    "2",
                    "-1",
                    "10",
                    "1.5",
                    "-1.50",
                    "0.001",
                    "1e3",
                    "100",
                    "3",
                    "99999999999999999999999999999999999999",
                    "-0",
                    "1E-5",
                    "123456789.987654321");
    private static final int DEEPEST = 3;

    private final SplittableRandom random;

    Draw(long seed) {
        random = new SplittableRandom(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Returns true once in {@code n} times. */
    boolean once(int n) {
        return random.nextInt(n) == 0;
    }

    <T> T of(List<T> pool) {
        return pool.get(random.nextInt(pool.size()));
    }

    @SafeVarargs
    final <T> T either(Supplier<? extends T>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }

    <T> List<T> some(int most, Supplier<T> element) {
        var list = new ArrayList<T>();
        for (int count = 1 + random.nextInt(most); count > 0; count--) {
            list.add(element.get());
        }
        return list;
    }

    <T> Set<T> distinct(int most, Supplier<T> element) {
        return new LinkedHashSet<>(some(most, element));
    }

    AttributeValue string() {
        return AttributeValue.fromS(of(STRINGS));
    }

    AttributeValue number() {
        return AttributeValue.fromN(of(NUMBERS));
    }

    AttributeValue binary() {
        return AttributeValue.fromB(bytes());
    }

    private SdkBytes bytes() {
        byte[] bytes = new byte[random.nextInt(4)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(3) * 120);
        }
        return SdkBytes.fromByteArray(bytes);
    }

    /** Returns a key of a type; seldom one that no table takes. */
    AttributeValue key(String type) {
        if (once(60)) {
            return scalar();
        }
        return switch (type) {
            case "S" -> AttributeValue.fromS(of(List.of("p", "q", "r", "é", "p1")));
            case "N" -> AttributeValue.fromN(of(List.of("1", "1.0", "2", "-3", "10", "0.5")));
            default ->
                    AttributeValue.fromB(
                            SdkBytes.fromByteArray(new byte[] {(byte) (random.nextInt(4) * 60)}));
        };
    }

    AttributeValue scalar() {
        return either(this::string, this::number, this::binary);
    }

    AttributeValue value() {
        return value(0);
    }

    private AttributeValue value(int depth) {
        return switch (random.nextInt(depth >= DEEPEST ? 9 : 13)) {
            case 0, 1 -> string();
            case 2, 3 -> number();
            case 4 -> binary();
            case 5 -> AttributeValue.fromBool(random.nextBoolean());
            case 6 -> AttributeValue.fromNul(true);
            case 7, 8 -> set();
            case 9, 10 ->
                    AttributeValue.fromL(once(4) ? List.of() : some(3, () -> value(depth + 1)));
            default -> AttributeValue.fromM(map(depth));
        };
    }

    private Map<String, AttributeValue> map(int depth) {
        var map = new LinkedHashMap<String, AttributeValue>();
        for (int count = random.nextInt(4); count > 0; count--) {
            map.put(of(FIELDS), value(depth + 1));
        }
        return map;
    }

    AttributeValue set() {
        if (once(50)) {
            return AttributeValue.fromSs(List.of());
        }
        return switch (random.nextInt(3)) {
            case 0 -> AttributeValue.fromSs(List.copyOf(distinct(3, () -> of(STRINGS))));
            case 1 ->
                    AttributeValue.fromNs(
                            List.copyOf(distinct(3, () -> of(NUMBERS.subList(0, 6)))));
            default -> AttributeValue.fromBs(List.copyOf(distinct(3, this::bytes)));
        };
    }

    String attribute() {
        return of(ATTRIBUTES);
    }
}
