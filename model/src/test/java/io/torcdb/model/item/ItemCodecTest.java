package io.torcdb.model.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torcdb.model.item.AttributeValue.BinarySet;
import io.torcdb.model.item.AttributeValue.BinaryValue;
import io.torcdb.model.item.AttributeValue.BooleanValue;
import io.torcdb.model.item.AttributeValue.ListValue;
import io.torcdb.model.item.AttributeValue.NullValue;
import io.torcdb.model.item.AttributeValue.NumberSet;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringSet;
import io.torcdb.model.item.AttributeValue.StringValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemCodecTest {
    private static final HexFormat HEX = HexFormat.of();

    private static LongStream seeds() {
        return LongStream.rangeClosed(1, 8);
    }

    @Test
    void anItemIsTheSameBytesForEver() {
        Item item =
                Item.of(
                        Map.of(
                                "s", new StringValue("ü"),
                                "n", new NumberValue(new BigDecimal("-12.5")),
                                "b", new BinaryValue(Binary.wrap(new byte[] {0, -1})),
                                "t", new BooleanValue(true),
                                "f", new BooleanValue(false),
                                "0", new NullValue(),
                                "ss", new StringSet(List.of("b", "a")),
                                "ns", new NumberSet(List.of(BigDecimal.TEN, BigDecimal.ZERO)),
                                "bs", new BinarySet(List.of(Binary.wrap(new byte[] {7}))),
                                "l", new ListValue(List.of(new NullValue()))));

        byte[] encoded = ItemCodec.encode(item);

        assertThat(HEX.formatHex(encoded))
                .isEqualTo(
                        "01" // format
                                + "00000023" // size
                                + "0a" // attributes
                                + "013006"
                                + "016203"
                                + "0200ff"
                                + "026273"
                                + "09010107"
                                + "016604"
                                + "016c"
                                + "0a0106"
                                + "016e"
                                + "0202"
                                + "01"
                                + "83"
                                + "026e73"
                                + "0802"
                                + "000100"
                                + "010101"
                                + "017301"
                                + "02c3bc"
                                + "027373"
                                + "07020161"
                                + "0162"
                                + "017405");
        assertThat(ItemCodec.decode(encoded)).isEqualTo(item);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsEncodedDecodesToAnEqualItem(long seed) {
        var values = new RandomValues(seed);
        for (int i = 0; i < 2_000; i++) {
            Item item = values.item();

            byte[] encoded = ItemCodec.encode(item);

            assertThat(ItemCodec.decode(encoded)).isEqualTo(item);
            assertThat(ItemCodec.sizeBytes(encoded)).isEqualTo(item.sizeBytes());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsEncodedDecodesToAnEqualValue(long seed) {
        var values = new RandomValues(seed);
        for (int i = 0; i < 2_000; i++) {
            AttributeValue value = values.value(4);

            assertThat(ItemCodec.decodeValue(ItemCodec.encodeValue(value))).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void equalItemsHaveEqualBytesAndOthersOthers(long seed) {
        var values = new RandomValues(seed);
        var byBytes = new TreeMap<String, Item>();
        for (int i = 0; i < 2_000; i++) {
            Item item = values.item();
            Item reversed = Item.of(item.attributes().reversed());

            byte[] encoded = ItemCodec.encode(item);

            assertThat(ItemCodec.encode(reversed)).isEqualTo(encoded);
            Item known = byBytes.putIfAbsent(HEX.formatHex(encoded), item);
            assertThat(known == null || known.equals(item)).isTrue();
        }
        assertThat(byBytes.values()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damagedBytesAreRefusedOrAreTheOneEncodingOfSomethingElse(long seed) {
        var values = new RandomValues(seed);
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = damage(ItemCodec.encode(values.item()), random);
            Item item;
            try {
                item = ItemCodec.decode(damaged);
            } catch (CorruptItemException expected) {
                continue;
            }

            assertThat(ItemCodec.encode(item)).isEqualTo(damaged);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anythingCutOffIsRefused(long seed) {
        var values = new RandomValues(seed);
        for (int i = 0; i < 50; i++) {
            byte[] encoded = ItemCodec.encode(values.item());

            for (int length = 0; length < encoded.length; length++) {
                byte[] cut = Arrays.copyOf(encoded, length);
                assertThatThrownBy(() -> ItemCodec.decode(cut))
                        .isInstanceOf(CorruptItemException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "02" + "04", // another format
                "01" + "00", // no such type
                "01" + "0c", // no such type
                "01" + "06" + "00", // more than a value
                "01" + "0180", // a length that does not end
                "01" + "018000", // a length that is not in its shortest form
                "01" + "01ffffffff0f", // a length beyond all
                "01" + "01ffffffff07", // the greatest length
                "01" + "0101ff", // no UTF-8
                "01" + "0103eda080", // a surrogate in UTF-8
                "01" + "0102c080", // not the shortest UTF-8
                "01" + "020000", // a number without bytes
                "01" + "0200020001", // more bytes than needed
                "01" + "020002ffff", // more bytes than needed
                "01" + "0200010a", // a trailing zero
                "01" + "02020100", // a zero with a scale
                "01" + "02fd010101", // too large
                "01" + "0286020101", // too small
                "01" + "02001100000000000000000000000000000000" + "01", // 17 bytes
                "01" + "0700", // an empty set
                "01" + "0702" + "0162" + "0161", // members out of order
                "01" + "0702" + "0161" + "0161", // members twice
                "01" + "0802" + "000102" + "000101", // members out of order
                "01" + "0902" + "0101" + "0101", // members twice
                "01" + "0b02" + "016206" + "016106", // names out of order
                "01" + "0b02" + "016106" + "016106", // names twice
                "01" + "0affffffff07", // more members than bytes
            })
    void whatNoValueEncodesToIsRefused(String hex) {
        assertThatThrownBy(() -> ItemCodec.decodeValue(HEX.parseHex(hex)))
                .isInstanceOf(CorruptItemException.class);
    }

    @Test
    void anItemThatClaimsAnotherSizeIsRefused() {
        byte[] encoded = ItemCodec.encode(Item.of(Map.of("a", new NullValue())));
        encoded[4]++;

        assertThatThrownBy(() -> ItemCodec.decode(encoded))
                .isInstanceOf(CorruptItemException.class);
    }

    @Test
    void bytesThatNestWithoutEndAreRefused() {
        var bytes = new byte[100_000];
        Arrays.fill(bytes, (byte) 1);
        for (int i = 1; i < bytes.length; i += 2) {
            bytes[i] = ValueTag.LIST;
        }

        assertThatThrownBy(() -> ItemCodec.decodeValue(bytes))
                .isInstanceOf(CorruptItemException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void theReplacementCharacterIsTextLikeAnyOther() {
        AttributeValue value = new StringValue("\uFFFD");

        assertThat(ItemCodec.decodeValue(ItemCodec.encodeValue(value))).isEqualTo(value);
    }

    @Test
    void largeItemsAreEncodedWhole() {
        Item item =
                Item.of(
                        Map.of(
                                "text", new StringValue("é".repeat(100_000)),
                                "bytes", new BinaryValue(Binary.wrap(new byte[200_000]))));

        byte[] encoded = ItemCodec.encode(item);

        assertThat(ItemCodec.decode(encoded)).isEqualTo(item);
        assertThat(ItemCodec.sizeBytes(encoded)).isEqualTo(400_009);
    }

    private static byte[] damage(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(3)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            default -> {
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
                System.arraycopy(bytes, at + 1, shorter, at, shorter.length - at);
                return shorter;
            }
        }
        return bytes;
    }
}
