package io.torcdb.node.group;

import io.torcdb.node.store.Keys;
import io.torcdb.node.store.Store;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which tables and partitions a group owns: the truth that routes are checked against. Immutable
 * but for the counters of its partitions.
 */
public final class Ownership {
    private final NavigableMap<Long, OwnedTable> tables;
    private final NavigableMap<Long, OwnedPartition> partitions;
    // Table, then partitions by first token, unsigned.
    private final NavigableMap<Long, NavigableMap<Long, OwnedPartition>> byToken;

    Ownership(
            NavigableMap<Long, OwnedTable> tables, NavigableMap<Long, OwnedPartition> partitions) {
        this.tables = Collections.unmodifiableNavigableMap(new TreeMap<>(tables));
        this.partitions = Collections.unmodifiableNavigableMap(new TreeMap<>(partitions));
        this.byToken = new TreeMap<>();
        for (OwnedPartition partition : partitions.values()) {
            byToken.computeIfAbsent(
                            partition.partition().getTable(),
                            _ -> new TreeMap<>(Long::compareUnsigned))
                    .put(partition.partition().getFirstToken(), partition);
        }
    }

    static Ownership load(Store store) {
        var tables = new TreeMap<Long, OwnedTable>();
        var partitions = new TreeMap<Long, OwnedPartition>();
        try (var rows =
                store.scan(Store.Family.META, Keys.firstTable(), Keys.endOfTables(), false)) {
            while (rows.next()) {
                long id = ByteBuffer.wrap(rows.key()).getLong(1);
                tables.put(id, OwnedTable.decode(id, rows.value()));
            }
        }
        try (var rows =
                store.scan(
                        Store.Family.META, Keys.firstPartition(), Keys.endOfPartitions(), false)) {
            while (rows.next()) {
                OwnedPartition partition = OwnedPartition.decode(rows.value());
                partitions.put(partition.id(), partition);
            }
        }
        return new Ownership(tables, partitions);
    }

    /** Returns the table, also when it was dropped. */
    public Optional<OwnedTable> table(long table) {
        return Optional.ofNullable(tables.get(table));
    }

    /** Returns the owned partition with this id. */
    public Optional<OwnedPartition> partition(long partition) {
        return Optional.ofNullable(partitions.get(partition));
    }

    /** Returns the owned partition of a table in which {@code token} lies. */
    public Optional<OwnedPartition> partitionOf(long table, long token) {
        var ofTable = byToken.get(table);
        if (ofTable == null) {
            return Optional.empty();
        }
        var below = ofTable.floorEntry(token);
        return below != null && below.getValue().holds(token)
                ? Optional.of(below.getValue())
                : Optional.empty();
    }

    /** Returns the owned partitions of a table, in token order. */
    public Collection<OwnedPartition> partitionsOf(long table) {
        var ofTable = byToken.get(table);
        return ofTable == null
                ? Collections.emptyList()
                : Collections.unmodifiableCollection(ofTable.values());
    }

    /** Returns all owned partitions, by id. */
    public Collection<OwnedPartition> partitions() {
        return partitions.values();
    }

    NavigableMap<Long, OwnedTable> tables() {
        return tables;
    }

    NavigableMap<Long, OwnedPartition> partitionsById() {
        return partitions;
    }
}
