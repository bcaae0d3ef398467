package io.torcdb.model.expression;

import static io.torcdb.model.expression.Samples.item;
import static io.torcdb.model.expression.Samples.n;
import static io.torcdb.model.expression.Samples.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.item.Item;
import io.torcdb.model.ring.Tokens;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeyType;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.TableSchema;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexKeyRulesTest {
    private static final TableSchema SCHEMA =
            new TableSchema(
                    1,
                    List.of(new KeyAttribute("pk", KeyType.S), new KeyAttribute("sk", KeyType.N)),
                    7,
                    Tokens.XXH3,
                    List.of(
                            new LocalIndex(
                                    1,
                                    "byI",
                                    new KeyAttribute("i", KeyType.S),
                                    LocalIndex.Projection.ALL,
                                    new TreeSet<>())));
    private static final Item KEY = item("pk", s("p"), "sk", n("1"));
    private static final String MISMATCH =
            "One or more parameter values were invalid: Type mismatch for Index Key i Expected: S"
                    + " Actual: N IndexName: byI";
    private static final String UNSUPPORTED =
            "The update expression attempted to update the secondary index key to unsupported"
                    + " type";

    private static String named(String update) {
        return Samples.message(KeyRules.update(Samples.update(update), SCHEMA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"set i.x = :s", "remove i[0]", "set a = i.x", "add i.x :n"})
    void anUpdateMustNotLookIntoTheKeyOfAnIndex(String update) {
        assertThat(named(update))
                .isEqualTo(
                        "Key attributes must be scalars; list random access '[]' and map lookup '.'"
                                + " are not allowed: IndexKey: i");
    }

    @ParameterizedTest
    @ValueSource(strings = {"set i = :n", "add i :n"})
    void aLiteralThatCannotBeTheKeyIsRefusedWithoutTheItem(String update) {
        assertThat(named(update)).isEqualTo(MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"add i :ss", "delete i :ss"})
    void aSetIsNeverAddedToTheKeyOfAnIndexNorDeletedFromIt(String update) {
        assertThat(named(update)).isEqualTo(MISMATCH.replace("Actual: N", "Actual: SS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"set i = :s", "remove i", "set i = a", "set a = i", "set a.i = :n"})
    void whatMayBecomeAKeyPasses(String update) {
        assertThat(named(update)).startsWith("success");
    }

    private static String changed(String text, Item old) {
        var update = Samples.update(text);
        var updated =
                Samples.success(Updates.apply(update, Optional.of(old), KEY)).item().orElseThrow();
        return Samples.message(IndexKeyRules.changed(update, SCHEMA, Optional.of(old), updated));
    }

    @Test
    void aComputedValueThatCannotBeTheKeyIsRefused() {
        Item old = item("pk", s("p"), "sk", n("1"), "a", n("3"), "e", s(""));

        assertThat(changed("set i = a", old)).isEqualTo(UNSUPPORTED);
        assertThat(changed("set i = a + :n", old)).isEqualTo(UNSUPPORTED);
        assertThat(changed("add i :n", old)).isEqualTo(MISMATCH);
        assertThat(changed("set i = :n", old)).isEqualTo(MISMATCH);
        assertThat(changed("set i = e", old)).contains("cannot contain an empty string value.");
        assertThat(changed("set i = :s", old)).startsWith("success");
    }

    @Test
    void aKeyThatAnUpdateLeavesAloneIsNotLookedAt() {
        Item old = item("pk", s("p"), "sk", n("1"), "i", n("3"));

        assertThat(changed("set a = :n", old)).startsWith("success");
        assertThat(changed("remove i", old)).startsWith("success");
    }
}
