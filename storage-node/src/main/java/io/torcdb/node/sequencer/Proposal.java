package io.torcdb.node.sequencer;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.torcdb.node.group.Epoch;
import io.torcdb.node.group.Group;
import io.torcdb.node.group.OwnedPartition;
import io.torcdb.node.index.IndexChange;
import io.torcdb.node.store.StoredItem;
import io.torcdb.proto.internal.Effect;
import io.torcdb.proto.internal.Entry;
import io.torcdb.proto.internal.IndexEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry from its first write until its fate is known, with those who wait for that. Belongs to
 * the sequencer's logical thread.
 */
final class Proposal {
    // An effect's keys, counters and framing, generously.
    private static final int EFFECT_OVERHEAD_BYTES = 64;

    private final Epoch epoch;
    private final long sequence;
    private final long groupTime;
    private final Entry.Builder entry;
    private final List<Member> members = new ArrayList<>();
    private final List<ProvenAnswer> dependents = new ArrayList<>();
    private int bytes;
    private long givenTable;
    private long proposedNanos;

    /**
     * A task whose effects are in the entry.
     *
     * @param onApplied answers it
     */
    record Member(Task task, Runnable onApplied) {}

    Proposal(Epoch epoch, long sequence, long groupTime) {
        this.epoch = epoch;
        this.sequence = sequence;
        this.groupTime = groupTime;
        this.entry =
                Entry.newBuilder()
                        .setFormat(Group.ENTRY_FORMAT)
                        .setTerm(epoch.term())
                        .setAttempt(epoch.attempt())
                        .setSequence(sequence)
                        .setGroupTime(groupTime);
    }

    /** Returns the entry that opens an epoch. */
    static Entry opening(Epoch epoch, long groupTime) {
        return Entry.newBuilder()
                .setFormat(Group.ENTRY_FORMAT)
                .setTerm(epoch.term())
                .setAttempt(epoch.attempt())
                .setGroupTime(groupTime)
                .setOpening(Entry.Opening.getDefaultInstance())
                .build();
    }

    Epoch epoch() {
        return epoch;
    }

    long sequence() {
        return sequence;
    }

    Entry entry() {
        return entry.build();
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    boolean isFull() {
        return bytes >= Limits.ENTRY_BYTES || members.size() >= Limits.ENTRY_WRITES;
    }

    /**
     * Adds what a write changes.
     *
     * @param old the stored value before it, if there was one
     * @return the stored value after it, null when the item is deleted
     */
    byte @Nullable [] add(
            WriteTask task,
            OwnedPartition partition,
            byte @Nullable [] old,
            Evaluation.Verdict.Change change,
            Runnable onApplied) {
        int oldBytes = old == null ? 0 : StoredItem.itemBytes(old);
        Optional<ByteString> item = change.item();
        var effect =
                Effect.newBuilder()
                        .setPartition(partition.id())
                        .setKey(task.key())
                        .setItemsDelta((item.isPresent() ? 1 : 0) - (old == null ? 0 : 1))
                        .setBytesDelta(change.itemBytes() - oldBytes);
        byte[] stored = null;
        if (item.isPresent()) {
            stored = StoredItem.encode(groupTime, change.itemBytes(), item.get());
            effect.setValue(UnsafeByteOperations.unsafeWrap(stored));
        }
        for (IndexChange index : change.indexes().changes()) {
            effect.addIndexes(effectOf(index));
        }
        entry.getEffectsBuilder().addEffects(effect);
        bytes += EFFECT_OVERHEAD_BYTES + task.key().size() + (stored == null ? 0 : stored.length);
        members.add(new Member(task, onApplied));
        return stored;
    }

    private IndexEffect effectOf(IndexChange change) {
        var effect =
                IndexEffect.newBuilder()
                        .setKey(change.key())
                        .setEntriesDelta(change.entriesDelta())
                        .setBytesDelta(change.bytesDelta());
        bytes += EFFECT_OVERHEAD_BYTES + change.key().size();
        if (change.entry().isPresent()) {
            byte[] stored = StoredItem.encode(groupTime, change.entryBytes(), change.entry().get());
            effect.setValue(UnsafeByteOperations.unsafeWrap(stored));
            bytes += stored.length;
        }
        return effect.build();
    }

    /** Makes it the entry of a change of ownership, alone. */
    void add(TableTask task) {
        var request = task.request();
        if (request.hasInstall()) {
            entry.setInstallTable(request.getInstall());
        } else {
            entry.setDropTable(request.getDrop());
            givenTable = request.getDrop().getTable();
        }
        members.add(new Member(task, task::succeed));
    }

    List<Member> members() {
        return members;
    }

    boolean isAnswered() {
        return members.stream().allMatch(member -> member.task().isAnswered());
    }

    /** Returns the table whose tokens it gives away; 0 if none. */
    long givenTable() {
        return givenTable;
    }

    /** Returns the answers that depend on its being applied. */
    List<ProvenAnswer> dependents() {
        return dependents;
    }

    void proposed(long nowNanos) {
        proposedNanos = nowNanos;
    }

    long proposedNanos() {
        return proposedNanos;
    }
}
