package io.torcdb.model.expression.legacy;

import static io.torcdb.model.expression.Samples.b;
import static io.torcdb.model.expression.Samples.bool;
import static io.torcdb.model.expression.Samples.bs;
import static io.torcdb.model.expression.Samples.item;
import static io.torcdb.model.expression.Samples.list;
import static io.torcdb.model.expression.Samples.map;
import static io.torcdb.model.expression.Samples.message;
import static io.torcdb.model.expression.Samples.n;
import static io.torcdb.model.expression.Samples.ns;
import static io.torcdb.model.expression.Samples.s;
import static io.torcdb.model.expression.Samples.ss;
import static io.torcdb.model.expression.Samples.success;
import static io.torcdb.model.expression.legacy.Requests.one;
import static io.torcdb.model.expression.legacy.Requests.put;
import static io.torcdb.model.expression.legacy.Requests.two;
import static io.torcdb.model.expression.legacy.Requests.update;
import static io.torcdb.model.expression.legacy.Requests.withoutValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.expression.Updates;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request.AttributeValueUpdate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LegacyUpdatesTest {
    private static final String PREFIX = "One or more parameter values were invalid: ";
    private static final Item KEY = item("pk", s("key"));

    /** A row: the update of attribute a, the old item, and the new one. */
    @ParameterizedTest
    @MethodSource("updates")
    void anUpdateMakesANewItem(AttributeValueUpdate update, Item old, Item expected) {
        var result = success(apply(one("a", update), Optional.of(withKey(old))));

        assertThat(result.item()).contains(withKey(expected));
    }

    static Stream<Arguments> updates() {
        return Stream.of(
                arguments(put(s("x")), item(), item("a", s("x"))),
                arguments(put(s("x")), item("a", n("1")), item("a", s("x"))),
                arguments(update("PUT", map()), item(), item("a", map())),
                arguments(
                        withoutValue("DELETE"), item("a", n("1"), "b", n("2")), item("b", n("2"))),
                arguments(withoutValue("DELETE"), item("b", n("2")), item("b", n("2"))),
                arguments(
                        update("DELETE", ss("x", "z")),
                        item("a", ss("x", "y")),
                        item("a", ss("y"))),
                arguments(update("DELETE", ns("1.0")), item("a", ns("1")), item()),
                arguments(update("DELETE", ss("x")), item(), item()),
                arguments(update("ADD", n("2")), item("a", n("1")), item("a", n("3"))),
                arguments(update("ADD", n("-2")), item(), item("a", n("-2"))),
                arguments(update("ADD", ss("y")), item("a", ss("x")), item("a", ss("x", "y"))),
                arguments(update("ADD", bs(b(1))), item(), item("a", bs(b(1)))),
                arguments(
                        update("ADD", list(n("2"), s("x"))),
                        item("a", list(n("1"))),
                        item("a", list(n("1"), n("2"), s("x")))),
                arguments(update("ADD", list(n("1"))), item(), item("a", list(n("1")))));
    }

    @Test
    void anAttributesNameIsTakenLiterally() {
        Item old = item("a", map("b", n("1")));

        var result = success(apply(one("a.b", put(n("2"))), Optional.of(withKey(old))));

        assertThat(result.item()).contains(withKey(item("a", map("b", n("1")), "a.b", n("2"))));
    }

    @Test
    void whatWasTouchedIsTold() {
        Item old = item("a", n("1"), "b", s("gone"), "c", s("kept"));
        SequencedMap<String, AttributeValueUpdate> updates =
                two("a", update("ADD", n("2")), "b", withoutValue("DELETE"));

        var result = success(apply(updates, Optional.of(withKey(old))));

        assertThat(result.updatedOld()).isEqualTo(item("a", n("1"), "b", s("gone")));
        assertThat(result.updatedNew()).isEqualTo(item("a", n("3")));
    }

    @Test
    void aMissingItemIsMadeByWhatPutsOrAdds() {
        SequencedMap<String, AttributeValueUpdate> updates =
                two("b", withoutValue("DELETE"), "c", update("DELETE", ss("x")));

        assertThat(success(apply(updates, Optional.empty())).item()).isEmpty();
        updates.put("d", update("ADD", n("5")));
        assertThat(success(apply(updates, Optional.empty())).item())
                .contains(withKey(item("d", n("5"))));
    }

    @Test
    void noUpdatesMakeTheItemOfTheKeyAlone() {
        assertThat(success(apply(new LinkedHashMap<>(), Optional.empty())).item()).contains(KEY);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatAnActionCannotTakeIsRefused(AttributeValueUpdate update, String message) {
        assertThat(message(LegacyUpdates.of(one("a", update)))).isEqualTo(PREFIX + message);
    }

    static Stream<Arguments> refused() {
        String valueMissing = "Only DELETE action is allowed when no attribute value is specified";
        return Stream.of(
                arguments(withoutValue("PUT"), valueMissing),
                arguments(withoutValue("ADD"), valueMissing),
                arguments(
                        new AttributeValueUpdate(Optional.empty(), Optional.empty()), valueMissing),
                typed("ADD", "ADD action is not supported for the type S", s("x")),
                typed("ADD", "ADD action is not supported for the type B", b(1)),
                typed("ADD", "ADD action is not supported for the type BOOL", bool(true)),
                typed("ADD", "ADD action is not supported for the type M", map()),
                typed("DELETE", "DELETE action with value is not supported for the type N", n("1")),
                typed("DELETE", "DELETE action with value is not supported for the type S", s("x")),
                typed(
                        "DELETE",
                        "DELETE action with value is not supported for the type L",
                        list()));
    }

    private static Arguments typed(String action, String message, AttributeValue value) {
        return arguments(update(action, value), message);
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void aStoredTypeThatDoesNotFitIsToldInTheLegacyWords(
            AttributeValueUpdate update, AttributeValue stored) {
        assertThat(message(apply(one("a", update), Optional.of(withKey(item("a", stored))))))
                .isEqualTo("Type mismatch for attribute to update");
    }

    static Stream<Arguments> mismatches() {
        return Stream.of(
                arguments(update("ADD", n("1")), s("x")),
                arguments(update("ADD", n("1")), ns("1")),
                arguments(update("ADD", ns("1")), ss("x")),
                arguments(update("ADD", list()), map()),
                arguments(update("ADD", ss("x")), list()),
                arguments(update("DELETE", ns("1")), ss("x")),
                arguments(update("DELETE", ns("1")), n("1")));
    }

    @Test
    void theFirstAttributeThatIsWrongIsTold() {
        var both = two("z", withoutValue("PUT"), "a", update("ADD", s("x")));

        assertThat(message(LegacyUpdates.of(both))).contains("Only DELETE action");
    }

    private static Outcome<Updates.Result> apply(
            SequencedMap<String, AttributeValueUpdate> updates, Optional<Item> old) {
        return LegacyUpdates.of(updates).then(update -> Updates.apply(update, old, KEY));
    }

    private static Item withKey(Item item) {
        var attributes = new HashMap<>(item.attributes());
        attributes.putAll(KEY.attributes());
        return Item.of(attributes);
    }
}
