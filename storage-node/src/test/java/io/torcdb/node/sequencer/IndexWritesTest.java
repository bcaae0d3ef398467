package io.torcdb.node.sequencer;

import static io.torcdb.node.sequencer.IndexedTable.ALL;
import static io.torcdb.node.sequencer.IndexedTable.KEYS;
import static io.torcdb.node.sequencer.IndexedTable.SOME;
import static io.torcdb.node.sequencer.IndexedTable.copy;
import static io.torcdb.node.sequencer.IndexedTable.entries;
import static io.torcdb.node.sequencer.IndexedTable.item;
import static io.torcdb.node.sequencer.IndexedTable.put;
import static io.torcdb.node.sequencer.IndexedTable.remove;
import static io.torcdb.node.sequencer.IndexedTable.set;
import static io.torcdb.node.sequencer.IndexedTable.text;
import static io.torcdb.node.sequencer.IndexedTable.update;
import static io.torcdb.node.sequencer.OneGroup.delete;
import static io.torcdb.node.sequencer.OneGroup.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.expression.Condition;
import io.torcdb.model.item.AttributeValue.ListValue;
import io.torcdb.node.group.Counters;
import io.torcdb.node.group.Counters.IndexCounters;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.proto.internal.WriteReply.IndexUnits;
import io.torcdb.wire.ExpressionCodec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What writes do to local indexes. */
class IndexWritesTest {
    private static final String TOO_LARGE = "Item size has exceeded the maximum allowed size";
    private static final int MAX_BYTES = 400 << 10;

    private final OneGroup one = IndexedTable.open();

    private Counters counters() {
        return one.group.ownership().partition(OneGroup.PARTITION).orElseThrow().counters();
    }

    private static Map<Long, Integer> units(WriteReply reply) {
        assertThat(reply.hasWritten()).as("%s", reply).isTrue();
        return reply.getWritten().getIndexUnitsList().stream()
                .collect(Collectors.toMap(IndexUnits::getContainer, IndexUnits::getUnits));
    }

    @Test
    void aPutMakesAnEntryInEveryIndexWhoseKeyTheItemHas() {
        var reply = one.written(put(1, "i", number(7), "x", text("x"), "y", text("y")));

        assertThat(entries(one, ALL))
                .containsExactly(item(1, "i", number(7), "x", text("x"), "y", text("y")));
        assertThat(entries(one, SOME)).containsExactly(item(1, "i", number(7), "x", text("x")));
        assertThat(entries(one, KEYS)).isEmpty();
        assertThat(units(reply)).isEqualTo(Map.of(20L, 1, 22L, 1));
    }

    @Test
    void aChangeOfWhatIsProjectedReplacesTheEntry() {
        var _ = one.written(put(1, "i", number(7), "k", text("k"), "x", text("x".repeat(1500))));

        var reply = one.written(put(1, "i", number(7), "k", text("k"), "x", text("y")));

        assertThat(entries(one, SOME)).containsExactly(item(1, "i", number(7), "x", text("y")));
        assertThat(units(reply)).as("the larger of both images").isEqualTo(Map.of(20L, 2, 22L, 2));
        assertThat(counters().indexes())
                .containsEntry(
                        22L,
                        new IndexCounters(1, item(1, "i", number(7), "x", text("y")).sizeBytes()));
    }

    @Test
    void aChangeOfWhatIsNotProjectedDoesNotTouchTheIndex() {
        var _ = one.written(put(1, "i", number(7), "k", text("k"), "y", text("y")));

        var reply = one.written(update(1, set("y", text("z"))));

        assertThat(units(reply)).isEqualTo(Map.of(20L, 1));
    }

    @Test
    void aChangeOfTheKeyDeletesAndPuts() {
        var _ = one.written(put(1, "i", number(7), "x", text("x".repeat(1500))));

        var reply = one.written(update(1, set("i", number(-8)), set("x", text("x"))));

        assertThat(entries(one, SOME)).containsExactly(item(1, "i", number(-8), "x", text("x")));
        assertThat(units(reply)).isEqualTo(Map.of(20L, 3, 22L, 3));
        assertThat(counters().indexes().values())
                .extracting(IndexCounters::entries)
                .containsExactly(1L, 1L);
    }

    @Test
    void withoutItsKeyTheItemLeavesTheIndex() {
        var _ = one.written(put(1, "i", number(7), "k", text("k")));

        var reply = one.written(update(1, remove("i")));

        assertThat(entries(one, ALL)).isEmpty();
        assertThat(entries(one, KEYS)).containsExactly(item(1, "k", text("k")));
        assertThat(units(reply)).isEqualTo(Map.of(20L, 1, 22L, 1));
        assertThat(counters().indexes()).containsEntry(20L, new IndexCounters(0, 0));
    }

    @Test
    void aDeleteTakesTheEntriesAlong() {
        var _ = one.written(put(1, "i", number(7), "k", text("k")));
        var _ = one.written(put(2, "i", number(7)));

        var reply = one.written(delete(1));

        assertThat(entries(one, ALL)).containsExactly(item(2, "i", number(7)));
        assertThat(entries(one, KEYS)).isEmpty();
        assertThat(units(reply)).isEqualTo(Map.of(20L, 1, 21L, 1, 22L, 1));
        assertThat(units(one.written(delete(1)))).isEmpty();
    }

    @Test
    void anEqualPutTouchesNothing() {
        var _ = one.written(put(1, "i", number(7)));
        int before = one.log.entries();

        var reply = one.written(put(1, "i", number(7)));

        assertThat(units(reply)).isEmpty();
        assertThat(one.log.entries()).isEqualTo(before);
    }

    @Test
    void writesOfOneLogEntrySeeEachOther() {
        one.log.hold();
        var first = one.writing(put(1, "i", number(7)));
        var second = one.writing(update(1, set("i", number(8))));
        var third = one.writing(put(1, "k", text("k")));

        one.log.release();

        assertThat(units(first.getFirst())).isEqualTo(Map.of(20L, 1, 22L, 1));
        assertThat(units(second.getFirst())).isEqualTo(Map.of(20L, 2, 22L, 2));
        assertThat(units(third.getFirst())).isEqualTo(Map.of(20L, 1, 21L, 1, 22L, 1));
        assertThat(entries(one, ALL)).isEmpty();
        assertThat(entries(one, KEYS)).containsExactly(item(1, "k", text("k")));
        assertThat(counters().indexes().values())
                .extracting(IndexCounters::entries)
                .containsExactly(0L, 1L, 0L);
    }

    @Test
    void aPutWithAnUnfitIndexKeyIsRefusedBeforeItsCondition() {
        var never = ExpressionCodec.encode(new Condition.Exists(IndexedTable.path("nothing")));

        var type = one.written(put(1, "i", text("no number")).setCondition(never));
        var empty = one.written(put(1, "k", text("")));

        assertThat(type.getFailure().getInvalid())
                .isEqualTo(
                        "One or more parameter values were invalid: Type mismatch for Index Key i"
                                + " Expected: N Actual: S IndexName: all");
        assertThat(empty.getFailure().getInvalid())
                .endsWith("cannot contain an empty string value. IndexName: keys, IndexKey: k");
        assertThat(one.found(1)).isEmpty();
    }

    @Test
    void anUpdateWithAnUnfitIndexKeyIsRefused() {
        var _ = one.written(put(1, "i", number(7), "y", text("y")));

        var literal = one.written(update(1, set("i", text("no number"))));
        var computed = one.written(update(1, copy("i", "y")));

        assertThat(literal.getFailure().getInvalid()).contains("Type mismatch for Index Key i");
        assertThat(computed.getFailure().getInvalid())
                .isEqualTo(
                        "The update expression attempted to update the secondary index key to"
                                + " unsupported type");
        assertThat(one.found(1)).contains(item(1, "i", number(7), "y", text("y")));
    }

    @Test
    void anItemMustFitTogetherWithItsEntries() {
        int others = item(1, "i", number(7), "y", text("")).sizeBytes();
        int entry = item(1, "i", number(7)).sizeBytes();
        int most = (MAX_BYTES - 2 * others - entry) / 2;

        var larger = one.written(put(1, "i", number(7), "y", text("y".repeat(most + 1))));
        var alone = one.written(put(1, "y", text("y".repeat(most + 1))));
        var fits = one.written(put(1, "i", number(7), "y", text("y".repeat(most))));

        assertThat(larger.getFailure().getInvalid()).isEqualTo(TOO_LARGE);
        assertThat(alone.hasWritten()).isTrue();
        assertThat(fits.hasWritten()).isTrue();
    }

    @Test
    void anUpdateIsMeasuredInItsOwnWay() {
        int others = item(1, "i", number(7), "y", text("")).sizeBytes();
        int entry = item(1, "i", number(7)).sizeBytes();
        int ofUpdate = 3 + 19 - item(1).sizeBytes();
        int most = (MAX_BYTES - 2 * others - entry - ofUpdate) / 2;
        var _ = one.written(put(1, "i", number(7)));

        var larger = one.written(update(1, set("y", text("y".repeat(most + 1)))));
        var fits = one.written(update(1, set("y", text("y".repeat(most)))));

        assertThat(larger.getFailure().getInvalid())
                .isEqualTo("Item size to update has exceeded the maximum allowed size");
        assertThat(fits.hasWritten()).isTrue();
    }

    @Test
    void anUpdateThatCreatesNothingHasNoEntries() {
        var reply = one.written(update(1, remove("i")));

        assertThat(units(reply)).isEmpty();
        assertThat(counters().items()).isZero();
    }

    @Test
    void aCollectionThatIsTooLargeShrinksButDoesNotGrow() {
        var small = OneGroup.open(IndexedTable.INDEXES, 10_000);
        for (int sort = 0; sort < 9; sort++) {
            var _ = small.written(put(sort, "y", text("y".repeat(1_100))));
        }
        var last = small.written(put(9, "y", text("y".repeat(2_000))));

        var grows = small.written(put(10, "y", text("y")));
        var grown = small.written(update(1, set("y", text("y".repeat(1_101)))));
        var shrunk = small.written(update(1, set("y", text("y"))));
        var deleted = small.written(delete(9));
        var again = small.written(put(10, "y", text("y")));

        assertThat(last.hasWritten()).isTrue();
        assertThat(grows.getFailure().getCollectionTooLarge())
                .isEqualTo("Collection size exceeded.");
        assertThat(grown.getFailure().hasCollectionTooLarge()).isTrue();
        assertThat(shrunk.hasWritten()).isTrue();
        assertThat(deleted.hasWritten()).isTrue();
        assertThat(again.hasWritten()).isTrue();
    }

    @Test
    void anotherCollectionOfTheSamePartitionGrowsOn() {
        var small = OneGroup.open(IndexedTable.INDEXES, 10_000);
        var _ = small.written(put(1, "y", text("y".repeat(20_000))));
        var elsewhere = put(1, "y", text("y"));
        elsewhere.getTargetBuilder().setToken(6);

        assertThat(small.written(put(2)).getFailure().hasCollectionTooLarge()).isTrue();
        assertThat(small.written(elsewhere).hasWritten()).isTrue();
    }

    @Test
    void aTableWithoutIndexesHasNoLargestCollection() {
        var small = OneGroup.open(List.of(), 10_000);
        var _ = small.written(put(1, "y", text("y".repeat(20_000))));

        assertThat(small.written(put(2)).hasWritten()).isTrue();
    }

    @Test
    void theSizeOfTheCollectionIsToldWhenAsked() {
        var first = put(1, "i", number(7), "y", text("y".repeat(1_000)));

        var asked = one.written(first.clone().setReturnCollectionBytes(true));
        var equal = one.written(first.clone().setReturnCollectionBytes(true));
        var silent = one.written(put(2));

        assertThat(asked.getWritten().getCollectionBytes()).isBetween(2_000L, 3_000L);
        assertThat(equal.getWritten().getCollectionBytes()).isBetween(2_000L, 3_000L);
        assertThat(silent.getWritten().getCollectionBytes()).isZero();
    }

    @Test
    void aListIsNoKeyOfAnIndex() {
        var reply = one.written(put(1, "k", new ListValue(List.of())));

        assertThat(reply.getFailure().getInvalid()).contains("Expected: S Actual: L");
    }
}
