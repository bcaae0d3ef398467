package io.torcdb.node.sequencer;

import static io.torcdb.node.sequencer.IndexedTable.ALL;
import static io.torcdb.node.sequencer.IndexedTable.KEYS;
import static io.torcdb.node.sequencer.IndexedTable.SOME;
import static io.torcdb.node.sequencer.IndexedTable.item;
import static io.torcdb.node.sequencer.IndexedTable.path;
import static io.torcdb.node.sequencer.IndexedTable.put;
import static io.torcdb.node.sequencer.IndexedTable.text;
import static io.torcdb.node.sequencer.OneGroup.bound;
import static io.torcdb.node.sequencer.OneGroup.decoded;
import static io.torcdb.node.sequencer.OneGroup.number;
import static io.torcdb.node.sequencer.OneGroup.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Operand;
import io.torcdb.model.expression.Projection;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.KeyCodec;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.node.store.Keys;
import io.torcdb.node.store.Store;
import io.torcdb.proto.internal.RangeReply;
import io.torcdb.proto.internal.RangeReply.Page;
import io.torcdb.proto.internal.RangeRequest;
import io.torcdb.wire.ExpressionCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages of local indexes. */
class IndexRangesTest {
    private static final int ITEMS = 10;
    private static final int MEBIBYTE = 1 << 20;

    private final OneGroup one = IndexedTable.open();

    /** The index key goes down, by twos, while the sort key goes up; item 3 has none. */
    IndexRangesTest() {
        for (int sort = 0; sort < ITEMS; sort++) {
            var _ =
                    sort == 3
                            ? one.written(put(sort, "y", text("y")))
                            : one.written(put(sort, of(sort)));
        }
    }

    private static Object[] of(int sort) {
        return new Object[] {
            "i", key(sort), "k", text("k" + sort % 3), "x", text("x" + sort), "y", text("y")
        };
    }

    private static AttributeValue key(int sort) {
        return number(-(sort / 2));
    }

    private static RangeRequest.Builder all(LocalIndex index) {
        return RangeRequest.newBuilder()
                .setTarget(target(5))
                .setIndex(index.container())
                .setLower(bound(5, ByteString.EMPTY))
                .setUpper(bound(6, ByteString.EMPTY))
                .setStrong(true);
    }

    private static List<Item> items(RangeReply reply) {
        assertThat(reply.hasPage()).as("%s", reply).isTrue();
        return reply.getPage().getItemsList().stream().map(OneGroup::decoded).toList();
    }

    private static List<Long> sortKeys(List<Item> items) {
        return items.stream()
                .map(item -> (AttributeValue.NumberValue) item.get("s").orElseThrow())
                .map(value -> value.value().longValue())
                .toList();
    }

    @Test
    void anIndexIsReadInTheOrderOfItsKeyAndThenOfTheTables() {
        var reply = one.range(all(ALL));

        assertThat(sortKeys(items(reply))).containsExactly(8L, 9L, 6L, 7L, 4L, 5L, 2L, 0L, 1L);
        assertThat(items(reply)).contains(item(4, of(4)));
        assertThat(reply.getPage().getEnded()).isTrue();
        assertThat(reply.getOrigin().getPartition()).isEqualTo(OneGroup.PARTITION);
    }

    @Test
    void anIndexIsReadBackwards() {
        var reply = one.range(all(ALL).setDescending(true));

        assertThat(sortKeys(items(reply))).containsExactly(1L, 0L, 2L, 5L, 4L, 7L, 6L, 9L, 8L);
    }

    @Test
    void entriesShowWhatIsProjectedAndCountWithItsSize() {
        var reply = one.range(all(SOME).setLimit(1));

        Item entry = item(8, "i", key(8), "x", text("x8"));
        assertThat(items(reply)).containsExactly(entry);
        assertThat(reply.getPage().getScannedBytes()).isEqualTo(entry.sizeBytes());
        assertThat(reply.getPage().getFetchedBlocks()).isZero();
        assertThat(decoded(reply.getPage().getLastKey())).isEqualTo(item(8, "i", key(8)));
    }

    private static ByteString boundOf(LocalIndex index, Item entry) {
        return bound(
                5,
                UnsafeByteOperations.unsafeWrap(
                        index.encodedKey(entry, OneGroup.schema(IndexedTable.INDEXES))));
    }

    @Test
    void pagesFollowEachOtherByTheirLastKeysInBothDirections() {
        for (boolean descending : List.of(false, true)) {
            var seen = new ArrayList<Item>();
            var request = all(KEYS).setDescending(descending).setLimit(2);
            Page page = one.range(request).getPage();
            while (!page.getEnded()) {
                page.getItemsList().forEach(item -> seen.add(decoded(item)));
                ByteString last = boundOf(KEYS, decoded(page.getLastKey()));
                if (descending) {
                    request.setUpper(last);
                } else {
                    request.setLower(last.concat(ByteString.copyFrom(new byte[1])));
                }
                page = one.range(request).getPage();
            }
            page.getItemsList().forEach(item -> seen.add(decoded(item)));

            var whole = items(one.range(all(KEYS).setDescending(descending)));
            assertThat(seen).hasSize(ITEMS - 1).isEqualTo(whole);
        }
    }

    @Test
    void boundsSelectKeysOfTheIndex() {
        var reply =
                one.range(
                        all(ALL).setLower(IndexedTable.bound(key(7)))
                                .setUpper(IndexedTable.bound(key(3))));

        assertThat(sortKeys(items(reply))).containsExactly(6L, 7L, 4L, 5L);
    }

    @Test
    void entriesAreCompletedFromTheTable() {
        var reply = one.range(all(KEYS).setFetch(true).setLimit(2));

        assertThat(items(reply)).containsExactly(item(0, of(0)), item(6, of(6)));
        assertThat(reply.getPage().getFetchedBlocks()).isEqualTo(2);
        assertThat(reply.getPage().getScannedBytes())
                .isEqualTo(
                        item(0, "k", text("k0")).sizeBytes()
                                + item(6, "k", text("k0")).sizeBytes());
        assertThat(decoded(reply.getPage().getLastKey())).isEqualTo(item(6, "k", text("k0")));
    }

    @Test
    void fetchedBlocksAreRoundedUpForEachItem() {
        var _ = one.written(put(20, "k", text("large"), "y", text("y".repeat(5_000))));

        var reply = one.range(all(KEYS).setFetch(true));

        assertThat(reply.getPage().getFetchedBlocks()).isEqualTo(ITEMS - 1 + 2);
    }

    @Test
    void filterAndProjectionSeeTheEntryOrTheWholeItem() {
        var filter =
                new Condition.Compare(
                        new Operand.At(path("y")),
                        Condition.Comparator.EQUAL,
                        new Operand.Literal(text("y")));
        var request =
                all(SOME)
                        .setFilter(ExpressionCodec.encode(filter))
                        .setProjection(
                                ExpressionCodec.encode(
                                        new Projection(List.of(path("y"), path("x")))));

        var entries = one.range(request.clone());
        var whole = one.range(request.clone().setFetch(true).setLimit(1));
        var count = one.range(request.clone().setFetch(true).setCountOnly(true));

        assertThat(entries.getPage().getCount()).isZero();
        assertThat(entries.getPage().getScannedCount()).isEqualTo(ITEMS - 1);
        assertThat(items(whole)).containsExactly(Item.of(Map.of("x", text("x8"), "y", text("y"))));
        assertThat(count.getPage().getCount()).isEqualTo(ITEMS - 1);
        assertThat(count.getPage().getItemsList()).isEmpty();
    }

    @Test
    void anEntryWhoseItemIsMissingIsPassedOver() {
        try (var batch = one.store.batch()) {
            batch.delete(
                    Store.Family.ITEMS,
                    Keys.item(OneGroup.TABLE, 5, OneGroup.key(8)).toByteArray());
            one.store.write(batch);
        }

        var reply = one.range(all(ALL).setFetch(true).setLimit(1));

        assertThat(sortKeys(items(reply))).containsExactly(9L);
        assertThat(reply.getPage().getScannedCount()).isEqualTo(1);
    }

    @Test
    void whatCompletingReadsEndsAPageToo() {
        for (int sort = 0; sort < ITEMS; sort++) {
            var _ = one.written(put(sort, "k", text("k"), "y", text("y".repeat(300_000))));
        }

        var entries = one.range(all(KEYS));
        var whole = one.range(all(KEYS).setFetch(true));

        assertThat(entries.getPage().getScannedCount()).isEqualTo(ITEMS);
        assertThat(whole.getPage().getScannedCount()).isEqualTo(4);
        assertThat(whole.getPage().getEnded()).isFalse();
        assertThat(whole.getPage().getScannedBytes()).isLessThan(MEBIBYTE);
    }

    @Test
    void anIndexThatIsNotKnownIsOneOfAnotherSchema() {
        var reply = one.range(all(ALL).setIndex(99));

        assertThat(reply.getFailure().getSchemaVersion()).isEqualTo(1);
    }

    @Test
    void aRangeOfAnIndexBeyondThePartitionIsNotTheGroups() {
        var beyond = bound(OneGroup.LAST_TOKEN + 2, ByteString.EMPTY);

        assertThat(one.range(all(ALL).setUpper(beyond)).getFailure().hasNotOwner()).isTrue();
        assertThat(one.range(all(ALL).setUpper(ByteString.EMPTY)).getFailure().hasNotOwner())
                .isTrue();
    }

    @Test
    void aStrongRangeOfAnIndexWaitsForItsProof() {
        one.log.hold();
        var answers = new ArrayList<RangeReply>();

        one.service.range(all(ALL).build(), OneGroup.TIMEOUT_NANOS, answers::add);
        assertThat(answers).isEmpty();
        one.log.release();

        assertThat(sortKeys(items(answers.getFirst()))).hasSize(ITEMS - 1);
    }

    @Test
    void aTableThatIsTakenOutTakesItsIndexesAlong() {
        var _ = one.drop();

        assertThat(IndexedTable.entries(one, ALL)).isEmpty();
        assertThat(IndexedTable.entries(one, KEYS)).isEmpty();
        assertThat(IndexedTable.entries(one, SOME)).isEmpty();
        assertThat(one.range(all(ALL)).getFailure().hasNotOwner()).isTrue();
    }

    @Test
    void theKeyOfAnEntryIsThatOfItsItemAndTheIndex() {
        var reply = one.range(all(ALL).setLimit(1).setLower(IndexedTable.bound(key(5))));

        byte[] encoded =
                ALL.encodedKey(
                        decoded(reply.getPage().getLastKey()),
                        OneGroup.schema(IndexedTable.INDEXES));
        assertThat(encoded)
                .startsWith(KeyCodec.encodePartitionKey(text("part")))
                .endsWith(KeyCodec.encodeSortKey(number(4)));
    }
}
