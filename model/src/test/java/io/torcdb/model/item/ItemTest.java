package io.torcdb.model.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ItemTest {
    private static LongStream seeds() {
        return LongStream.rangeClosed(1, 5);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 2",
        "-1, 3",
        "100, 2",
        "1.5, 3",
        "0.0000001, 2",
        "10, 2",
        "12, 2",
        "123, 3",
        "1200, 2",
        "1000.5, 4",
        "0.0012, 2",
        "0.00123, 3",
        "100.001, 5",
        "-100.001, 6",
        "1e125, 2",
        "1e-130, 2",
        "99999999999999999999999999999999999999, 20",
        "-99999999999999999999999999999999999999, 21",
        "9999999999999999999.9999999999999999999, 21"
    })
    void aNumberTakesAByteForTwoDigitsOnEachSideOfThePoint(BigDecimal number, int bytes) {
        assertThat(new NumberValue(number).sizeBytes()).isEqualTo(bytes);
    }

    @Test
    void sizesAreThoseOfDynamoDb() {
        var binary = Binary.wrap(new byte[7]);

        assertThat(new StringValue("").sizeBytes()).isZero();
        assertThat(new StringValue("aü€😀").sizeBytes()).isEqualTo(1 + 2 + 3 + 4);
        assertThat(new BinaryValue(binary).sizeBytes()).isEqualTo(7);
        assertThat(new BooleanValue(false).sizeBytes()).isEqualTo(1);
        assertThat(new NullValue().sizeBytes()).isEqualTo(1);
        assertThat(new StringSet(List.of("a", "bü")).sizeBytes()).isEqualTo(4);
        assertThat(new NumberSet(List.of(BigDecimal.TEN, BigDecimal.ZERO)).sizeBytes())
                .isEqualTo(3);
        assertThat(new BinarySet(List.of(binary)).sizeBytes()).isEqualTo(7);
        assertThat(list().sizeBytes()).isEqualTo(3);
        assertThat(list(new NullValue(), new StringValue("ab")).sizeBytes())
                .isEqualTo(3 + (1 + 1) + (1 + 2));
        assertThat(map("").sizeBytes()).isEqualTo(3);
        assertThat(map("ké", new NullValue()).sizeBytes()).isEqualTo(3 + 1 + 3 + 1);
        assertThat(Item.EMPTY.sizeBytes()).isZero();
        assertThat(Item.of(Map.of("ä", list(), "b", new NullValue())).sizeBytes())
                .isEqualTo(2 + 3 + 1 + 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void textCountsByItsUtf8Length(long seed) {
        var values = new RandomValues(seed);
        for (int i = 0; i < 2_000; i++) {
            String text = values.text();

            assertThat(Text.utf8Length(text))
                    .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Test
    void nestingCountsTheLeaf() {
        AttributeValue value = new NullValue();
        assertThat(Item.of(Map.of("a", value)).nesting()).isEqualTo(1);

        for (int containers = 1; containers <= 40; containers++) {
            value = containers % 2 == 0 ? list(value) : map("m", value);

            assertThat(Item.of(Map.of("a", value, "b", new NullValue())).nesting())
                    .isEqualTo(containers + 1);
        }
        assertThat(Item.of(Map.of("a", list())).nesting()).isEqualTo(1);
        assertThat(Item.EMPTY.nesting()).isZero();
    }

    @Test
    void attributesAreInUtf8Order() {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        for (String name : new String[] {"😀", "\uFFFF", "b", "a", "ab", ""}) {
            attributes.put(name, new NullValue());
        }

        Item item = Item.of(attributes);

        assertThat(item.attributes().keySet()).containsExactly("", "a", "ab", "b", "\uFFFF", "😀");
        assertThat(item.attributes().reversed().keySet())
                .containsExactly("😀", "\uFFFF", "b", "ab", "a", "");
        assertThat(item.attributes().firstEntry().getKey()).isEmpty();
        assertThat(item.attributes().lastEntry().getKey()).isEqualTo("😀");
        assertThat(item.attributes()).isEqualTo(attributes).hasSameHashCodeAs(attributes);
        attributes.forEach((name, value) -> assertThat(item.get(name)).contains(value));
        assertThat(item.get("c")).isEmpty();
    }

    @Test
    void anItemCannotBeChanged() {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        attributes.put("a", new NullValue());
        Item item = Item.of(attributes);

        attributes.clear();

        assertThat(item.get("a")).isPresent();
        assertThatThrownBy(() -> item.attributes().put("b", new NullValue()))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> item.attributes().remove("a"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> item.attributes().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void setsAreEqualInAnyOrderAndListsAreNot() {
        assertThat(list(new StringSet(List.of("a", "b"))))
                .isEqualTo(list(new StringSet(List.of("b", "a"))));
        assertThat(new NumberSet(List.of(BigDecimal.ONE, BigDecimal.TEN)))
                .isEqualTo(new NumberSet(List.of(new BigDecimal("10.0"), new BigDecimal("1.0"))));
        assertThat(list(new NullValue(), new StringValue("a")))
                .isNotEqualTo(list(new StringValue("a"), new NullValue()));
        assertThat(new StringValue("1")).isNotEqualTo(new NumberValue(BigDecimal.ONE));
    }

    @Test
    void setsAreNeitherEmptyNorHaveDuplicates() {
        assertThatThrownBy(() -> new StringSet(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StringSet(List.of("b", "a", "b")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NumberSet(List.of(BigDecimal.ONE, new BigDecimal("1.0"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new BinarySet(List.of(Binary.wrap(new byte[1]), Binary.wrap(new byte[1]))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unpairedSurrogatesAreReplaced() {
        assertThat(new StringValue("a\uD83D").value()).isEqualTo("a\uFFFD");
        assertThat(new StringValue("\uDE00\uD83D\uDE00\uD83D\uD83Dz").value())
                .isEqualTo("\uFFFD😀\uFFFD\uFFFDz");
        String longText = "ü😀".repeat(20);
        assertThat(new StringValue(longText).value()).isEqualTo(longText);
        assertThat(new StringValue("\uDE00" + longText + "\uD83D").value())
                .isEqualTo("\uFFFD" + longText + "\uFFFD");
        assertThat(new StringSet(List.of("\uD83D")).values()).containsExactly("\uFFFD");
        Item item = Item.of(Map.of("\uD83D", new NullValue(), "x\uD83D", map("\uD83D")));
        assertThat(item.attributes().keySet()).containsExactly("x\uFFFD", "\uFFFD");
        assertThat(ItemCodec.decode(ItemCodec.encode(item))).isEqualTo(item);
    }

    @Test
    void typesHaveTheirNames() {
        assertThat(new StringValue("").typeName()).isEqualTo("S");
        assertThat(new NumberValue(BigDecimal.ONE).typeName()).isEqualTo("N");
        assertThat(list().typeName()).isEqualTo("L");
        assertThat(new NullValue().typeName()).isEqualTo("NULL");
    }

    static ListValue list(AttributeValue... elements) {
        return new ListValue(List.of(elements));
    }

    static MapValue map(String name, AttributeValue... value) {
        var members = new LinkedHashMap<String, AttributeValue>();
        for (AttributeValue member : value) {
            members.put(name, member);
        }
        return new MapValue(members);
    }
}
