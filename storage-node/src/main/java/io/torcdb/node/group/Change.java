package io.torcdb.node.group;

import io.torcdb.node.store.Keys;
import io.torcdb.node.store.Store.Batch;
import io.torcdb.node.store.Store.Family;
import io.torcdb.proto.internal.DropTable;
import io.torcdb.proto.internal.Effect;
import io.torcdb.proto.internal.Entry;
import io.torcdb.proto.internal.IndexEffect;
import io.torcdb.proto.internal.InstallTable;
import io.torcdb.proto.internal.LocalIndex;
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
        for (IndexEffect change : effect.getIndexesList()) {
            apply(change, partition);
        }
        Counters soFar = counted.getOrDefault(partition.id(), partition.counters());
        counted.put(partition.id(), soFar.plus(effect));
    }

    private void apply(IndexEffect change, OwnedPartition partition) {
        byte[] key = change.getKey().toByteArray();
        boolean known =
                before.table(partition.partition().getTable())
                        .flatMap(table -> table.localIndex(Keys.container(key)))
                        .isPresent();
        if (!known || !partition.holds(Keys.token(key))) {
            throw new IllegalStateException("an effect on an index that the group does not own");
        }
        if (change.hasValue()) {
            batch.put(Family.INDEXES, key, change.getValue().toByteArray());
        } else {
            batch.delete(Family.INDEXES, key);
        }
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
        deleteContainer(Family.ITEMS, dropped.id());
        for (LocalIndex index : dropped.schema().getLocalIndexesList()) {
            deleteContainer(Family.INDEXES, index.getContainer());
        }
        after = new Ownership(tables, partitions);
    }

    private void deleteContainer(Family family, long container) {
        batch.deleteRange(family, Keys.firstOfContainer(container), Keys.endOfContainer(container));
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
