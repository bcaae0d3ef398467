package io.torcdb.model.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torcdb.model.item.AttributeValue.BinaryValue;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeyCodecTest {
    private static final int DRAWS = 400;

    private static LongStream seeds() {
        return LongStream.rangeClosed(1, 5);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 11",
        "1, 12 82 0b 00",
        "-1, 10 7d f4 ff",
        "10, 12 83 0b 00",
        "12.5, 12 83 0d 33 00",
        "-12.5, 10 7c f2 cc ff",
        "99, 12 83 64 00",
        "1e-130, 12 00 0b 00",
        "9.9e125, 12 ff 64 00",
        "12345678901234567890, " + "12 95 0d 23 39 4f 5b 0d 23 39 4f 5b 00"
    })
    void numbersAreTheSameBytesForEver(String number, String hex) {
        byte[] encoded = KeyCodec.encodeSortKey(new NumberValue(new BigDecimal(number)));

        assertThat(HexFormat.ofDelimiter(" ").formatHex(encoded)).isEqualTo(hex);
    }

    @Test
    void stringsAndBinariesAreTheSameBytesForEver() {
        HexFormat hex = HexFormat.ofDelimiter(" ");

        assertThat(hex.formatHex(KeyCodec.encodeSortKey(new StringValue("a\0\1b"))))
                .isEqualTo("20 61 01 01 01 02 62 00");
        assertThat(hex.formatHex(KeyCodec.encodeSortKey(binary(0, 1, 2, 0xFF))))
                .isEqualTo("30 01 01 01 02 02 ff 00");
        assertThat(hex.formatHex(KeyCodec.sortKeyPrefix(new StringValue("a\0"))))
                .isEqualTo("20 61 01 01");
        assertThat(hex.formatHex(KeyCodec.sortKeyPrefix(binary()))).isEqualTo("30");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void numbersOrderByValue(long seed) {
        var values = new RandomValues(seed);
        List<BigDecimal> numbers = drawn(values::number);

        assertOrder(
                numbers, BigDecimal::compareTo, n -> KeyCodec.encodeSortKey(new NumberValue(n)));
    }

    @Test
    void neighboursInTheRangeOrderByValue() {
        var numbers = new ArrayList<BigDecimal>();
        for (int exponent = -130; exponent <= 125; exponent++) {
            for (String digits : new String[] {"1", "1.0001", "1.01", "5", "9.9", "9.99"}) {
                var number = new BigDecimal(digits + "e" + exponent);
                numbers.add(number);
                numbers.add(number.negate());
            }
        }

        assertOrder(
                numbers, BigDecimal::compareTo, n -> KeyCodec.encodeSortKey(new NumberValue(n)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void stringsOrderByTheirUtf8Bytes(long seed) {
        var values = new RandomValues(seed);
        Comparator<String> naive =
                (left, right) ->
                        Arrays.compareUnsigned(
                                left.getBytes(StandardCharsets.UTF_8),
                                right.getBytes(StandardCharsets.UTF_8));
        List<String> texts = drawn(values::text);

        assertOrder(texts, naive, text -> KeyCodec.encodeSortKey(new StringValue(text)));
        assertThat(texts.stream().sorted(Order.UTF_8))
                .isEqualTo(texts.stream().sorted(naive).toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void binariesOrderByTheirUnsignedBytes(long seed) {
        var values = new RandomValues(seed);

        assertOrder(
                drawn(values::binary),
                Binary::compareTo,
                binary -> KeyCodec.encodeSortKey(new BinaryValue(binary)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void pairsOrderByThePartitionKeyThenTheSortKey(long seed) {
        record Pair(String partition, BigDecimal sort) {}
        var values = new RandomValues(seed);

        assertOrder(
                drawn(() -> new Pair(values.text(), values.number())),
                Comparator.comparing(Pair::partition, Order.UTF_8).thenComparing(Pair::sort),
                pair ->
                        KeyCodec.encode(
                                new StringValue(pair.partition()),
                                Optional.of(new NumberValue(pair.sort()))));
    }

    @Test
    void aPairIsItsPartsPutTogether() {
        var partition = new StringValue("p");
        var sort = new NumberValue(BigDecimal.TEN);

        assertThat(KeyCodec.encode(partition, Optional.of(sort)))
                .startsWith(KeyCodec.encodePartitionKey(partition))
                .endsWith(KeyCodec.encodeSortKey(sort))
                .hasSize(
                        KeyCodec.encodePartitionKey(partition).length
                                + KeyCodec.encodeSortKey(sort).length);
        assertThat(KeyCodec.encode(partition, Optional.empty()))
                .isEqualTo(KeyCodec.encodePartitionKey(partition));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noEncodingIsAPrefixOfAnother(long seed) {
        var values = new RandomValues(seed);
        List<AttributeValue> keys = new ArrayList<>();
        drawn(values::text).forEach(text -> keys.add(new StringValue(text)));
        drawn(values::binary).forEach(binary -> keys.add(new BinaryValue(binary)));
        drawn(values::number).forEach(number -> keys.add(new NumberValue(number)));
        List<byte[]> encodings =
                keys.stream()
                        .distinct()
                        .map(KeyCodec::encodeSortKey)
                        .sorted(Arrays::compareUnsigned)
                        .toList();

        // In sorted order, a prefix would come right before something that begins with it.
        for (int i = 1; i < encodings.size(); i++) {
            byte[] left = encodings.get(i - 1);
            byte[] right = encodings.get(i);
            assertThat(Arrays.mismatch(left, right)).isLessThan(left.length).isNotNegative();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatBeginsWithAValueLiesFromThePrefixToItsSuccessor(long seed) {
        var values = new RandomValues(seed);
        List<String> texts = drawn(values::text);
        for (String prefix : texts.subList(0, 40)) {
            byte[] lower = KeyCodec.sortKeyPrefix(new StringValue(prefix));
            byte[] upper = KeyCodec.successor(lower);

            for (String text : texts) {
                byte[] key = KeyCodec.encodeSortKey(new StringValue(text));
                boolean inRange =
                        Arrays.compareUnsigned(lower, key) <= 0
                                && Arrays.compareUnsigned(key, upper) < 0;
                assertThat(inRange).isEqualTo(text.startsWith(prefix));
            }
        }
    }

    @Test
    void theSuccessorIsTheSmallestAbove() {
        assertThat(KeyCodec.successor(new byte[] {1, 2})).containsExactly(1, 3);
        assertThat(KeyCodec.successor(new byte[] {1, -1, -1})).containsExactly(2);
        assertThat(KeyCodec.successor(new byte[] {0x7F})).containsExactly(0x80);
        assertThatThrownBy(() -> KeyCodec.successor(new byte[] {-1}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyCodec.successor(new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherTypesAreNoKeys() {
        var flag = new AttributeValue.BooleanValue(true);
        var number = new NumberValue(BigDecimal.ONE);

        assertThatThrownBy(() -> KeyCodec.encodePartitionKey(flag))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyCodec.sortKeyPrefix(number))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static <T> void assertOrder(
            List<T> values, Comparator<T> naive, java.util.function.Function<T, byte[]> encode) {
        List<byte[]> encodings = values.stream().map(encode).toList();
        for (int i = 0; i < values.size(); i++) {
            for (int k = 0; k < values.size(); k++) {
                int order = Arrays.compareUnsigned(encodings.get(i), encodings.get(k));
                int expected = naive.compare(values.get(i), values.get(k));
                if (Integer.signum(order) != Integer.signum(expected)) {
                    assertThat(order)
                            .as("%s, %s", values.get(i), values.get(k))
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static <T> List<T> drawn(Supplier<T> values) {
        var drawn = new ArrayList<T>();
        for (int i = 0; i < DRAWS; i++) {
            drawn.add(values.get());
        }
        return drawn;
    }

    private static BinaryValue binary(int... bytes) {
        var array = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            array[i] = (byte) bytes[i];
        }
        return new BinaryValue(Binary.wrap(array));
    }
}
