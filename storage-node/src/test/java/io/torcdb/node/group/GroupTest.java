package io.torcdb.node.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.ByteString;
import io.torcdb.node.group.GroupListener.Effect;
import io.torcdb.node.store.Keys;
import io.torcdb.node.store.MemoryStore;
import io.torcdb.node.store.Store;
import io.torcdb.proto.internal.DropTable;
import io.torcdb.proto.internal.Entry;
import io.torcdb.proto.internal.IndexEffect;
import io.torcdb.proto.internal.InstallTable;
import io.torcdb.proto.internal.Partition;
import io.torcdb.proto.internal.Schema;
import io.torcdb.replication.GroupId;
import io.torcdb.replication.Position;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What entries do to a replica. */
class GroupTest {
    private static final ByteString KEY = ByteString.copyFromUtf8("key");
    private static final long TABLE = 7;
    private static final long PARTITION = 9;

    private final MemoryStore store = new MemoryStore();
    private final Group group = open();
    private final List<Effect> effects = new ArrayList<>();
    private long index;

    private Group open() {
        return new Group(
                new GroupId(1, 1),
                store,
                (_, _, _) -> CompletableFuture.failedFuture(new IllegalStateException()),
                _ -> {});
    }

    GroupTest() {
        group.listen(
                new GroupListener() {
                    @Override
                    public void applied(Epoch epoch, long sequence, Effect effect) {
                        effects.add(effect);
                    }

                    @Override
                    public void leading(long term) {}

                    @Override
                    public void notLeading() {}

                    @Override
                    public void replaced() {}
                });
    }

    @CanIgnoreReturnValue
    private Effect apply(long raftTerm, Entry.Builder entry) {
        byte[] bytes = entry.setFormat(1).setGroupTime(index + 1).build().toByteArray();
        group.apply(new Position(raftTerm, index++), ByteBuffer.wrap(bytes));
        return effects.getLast();
    }

    private static Entry.Builder opening(long term, long attempt) {
        return Entry.newBuilder()
                .setTerm(term)
                .setAttempt(attempt)
                .setOpening(Entry.Opening.getDefaultInstance());
    }

    private static Entry.Builder entry(long term, long attempt, long sequence) {
        return Entry.newBuilder().setTerm(term).setAttempt(attempt).setSequence(sequence);
    }

    private static Entry.Builder install(long term, long sequence) {
        return entry(term, 0, sequence)
                .setInstallTable(
                        InstallTable.newBuilder()
                                .setTable(TABLE)
                                .setSchema(Schema.newBuilder().setVersion(1))
                                .addPartitions(
                                        Partition.newBuilder()
                                                .setId(PARTITION)
                                                .setTable(TABLE)
                                                .setFirstToken(0)
                                                .setLastToken(100)));
    }

    private static Entry.Builder put(long term, long attempt, long sequence, long token) {
        var effects =
                Entry.Effects.newBuilder()
                        .addEffects(
                                io.torcdb.proto.internal.Effect.newBuilder()
                                        .setPartition(PARTITION)
                                        .setKey(Keys.item(TABLE, token, KEY))
                                        .setValue(KEY)
                                        .setItemsDelta(1)
                                        .setBytesDelta(30));
        return entry(term, attempt, sequence).setEffects(effects);
    }

    private static Entry.Builder drop(long term, long sequence) {
        return entry(term, 0, sequence).setDropTable(DropTable.newBuilder().setTable(TABLE));
    }

    private boolean isStored(long token) {
        return store.get(Store.Family.ITEMS, Keys.item(TABLE, token, KEY).toByteArray()) != null;
    }

    @Test
    void anEntryOfTheOpenEpochWithTheNextSequenceIsApplied() {
        assertThat(apply(1, opening(1, 0))).isEqualTo(Effect.OPENED);
        assertThat(apply(1, install(1, 0))).isEqualTo(Effect.APPLIED);
        assertThat(apply(1, put(1, 0, 1, 5))).isEqualTo(Effect.APPLIED);

        assertThat(isStored(5)).isTrue();
        assertThat(group.head()).isEqualTo(new Head(new Position(1, 2), new Epoch(1, 0), 2, 3));
    }

    @Test
    void anEntryOutsideTheTermOfItsEpochIsVoid() {
        apply(1, opening(1, 0));
        apply(1, install(1, 0));

        assertThat(apply(3, put(1, 0, 1, 5))).isEqualTo(Effect.VOID);
        assertThat(apply(3, opening(2, 0))).isEqualTo(Effect.VOID);

        assertThat(isStored(5)).isFalse();
        assertThat(group.applied()).isEqualTo(new Position(3, 3));
    }

    @Test
    void anEntryOfAnEpochThatIsNotTheNewestIsVoid() {
        apply(1, opening(1, 0));
        apply(1, install(1, 0));
        apply(1, opening(1, 1));

        assertThat(apply(1, put(1, 0, 0, 5))).isEqualTo(Effect.VOID);
        assertThat(apply(1, put(1, 1, 0, 5))).isEqualTo(Effect.APPLIED);
    }

    @Test
    void anEntryBehindAGapIsVoid() {
        apply(1, opening(1, 0));
        apply(1, install(1, 0));

        assertThat(apply(1, put(1, 0, 2, 5))).isEqualTo(Effect.VOID);
        assertThat(apply(1, put(1, 0, 1, 5))).isEqualTo(Effect.APPLIED);
        assertThat(apply(1, put(1, 0, 1, 5))).isEqualTo(Effect.VOID);
    }

    @Test
    void anOpeningThatIsNotNewerIsVoid() {
        apply(1, opening(1, 1));

        assertThat(apply(1, opening(1, 0))).isEqualTo(Effect.VOID);
        assertThat(apply(1, opening(1, 1))).isEqualTo(Effect.VOID);

        assertThat(group.head().epoch()).isEqualTo(new Epoch(1, 1));
    }

    @Test
    void countersAndPositionsAreExact() {
        apply(1, opening(1, 0));
        apply(1, install(1, 0));
        apply(1, put(1, 0, 1, 5));
        apply(1, put(1, 0, 2, 6));

        assertThat(group.ownership().partition(PARTITION).orElseThrow().counters())
                .isEqualTo(new Counters(2, 60, 2));
    }

    @Test
    void everythingIsThereAfterARestart() {
        apply(1, opening(1, 0));
        apply(1, install(1, 0));
        apply(1, put(1, 0, 1, 5));

        var again = open();

        assertThat(again.head()).isEqualTo(group.head());
        assertThat(again.ownership().table(TABLE)).isEqualTo(group.ownership().table(TABLE));
        assertThat(again.ownership().partitionOf(TABLE, 100).orElseThrow().counters())
                .isEqualTo(new Counters(1, 30, 1));
        assertThat(again.ownership().partitionOf(TABLE, 101)).isEmpty();
    }

    @Test
    void aDroppedTableIsGoneAndCannotComeBack() {
        apply(1, opening(1, 0));
        apply(1, install(1, 0));
        apply(1, put(1, 0, 1, 5));

        apply(1, drop(1, 2));
        apply(1, install(1, 3));

        assertThat(isStored(5)).isFalse();
        assertThat(group.ownership().partitions()).isEmpty();
        assertThat(open().ownership().table(TABLE).orElseThrow().dropped()).isTrue();
    }

    @Test
    void anInstallationThatIsRepeatedChangesNothing() {
        apply(1, opening(1, 0));
        apply(1, install(1, 0));
        apply(1, put(1, 0, 1, 5));

        apply(1, install(1, 2));

        assertThat(isStored(5)).isTrue();
        assertThat(group.ownership().partition(PARTITION).orElseThrow().counters().items())
                .isEqualTo(1);
    }

    @Test
    void anEffectOnATokenOfAnotherHaltsTheReplica() {
        apply(1, opening(1, 0));
        apply(1, install(1, 0));

        assertThatThrownBy(() -> apply(1, put(1, 0, 1, 101)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEffectOnAnIndexThatTheTableDoesNotHaveHaltsTheReplica() {
        apply(1, opening(1, 0));
        apply(1, install(1, 0));
        var entry = put(1, 0, 1, 5);
        entry.getEffectsBuilder()
                .getEffectsBuilder(0)
                .addIndexes(IndexEffect.newBuilder().setKey(Keys.item(20, 5, KEY)).setValue(KEY));

        assertThatThrownBy(() -> apply(1, entry)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void partitionsThatWereWrittenBeforeThereWereIndexesAreRead() {
        apply(1, opening(1, 0));
        apply(1, install(1, 0));
        apply(1, put(1, 0, 1, 5));
        Partition partition = group.ownership().partition(PARTITION).orElseThrow().partition();
        byte[] row =
                ByteBuffer.allocate(1 + 3 * Long.BYTES + partition.getSerializedSize())
                        .put((byte) 1)
                        .putLong(1)
                        .putLong(30)
                        .putLong(1)
                        .put(partition.toByteArray())
                        .array();
        try (var batch = store.batch()) {
            batch.put(Store.Family.META, Keys.partition(PARTITION), row);
            store.write(batch);
        }

        var again = open().ownership().partition(PARTITION).orElseThrow();

        assertThat(again.counters()).isEqualTo(new Counters(1, 30, 1));
        assertThat(again.partition()).isEqualTo(partition);
    }

    @Test
    void anEntryOfAnUnknownFormatHaltsTheReplica() {
        byte[] future = opening(1, 0).setFormat(2).build().toByteArray();

        assertThatThrownBy(() -> group.apply(new Position(1, 0), ByteBuffer.wrap(future)))
                .isInstanceOf(IllegalStateException.class);
    }
}
