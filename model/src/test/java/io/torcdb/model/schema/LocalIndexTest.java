package io.torcdb.model.schema;

import static io.torcdb.model.expression.Samples.b;
import static io.torcdb.model.expression.Samples.item;
import static io.torcdb.model.expression.Samples.n;
import static io.torcdb.model.expression.Samples.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torcdb.model.item.Item;
import io.torcdb.model.item.KeyCodec;
import io.torcdb.model.schema.LocalIndex.Projection;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LocalIndexTest {
    private static final LocalIndex ALL = index("all", KeyType.N, Projection.ALL);
    private static final LocalIndex KEYS = index("keys", KeyType.N, Projection.KEYS_ONLY);
    private static final LocalIndex SOME =
            index("some", KeyType.N, Projection.INCLUDE, "x", "z", "pk");
    private static final TableSchema SCHEMA = schema(ALL, KEYS, SOME);
    private static final Item WHOLE =
            item("pk", s("a"), "sk", s("b"), "i", n("7"), "x", s("1"), "y", s("2"));

    private static LocalIndex index(
            String name, KeyType type, Projection projection, String... included) {
        return new LocalIndex(
                1, name, new KeyAttribute("i", type), projection, new TreeSet<>(List.of(included)));
    }

    private static TableSchema schema(LocalIndex... indexes) {
        return new TableSchema(
                1,
                List.of(new KeyAttribute("pk", KeyType.S), new KeyAttribute("sk", KeyType.S)),
                42,
                1,
                List.of(indexes));
    }

    @Test
    void anEntryHoldsWhatIsProjectedAndAlwaysTheKeys() {
        assertThat(ALL.entryOf(WHOLE, SCHEMA)).contains(WHOLE);
        assertThat(KEYS.entryOf(WHOLE, SCHEMA))
                .contains(item("pk", s("a"), "sk", s("b"), "i", n("7")));
        assertThat(SOME.entryOf(WHOLE, SCHEMA))
                .contains(item("pk", s("a"), "sk", s("b"), "i", n("7"), "x", s("1")));
    }

    @Test
    void anItemWithoutTheSortKeyHasNoEntry() {
        Item without = item("pk", s("a"), "sk", s("b"), "x", s("1"));

        assertThat(ALL.entryOf(without, SCHEMA)).isEmpty();
        assertThat(KEYS.entryOf(without, SCHEMA)).isEmpty();
        assertThatThrownBy(() -> KEYS.encodedKey(without, SCHEMA))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void entriesOrderByTheSortKeyAndThenByThatOfTheTable() {
        Item first = item("pk", s("a"), "sk", s("z"), "i", n("-1"));
        Item second = item("pk", s("a"), "sk", s("a"), "i", n("10"));
        Item third = item("pk", s("a"), "sk", s("b"), "i", n("10"));

        assertThat(key(first)).isLessThan(key(second));
        assertThat(key(second)).isLessThan(key(third));
    }

    private static String key(Item entry) {
        byte[] key = KEYS.encodedKey(entry, SCHEMA);
        assertThat(key).startsWith(KeyCodec.encodePartitionKey(s("a")));
        return HexFormat.of().formatHex(key);
    }

    @Test
    void anIndexMayOrderByTheSortKeyOfTheTable() {
        var same =
                new LocalIndex(
                        1,
                        "same",
                        new KeyAttribute("sk", KeyType.S),
                        Projection.KEYS_ONLY,
                        new TreeSet<>());

        assertThat(same.entryOf(WHOLE, schema(same))).contains(item("pk", s("a"), "sk", s("b")));
        assertThat(same.encodedKey(WHOLE, schema(same)))
                .endsWith(KeyCodec.encodeSortKey(s("b")))
                .hasSize(9);
    }

    @Test
    void theFirstIndexByNameWithABadKeyIsNamed() {
        var schema =
                schema(
                        index("a", KeyType.N, Projection.ALL),
                        index("b", KeyType.S, Projection.ALL));

        assertThat(schema.problemOfIndexKeys(item("i", s("text"))))
                .contains(
                        "One or more parameter values were invalid: Type mismatch for Index Key i"
                                + " Expected: N Actual: S IndexName: a");
        assertThat(schema.problemOfIndexKeys(item("i", n("1"))))
                .contains(
                        "One or more parameter values were invalid: Type mismatch for Index Key i"
                                + " Expected: S Actual: N IndexName: b");
        assertThat(schema.problemOfIndexKeys(item("x", n("1")))).isEmpty();
    }

    @Test
    void aKeyOfAnIndexIsNotEmpty() {
        assertThat(problem(KeyType.S, item("i", s(""))))
                .contains(
                        "One or more parameter values are not valid. A value specified for a"
                                + " secondary index key is not supported. The AttributeValue for a"
                                + " key attribute cannot contain an empty string value. IndexName:"
                                + " name, IndexKey: i");
        assertThat(problem(KeyType.B, item("i", b())).orElseThrow())
                .contains("cannot contain an empty binary value. IndexName: name, IndexKey: i");
    }

    @Test
    void aKeyOfAnIndexHasAGreatestSize() {
        assertThat(problem(KeyType.S, item("i", s("x".repeat(1024))))).isEmpty();
        assertThat(problem(KeyType.S, item("i", s("x".repeat(1025)))))
                .contains(
                        "One or more parameter values were invalid: Aggregated size of all range"
                                + " keys has exceeded the size limit of 1024 bytes");
        assertThat(problem(KeyType.B, item("i", b(new int[1025])))).isPresent();
    }

    private static Optional<String> problem(KeyType type, Item item) {
        return schema(index("name", type, Projection.ALL)).problemOfIndexKeys(item);
    }

    @Test
    void anUpdateIsToldItsOwnSentences() {
        var index = index("name", KeyType.S, Projection.ALL);

        assertThat(index.problemOfUpdate(n("1"), true))
                .contains(
                        "One or more parameter values were invalid: Type mismatch for Index Key i"
                                + " Expected: S Actual: N IndexName: name");
        assertThat(index.problemOfUpdate(n("1"), false))
                .contains(
                        "The update expression attempted to update the secondary index key to"
                                + " unsupported type");
        assertThat(index.problemOfUpdate(s(""), true))
                .contains(
                        "One or more parameter values are not valid. The update expression"
                                + " attempted to update a secondary index key to a value that is"
                                + " not supported. The AttributeValue for a key attribute cannot"
                                + " contain an empty string value.");
        assertThat(Arrays.asList(true, false))
                .allSatisfy(
                        literal -> assertThat(index.problemOfUpdate(s("ok"), literal)).isEmpty());
    }
}
