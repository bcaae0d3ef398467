package io.torcdb.model.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The partitions of a catalog: by id, by table and token, by group. Immutable. */
final class PartitionMap {
    static final PartitionMap EMPTY =
            new PartitionMap(SortedTree.ofIds(), SortedTree.ofIds(), SortedTree.ofIds());

    private static final Comparator<PartitionInfo> BY_TOKEN =
            (left, right) -> Long.compareUnsigned(left.firstToken(), right.firstToken());

    private final SortedTree<Long, PartitionInfo> byId;

    /** Of each table, in token order. */
    private final SortedTree<Long, List<PartitionInfo>> byTable;

    private final SortedTree<Long, SortedTree<Long, PartitionInfo>> byGroup;

    private PartitionMap(
            SortedTree<Long, PartitionInfo> byId,
            SortedTree<Long, List<PartitionInfo>> byTable,
            SortedTree<Long, SortedTree<Long, PartitionInfo>> byGroup) {
        this.byId = byId;
        this.byTable = byTable;
        this.byGroup = byGroup;
    }

    static PartitionMap of(Collection<PartitionInfo> partitions) {
        var byTable = new TreeMap<Long, List<PartitionInfo>>(Long::compareUnsigned);
        for (var partition : partitions) {
            byTable.computeIfAbsent(partition.table(), _ -> new ArrayList<>()).add(partition);
        }
        var map = EMPTY;
        for (var table : byTable.entrySet()) {
            map = map.with(table.getKey(), table.getValue());
        }
        return map;
    }

    /** Returns this map with the partitions of a table that has none yet. */
    PartitionMap with(long table, List<PartitionInfo> partitions) {
        var ids = byId;
        var groups = byGroup;
        for (var partition : partitions) {
            ids = ids.with(partition.id(), partition);
            var ofGroup = groups.get(partition.group()).orElse(SortedTree.ofIds());
            groups = groups.with(partition.group(), ofGroup.with(partition.id(), partition));
        }
        var sorted = partitions.stream().sorted(BY_TOKEN).toList();
        return new PartitionMap(ids, byTable.with(table, sorted), groups);
    }

    /** Returns this map without the partitions of a table. */
    PartitionMap without(long table) {
        var ids = byId;
        var groups = byGroup;
        for (var partition : ofTable(table)) {
            ids = ids.without(partition.id());
            var left = groups.get(partition.group()).orElse(SortedTree.ofIds());
            left = left.without(partition.id());
            groups =
                    left.isEmpty()
                            ? groups.without(partition.group())
                            : groups.with(partition.group(), left);
        }
        return new PartitionMap(ids, byTable.without(table), groups);
    }

    List<PartitionInfo> all() {
        return listOf(byId);
    }

    Optional<PartitionInfo> get(long id) {
        return byId.get(id);
    }

    List<PartitionInfo> ofTable(long table) {
        return byTable.get(table).orElse(List.of());
    }

    List<PartitionInfo> ofGroup(long group) {
        return byGroup.get(group).map(PartitionMap::listOf).orElse(List.of());
    }

    int countOfGroup(long group) {
        return byGroup.get(group).map(SortedTree::size).orElse(0);
    }

    /** Returns the partition of a table that holds {@code token}. */
    Optional<PartitionInfo> at(long table, long token) {
        var partitions = ofTable(table);
        int low = 0;
        int high = partitions.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            var partition = partitions.get(middle);
            if (partition.contains(token)) {
                return Optional.of(partition);
            }
            if (Long.compareUnsigned(token, partition.firstToken()) < 0) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return Optional.empty();
    }

    static <V> List<V> listOf(SortedTree<?, V> tree) {
        var list = new ArrayList<V>(tree.size());
        tree.forEach(list::add);
        return List.copyOf(list);
    }
}
