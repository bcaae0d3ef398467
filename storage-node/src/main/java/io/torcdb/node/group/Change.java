package io.torcdb.node.group;

import io.torcdb.node.group.OwnedPartition.Counters;
import io.torcdb.node.store.Keys;
import io.torcdb.node.store.Store.Batch;
import io.torcdb.node.store.Store.Family;
import io.torcdb.proto.internal.DropTable;
import io.torcdb.proto.internal.Effect;
import io.torcdb.proto.internal.Entry;
import io.torcdb.proto.internal.InstallTable;
import io.torcdb.proto.internal.Partition;
import io.torcdb.proto.internal.Schema;
import java.util.TreeMap;

/**
 * What one valid entry changes: collected in a batch, and published in memory once that is written.
 */
final class Change {
    private final Ownership before;
    private final Batch batch;
    private final TreeMap<Long, Counters> counted = new TreeMap<>();
    private Ownership after;

    Change(Ownership before, Batch batch) {
        this.before = before;
        this.batch = batch;
        this.after = before;
    }

    void apply(Entry entry) {
        switch (entry.getBodyCase()) {
            case EFFECTS -> {
                for (Effect effect : entry.getEffects().getEffectsList()) {
                    apply(effect);
                }
                counted.forEach(this::putCounters);
            }
            case INSTALL_TABLE -> install(entry.getInstallTable());
            case DROP_TABLE -> drop(entry.getDropTable());
            case OPENING, BODY_NOT_SET ->
                    throw new IllegalStateException("an entry that says nothing to do");
        }
    }

    private void apply(Effect effect) {
        byte[] key = effect.getKey().toByteArray();
        OwnedPartition partition = before.partition(effect.getPartition()).orElse(null);
        if (partition == null
                || partition.partition().getTable() != Keys.container(key)
                || !partition.holds(Keys.token(key))) {
            throw new IllegalStateException("an effect on a token that the group does not own");
        }
        if (effect.hasValue()) {
            batch.put(Family.ITEMS, key, effect.getValue().toByteArray());
        } else {
            batch.delete(Family.ITEMS, key);
        }
        counted.merge(
                partition.id(),
                partition.counters().plus(effect.getItemsDelta(), effect.getBytesDelta()),
                (soFar, _) -> soFar.plus(effect.getItemsDelta(), effect.getBytesDelta()));
    }

    private void putCounters(long id, Counters counters) {
        OwnedPartition partition = before.partition(id).orElseThrow();
        batch.put(Family.META, Keys.partition(id), partition.encode(counters));
    }

    private void install(InstallTable install) {
        OwnedTable present = before.tables().get(install.getTable());
        if (present != null && present.dropped()) {
            return;
        }
        var tables = new TreeMap<>(before.tables());
        var partitions = new TreeMap<>(before.partitionsById());
        if (present == null || present.schema().getVersion() < install.getSchema().getVersion()) {
            var table = new OwnedTable(install.getTable(), install.getSchema(), false);
            tables.put(table.id(), table);
            batch.put(Family.META, Keys.table(table.id()), table.encode());
        }
        for (Partition partition : install.getPartitionsList()) {
            if (!partitions.containsKey(partition.getId())) {
                var owned = new OwnedPartition(partition, Counters.ZERO);
                partitions.put(owned.id(), owned);
                batch.put(Family.META, Keys.partition(owned.id()), owned.encode(owned.counters()));
            }
        }
        after = new Ownership(tables, partitions);
    }

    private void drop(DropTable drop) {
        var tables = new TreeMap<>(before.tables());
        var partitions = new TreeMap<>(before.partitionsById());
        OwnedTable present = tables.get(drop.getTable());
        var dropped =
                new OwnedTable(
                        drop.getTable(),
                        present == null ? Schema.getDefaultInstance() : present.schema(),
                        true);
        tables.put(dropped.id(), dropped);
        batch.put(Family.META, Keys.table(dropped.id()), dropped.encode());
        for (OwnedPartition partition : before.partitionsOf(drop.getTable())) {
            partitions.remove(partition.id());
            batch.delete(Family.META, Keys.partition(partition.id()));
        }
        batch.deleteRange(
                Family.ITEMS,
                Keys.firstOfContainer(drop.getTable()),
                Keys.endOfContainer(drop.getTable()));
        after = new Ownership(tables, partitions);
    }

    /** Returns whether it takes ownership away. */
    boolean narrows() {
        return after.partitions().size() < before.partitions().size();
    }

    /** Returns the ownership that the change leads to. */
    Ownership after() {
        return after;
    }

    /** Makes the counters of the written batch visible. */
    void publishCounters() {
        counted.forEach((id, counters) -> before.partition(id).orElseThrow().become(counters));
    }
}
