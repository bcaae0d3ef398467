package io.torcdb.model.expression;

import static io.torcdb.model.expression.Samples.b;
import static io.torcdb.model.expression.Samples.bool;
import static io.torcdb.model.expression.Samples.bs;
import static io.torcdb.model.expression.Samples.item;
import static io.torcdb.model.expression.Samples.list;
import static io.torcdb.model.expression.Samples.map;
import static io.torcdb.model.expression.Samples.n;
import static io.torcdb.model.expression.Samples.ns;
import static io.torcdb.model.expression.Samples.s;
import static io.torcdb.model.expression.Samples.ss;
import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.item.AttributeValue.NullValue;
import io.torcdb.model.item.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
    private static final Item ITEM =
            item(
                    "txt", s("text"),
                    "five", n("5.0"),
                    "bin", b(1, 2, 3),
                    "yes", bool(true),
                    "nil", new NullValue(),
                    "strings", ss("y", "x"),
                    "numbers", ns("2", "1.0"),
                    "bins", bs(b(2), b(1)),
                    "things", list(n("1"), s("two"), list(n("7"))),
                    "nested", map("k", s("v"), "deep", map("things", list(map("z", n("9"))))),
                    "blank", s(""),
                    "emoji", s("\ud83d\ude00"),
                    "a.b", s("dotted"),
                    "k", s("v"),
                    "letter", s("x"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "txt = :s",
                ":s = txt",
                "five = :n",
                "strings = :ss",
                "numbers = :ns",
                "bins = :bs",
                "yes = :bool",
                "nil = :null",
                "txt <> :n",
                "five <> :s",
                "txt > :t",
                "txt >= :s",
                "txt <= :s",
                "five > :n1",
                "five < :n9",
                "five >= :n",
                "bin > :b",
                "bin > :b1",
                "five BETWEEN :n AND :n9",
                "five BETWEEN :n1 AND :n",
                "five BETWEEN :n1 AND :n9",
                ":n BETWEEN :n1 AND five",
                "txt IN (:n, :s)",
                "yes IN (:bool)",
                "k = nested.k",
                "nested.deep.things[0].z = :n9",
                "things[0] = :n1",
                "things[2][0] > five",
                "attribute_exists(#dot)",
                "attribute_exists(txt)",
                "attribute_exists(nested.deep)",
                "attribute_exists(nil)",
                "attribute_not_exists(lost)",
                "attribute_not_exists(nested.lost)",
                "attribute_not_exists(things[3])",
                "attribute_not_exists(txt.k)",
                "attribute_not_exists(nested[0])",
                "attribute_type(txt, :S)",
                "attribute_type(five, :N)",
                "begins_with(txt, :t)",
                "begins_with(txt, :s)",
                "begins_with(bin, :b)",
                "begins_with(:s, txt)",
                "begins_with(txt, blank)",
                "contains(txt, :t)",
                "contains(:s, txt)",
                "contains(bin, :b)",
                "contains(strings, k) OR contains(strings, txt) OR NOT contains(strings, :s)",
                "contains(numbers, :n1)",
                "contains(bins, :b1)",
                "contains(things, :n1)",
                "size(txt) < :n",
                "size(txt) BETWEEN :n1 AND :n",
                "size(bin) < :n AND size(bin) > :n1",
                "size(numbers) < :n AND size(strings) > :n1",
                "size(things) > size(numbers)",
                "size(nested) > :n1",
                "size(emoji) > :n1",
                "size(:s) < :n",
                "NOT txt = :n",
                "NOT NOT txt = :s",
                "txt = :n OR txt = :s AND five = :n",
                "(txt = :n OR txt = :s) AND five = :n",
            })
    void isTrue(String text) {
        assertThat(Conditions.holds(Samples.condition(text), ITEM)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "txt = :n",
                "five = :s",
                "things = strings",
                "five > :s",
                "five < :s",
                "five <= :s",
                "five >= :s",
                "yes > :n",
                "yes BETWEEN :n1 AND :n9",
                "txt BETWEEN :n1 AND :n9",
                "things[1] > :n1",
                "attribute_type(nil, :S)",
                "begins_with(five, :t)",
                "begins_with(bin, :t)",
                "begins_with(strings, :t)",
                "contains(five, :n)",
                "contains(nested, :s)",
                "contains(txt, :n)",
                "contains(strings, :n)",
                "contains(numbers, :s)",
                "contains(numbers, :n)",
                "contains(things, :n)",
                "contains(bin, :s)",
                "size(five) > :n1",
                "size(yes) <= :n9",
                "size(lost) > :n1",
                "size(nil) = :n",
                "size(five) <> :n1",
                ":n1 <> size(yes)",
                "txt = :n AND txt = :s OR five = :n1",
            })
    void isFalse(String text) {
        assertThat(Conditions.holds(Samples.condition(text), ITEM)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lost = :s|false",
                "lost = gone|false",
                "lost <> :s|true",
                "lost <> gone|true",
                "lost < :s|false",
                "lost <= :s|false",
                "lost > :s|false",
                "lost >= :s|false",
                "lost <= gone|false",
                "lost BETWEEN :n1 AND :n9|false",
                "five BETWEEN lost AND :n9|false",
                "lost IN (:s, gone)|false",
                "begins_with(lost, :s)|false",
                "begins_with(txt, lost)|false",
                "contains(lost, :s)|false",
                "contains(txt, lost)|false",
                "attribute_type(lost, :S)|false",
                "NOT lost = :s|true",
                "size(lost) <> :n|true",
                "attribute_exists(lost)|false",
            })
    void whatIsMissingIsNeitherEqualNorOrdered(String text, boolean expected) {
        assertThat(Conditions.holds(Samples.condition(text), ITEM)).isEqualTo(expected);
    }

    @Test
    void aMissingItemHasNoAttributes() {
        assertThat(Conditions.holds(Samples.condition("attribute_not_exists(pk)"), Item.EMPTY))
                .isTrue();
    }

    @Test
    void textsAreOrderedByTheirUtf8Bytes() {
        var item = item("high", s("\ud83d\ude00"), "low", s("\uffff"));

        assertThat(Conditions.holds(Samples.condition("high > low"), item)).isTrue();
    }

    @Test
    void bytesAreOrderedUnsigned() {
        var item = item("high", b(0x80), "low", b(0x7f, 1));

        assertThat(Conditions.holds(Samples.condition("high > low"), item)).isTrue();
    }

    @Test
    void setsInListsAreEqualInAnyOrder() {
        var item = item("one", list(ss("a", "b")), "two", list(ss("b", "a")));

        assertThat(Conditions.holds(Samples.condition("one = two"), item)).isTrue();
    }
}
