package io.torcdb.model.expression;

import static io.torcdb.model.expression.Samples.b;
import static io.torcdb.model.expression.Samples.bs;
import static io.torcdb.model.expression.Samples.item;
import static io.torcdb.model.expression.Samples.list;
import static io.torcdb.model.expression.Samples.map;
import static io.torcdb.model.expression.Samples.n;
import static io.torcdb.model.expression.Samples.ns;
import static io.torcdb.model.expression.Samples.s;
import static io.torcdb.model.expression.Samples.ss;
import static io.torcdb.model.expression.Samples.success;
import static io.torcdb.model.expression.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdatesTest {
    private static final Item KEY = item("pk", s("key"));

    private static final String INVALID_PATH =
            "The document path provided in the update expression is invalid for update";
    private static final String WRONG_TYPE =
            "An operand in the update expression has an incorrect data type";
    private static final String NO_ATTRIBUTE =
            "The provided expression refers to an attribute that does not exist in the item";

    /** A row: the update, the old item, the new one, what UPDATED_OLD and UPDATED_NEW return. */
    @ParameterizedTest
    @MethodSource({"assignments", "lists", "removals", "additions", "deletions"})
    void anUpdateMakesANewItem(
            String text, Item old, Item expected, Item updatedOld, Item updatedNew) {
        var result = success(Updates.apply(update(text), Optional.of(withKey(old)), KEY));

        assertThat(result.item()).contains(withKey(expected));
        assertThat(result.updatedOld()).isEqualTo(updatedOld);
        assertThat(result.updatedNew()).isEqualTo(updatedNew);
    }

    static Stream<Arguments> assignments() {
        return Stream.of(
                row("set a = :n", item(), item("a", n("5")), item(), item("a", n("5"))),
                row(
                        "set a = b, b = a",
                        item("a", n("1"), "b", s("x")),
                        item("a", s("x"), "b", n("1")),
                        item("a", n("1"), "b", s("x")),
                        item("a", s("x"), "b", n("1"))),
                row(
                        "set a = a + :n",
                        item("a", n("0.5")),
                        item("a", n("5.5")),
                        item("a", n("0.5")),
                        item("a", n("5.5"))),
                row(
                        "set a = :n - b",
                        item("b", n("7")),
                        item("a", n("-2"), "b", n("7")),
                        item(),
                        item("a", n("-2"))),
                row(
                        "set a = if_not_exists(a, :n), b = if_not_exists(c, :n1)",
                        item("a", s("kept")),
                        item("a", s("kept"), "b", n("1")),
                        item("a", s("kept")),
                        item("a", s("kept"), "b", n("1"))),
                row(
                        "set a = if_not_exists(a, :n) + :n1",
                        item(),
                        item("a", n("6")),
                        item(),
                        item("a", n("6"))),
                row(
                        "set a = if_not_exists(a, b)",
                        item("a", n("1")),
                        item("a", n("1")),
                        item("a", n("1")),
                        item("a", n("1"))),
                row(
                        "set m.k = :n, m.z.y = :n1",
                        item("m", map("k", s("v"), "z", map("x", n("3")), "o", n("4"))),
                        item(
                                "m",
                                map("k", n("5"), "z", map("x", n("3"), "y", n("1")), "o", n("4"))),
                        item("m", map("k", s("v"))),
                        item("m", map("k", n("5"), "z", map("y", n("1"))))),
                row(
                        "set #dot = :n",
                        item("a", map("b", s("x"))),
                        item("a", map("b", s("x")), "a.b", n("5")),
                        item(),
                        item("a.b", n("5"))));
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                row(
                        "set l[1] = :n",
                        item("l", list(s("x"), s("y"), s("z"))),
                        item("l", list(s("x"), n("5"), s("z"))),
                        item("l", list(s("y"))),
                        item("l", list(n("5")))),
                row(
                        "set l[9] = :n9, l[7] = :n1, l[0] = :n",
                        item("l", list(s("x"))),
                        item("l", list(n("5"), n("1"), n("9"))),
                        item("l", list(s("x"))),
                        item("l", list(n("5"), n("1"), n("9")))),
                row(
                        "set l[0].k = :n, l[2] = :s",
                        item("l", list(map("j", n("1")), s("y"))),
                        item("l", list(map("j", n("1"), "k", n("5")), s("y"), s("text"))),
                        item(),
                        item("l", list(map("k", n("5")), s("text")))),
                row(
                        "set l = list_append(l, :l2)",
                        item("l", list(n("1"))),
                        item("l", list(n("1"), n("3"))),
                        item("l", list(n("1"))),
                        item("l", list(n("1"), n("3")))),
                row(
                        "set l = list_append(:l2, if_not_exists(l, :l2))",
                        item(),
                        item("l", list(n("3"), n("3"))),
                        item(),
                        item("l", list(n("3"), n("3")))),
                row(
                        "set l[2] = :n remove l[0]",
                        item("l", list(s("x"), s("y"))),
                        item("l", list(s("y"), n("5"))),
                        item("l", list(s("x"))),
                        item("l", list(n("5")))),
                row(
                        "set l[1] = l[0], l[0] = l[1]",
                        item("l", list(s("x"), s("y"))),
                        item("l", list(s("y"), s("x"))),
                        item("l", list(s("x"), s("y"))),
                        item("l", list(s("y"), s("x")))));
    }

    static Stream<Arguments> removals() {
        return Stream.of(
                row("remove a", item("a", n("1")), item(), item("a", n("1")), item()),
                row("remove a", item("c", n("1")), item("c", n("1")), item(), item()),
                row(
                        "remove l[0], l[2], l[8]",
                        item("l", list(s("x"), s("y"), s("z"))),
                        item("l", list(s("y"))),
                        item("l", list(s("x"), s("z"))),
                        item()),
                row(
                        "remove m.k, m.gone",
                        item("m", map("k", n("1"))),
                        item("m", map()),
                        item("m", map("k", n("1"))),
                        item()),
                row(
                        "remove a set c = a",
                        item("a", n("1")),
                        item("c", n("1")),
                        item("a", n("1")),
                        item("c", n("1"))));
    }

    static Stream<Arguments> additions() {
        return Stream.of(
                row("add a :n", item(), item("a", n("5")), item(), item("a", n("5"))),
                row(
                        "add a :n",
                        item("a", n("-5")),
                        item("a", n("0")),
                        item("a", n("-5")),
                        item("a", n("0"))),
                row("add a :ss", item(), item("a", ss("x", "y")), item(), item("a", ss("x", "y"))),
                row(
                        "add a :ss, c :ns, d :bs",
                        item("a", ss("z", "x"), "c", ns("2.0"), "d", bs(b(1), b(0))),
                        item("a", ss("x", "y", "z"), "c", ns("1", "2"), "d", bs(b(0), b(1), b(2))),
                        item("a", ss("z", "x"), "c", ns("2"), "d", bs(b(0), b(1))),
                        item("a", ss("x", "y", "z"), "c", ns("1", "2"), "d", bs(b(0), b(1), b(2)))),
                row(
                        "add m.k :n, l[0] :n, l[5] :n1",
                        item("m", map(), "l", list(n("1"))),
                        item("m", map("k", n("5")), "l", list(n("6"), n("1"))),
                        item("l", list(n("1"))),
                        item("m", map("k", n("5")), "l", list(n("6"), n("1")))));
    }

    static Stream<Arguments> deletions() {
        return Stream.of(
                row(
                        "delete a :ss",
                        item("a", ss("x", "z")),
                        item("a", ss("z")),
                        item("a", ss("x", "z")),
                        item("a", ss("z"))),
                row("delete a :ss", item("a", ss("x")), item(), item("a", ss("x")), item()),
                row(
                        "delete a :ns",
                        item("a", ns("1.0", "2")),
                        item(),
                        item("a", ns("1", "2")),
                        item()),
                row("delete a :bs", item("a", bs(b(1))), item(), item("a", bs(b(1))), item()),
                row("delete a :ss, m.k :ss", item("m", map()), item("m", map()), item(), item()),
                row(
                        "delete a :ss",
                        item("a", ss("z")),
                        item("a", ss("z")),
                        item("a", ss("z")),
                        item("a", ss("z"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set x.y = :n|PATH",
                "set num.y = :n|PATH",
                "set num[0] = :n|PATH",
                "set m[0] = :n|PATH",
                "set l.x = :n|PATH",
                "set l[5].x = :n|PATH",
                "set l[0].x = :n|PATH",
                "remove x.y|PATH",
                "remove x[0]|PATH",
                "remove num.y|PATH",
                "remove m.z.y|PATH",
                "add x.y :n|PATH",
                "add l.y :ns|PATH",
                "set a = x|ABSENT",
                "set a = num + x|ABSENT",
                "set a = list_append(x, :l)|ABSENT",
                "set a = m.gone|ABSENT",
                "set a = l[7]|ABSENT",
                "set a = if_not_exists(x, y)|ABSENT",
                "set a = str + :n|TYPE",
                "set a = :n - m|TYPE",
                "set a = list_append(num, :l)|TYPE",
                "set a = list_append(:l, str)|TYPE",
                "set a = list_append(l, :l) + :n|TYPE",
                "add str :n|TYPE",
                "add num :ss|TYPE",
                "add tags :ns|TYPE",
                "add tags :n|TYPE",
                "add l :ns|TYPE",
                "delete tags :ns|TYPE",
                "delete num :ns|TYPE",
            })
    void anUpdateThatDoesNotFitTheItemIsRefused(String text, String message) {
        var old =
                item(
                        "num", n("1"),
                        "str", s("x"),
                        "l", list(n("1")),
                        "m", map("k", n("1")),
                        "tags", ss("x"));
        var expected =
                switch (message) {
                    case "PATH" -> INVALID_PATH;
                    case "ABSENT" -> NO_ATTRIBUTE;
                    default -> WRONG_TYPE;
                };

        var outcome = Updates.apply(update(text), Optional.of(old), KEY);

        assertThat(Samples.message(outcome)).isEqualTo(expected);
    }

    @Test
    void arithmeticNeverRounds() {
        var old =
                item("a", n("1E+125"), "big", n("9E+125"), "tiny", n("1E-130"), "c", n("1.5E-130"));

        assertThat(message("set a = a + :n", old))
                .isEqualTo("Attempting to store more than 38 significant digits in a Number");
        assertThat(message("set a = big + big", old)).startsWith("Number overflow.");
        assertThat(message("set a = c - tiny", old)).startsWith("Number underflow.");
        assertThat(message("add a :n", old)).startsWith("Attempting to store more than 38");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"set a = :n", "add a :n", "set a = :n remove b.c", "add a :n delete c :ss"})
    void settingAndAddingCreateAMissingItem(String text) {
        var result = success(Updates.apply(update(text), Optional.empty(), KEY));

        assertThat(result.item()).contains(item("pk", s("key"), "a", n("5")));
        assertThat(result.updatedOld()).isEqualTo(Item.EMPTY);
        assertThat(result.updatedNew()).isEqualTo(item("a", n("5")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"remove a", "remove a.b, c[0]", "delete a :ss", "remove a delete b :ss"})
    void removingAndDeletingCreateNothing(String text) {
        var result = success(Updates.apply(update(text), Optional.empty(), KEY));

        assertThat(result.item()).isEmpty();
        assertThat(result.updatedOld()).isEqualTo(Item.EMPTY);
        assertThat(result.updatedNew()).isEqualTo(Item.EMPTY);
    }

    @Test
    void noActionsMakeAnItemOfTheKeyAlone() {
        var result = success(Updates.apply(new Update(List.of()), Optional.empty(), KEY));

        assertThat(result.item()).contains(KEY);
    }

    @Test
    void noActionsChangeNothing() {
        var old = withKey(item("a", n("1")));

        assertThat(success(Updates.apply(new Update(List.of()), Optional.of(old), KEY)).item())
                .contains(old);
    }

    @Test
    void aMissingItemHasNoPlaceForANestedValue() {
        assertThat(Samples.message(Updates.apply(update("set a.b = :n"), Optional.empty(), KEY)))
                .isEqualTo(INVALID_PATH);
    }

    @Test
    void anItemMustNotNestTooDeep() {
        AttributeValue deep = s("leaf");
        for (int i = 0; i < Item.MAX_NESTING - 1; i++) {
            deep = list(deep);
        }

        assertThat(message("set a = b", item("b", deep))).startsWith("success");
        assertThat(message("set m.k = b", item("b", deep, "m", map())))
                .isEqualTo(
                        "Nesting Levels have exceeded supported limits: Attributes in the item have"
                                + " nested levels beyond supported limit");
    }

    @Test
    void anItemMustNotGrowTooLarge() {
        // Key 5, names 2, text and copy: 409,600 with a text of 204,796 and 1 byte more in the
        // name.
        var fits = item("a", s("x".repeat(204_700)));
        var tooLarge = item("a", s("x".repeat(204_800)));

        assertThat(message("set b = a", fits)).startsWith("success");
        assertThat(message("set b = a", tooLarge))
                .isEqualTo("Item size to update has exceeded the maximum allowed size");
    }

    /** The key has 5 bytes; an update with one write is measured with 3 + 19 bytes in its place. */
    @Test
    void anUpdateMeasuresItsActionsInPlaceOfTheKey() {
        int largest = Item.MAX_ITEM_BYTES - 3 - 19;
        int others = item("b", s(""), "a", n("5")).sizeBytes();

        assertThat(message("set a = :n", item("b", s("x".repeat(largest - others)))))
                .startsWith("success");
        assertThat(message("set a = :n", item("b", s("x".repeat(largest - others + 1)))))
                .startsWith("Item size to update");
    }

    private static String message(String text, Item old) {
        return Samples.message(Updates.apply(update(text), Optional.of(withKey(old)), KEY));
    }

    private static Item withKey(Item item) {
        var attributes = new HashMap<>(item.attributes());
        attributes.putAll(KEY.attributes());
        return Item.of(attributes);
    }

    private static Arguments row(
            String text, Item old, Item expected, Item updatedOld, Item updatedNew) {
        return arguments(text, old, expected, updatedOld, updatedNew);
    }
}
