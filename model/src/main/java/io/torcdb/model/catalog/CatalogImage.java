package io.torcdb.model.catalog;

import io.torcdb.model.catalog.CatalogChange.ClusterBorn;
import io.torcdb.model.catalog.CatalogChange.GroupsBorn;
import io.torcdb.model.catalog.CatalogChange.NodeRegistered;
import io.torcdb.model.catalog.CatalogChange.TableCreated;
import io.torcdb.model.catalog.CatalogChange.TableRemoved;
import io.torcdb.model.catalog.CatalogChange.TableSettingsChanged;
import io.torcdb.model.catalog.CatalogChange.TableStatusChanged;
import io.torcdb.model.item.Order;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The whole catalog at one version. Immutable; a later version shares nearly all of it with the one
 * that it was made from. Its lists iterate in the order of their ids (unsigned) unless they say
 * otherwise.
 */
public final class CatalogImage {
    /** The feature level of a cluster that is born now. */
    public static final int FEATURE_LEVEL = 1;

    /** Before the first change. */
    public static final CatalogImage EMPTY =
            new CatalogImage(
                    new Header(0, 0, 0, 0, 0, 1),
                    SortedTree.ofIds(),
                    SortedTree.ofIds(),
                    new Tables(SortedTree.empty(Order.UTF_8), SortedTree.ofIds()),
                    PartitionMap.EMPTY);

    private final Header header;
    private final SortedTree<Long, NodeInfo> nodes;
    private final SortedTree<Long, GroupInfo> groups;
    private final Tables tables;
    private final PartitionMap partitions;

    /**
     * What a catalog says of itself.
     *
     * @param version raised by one by each change
     * @param clusterId 0 before the cluster is born
     * @param featureLevel nothing above it is written
     * @param replication how many replicas a group has
     * @param initialNodes how many nodes must have registered before the first groups are made
     * @param nextId the lowest id that was never given to a node, group, table or partition
     */
    public record Header(
            long version,
            long clusterId,
            int featureLevel,
            int replication,
            int initialNodes,
            long nextId) {
        private Header next(long highestId) {
            var above = Long.compareUnsigned(highestId, nextId) < 0 ? nextId : highestId + 1;
            return new Header(
                    version + 1, clusterId, featureLevel, replication, initialNodes, above);
        }
    }

    private record Tables(SortedTree<String, TableInfo> byName, SortedTree<Long, TableInfo> byId) {
        Tables with(TableInfo table) {
            return new Tables(byName.with(table.name(), table), byId.with(table.id(), table));
        }

        Tables without(TableInfo table) {
            return new Tables(byName.without(table.name()), byId.without(table.id()));
        }
    }

    private CatalogImage(
            Header header,
            SortedTree<Long, NodeInfo> nodes,
            SortedTree<Long, GroupInfo> groups,
            Tables tables,
            PartitionMap partitions) {
        this.header = header;
        this.nodes = nodes;
        this.groups = groups;
        this.tables = tables;
        this.partitions = partitions;
    }

    /** Returns the catalog that consists of these. */
    public static CatalogImage of(
            Header header,
            Collection<NodeInfo> nodes,
            Collection<GroupInfo> groups,
            Collection<TableInfo> tables,
            Collection<PartitionInfo> partitions) {
        var allNodes = EMPTY.nodes;
        for (var node : nodes) {
            allNodes = allNodes.with(node.id(), node);
        }
        var allGroups = EMPTY.groups;
        for (var group : groups) {
            allGroups = allGroups.with(group.id(), group);
        }
        var allTables = EMPTY.tables;
        for (var table : tables) {
            allTables = allTables.with(table);
        }
        return new CatalogImage(
                header, allNodes, allGroups, allTables, PartitionMap.of(partitions));
    }

    public Header header() {
        return header;
    }

    public long version() {
        return header.version;
    }

    public long clusterId() {
        return header.clusterId;
    }

    public int featureLevel() {
        return header.featureLevel;
    }

    public int replication() {
        return header.replication;
    }

    public int initialNodes() {
        return header.initialNodes;
    }

    public long nextId() {
        return header.nextId;
    }

    public Optional<TableInfo> table(String name) {
        return tables.byName.get(name);
    }

    public Optional<TableInfo> tableById(long id) {
        return tables.byId.get(id);
    }

    /** Returns all tables by name, in UTF-8 byte order. */
    public List<TableInfo> tables() {
        return PartitionMap.listOf(tables.byName);
    }

    public int tableCount() {
        return tables.byId.size();
    }

    public List<PartitionInfo> partitions() {
        return partitions.all();
    }

    public Optional<PartitionInfo> partition(long id) {
        return partitions.get(id);
    }

    /** Returns the partition of a table that holds {@code token}. */
    public Optional<PartitionInfo> partitionOf(long table, long token) {
        return partitions.at(table, token);
    }

    /** Returns the partitions of a table in unsigned token order. */
    public List<PartitionInfo> partitions(long table) {
        return partitions.ofTable(table);
    }

    public List<PartitionInfo> partitionsOfGroup(long group) {
        return partitions.ofGroup(group);
    }

    /** Returns how many partitions {@code group} owns. */
    public int partitionCount(long group) {
        return partitions.countOfGroup(group);
    }

    public List<GroupInfo> groups() {
        return PartitionMap.listOf(groups);
    }

    public Optional<GroupInfo> group(long id) {
        return groups.get(id);
    }

    public List<NodeInfo> nodes() {
        return PartitionMap.listOf(nodes);
    }

    public Optional<NodeInfo> node(long id) {
        return nodes.get(id);
    }

    /**
     * Returns the catalog after {@code change}; empty when the change is void because it was
     * computed from another version.
     *
     * @throws IllegalArgumentException when a change that is not void contradicts this catalog,
     *     which only a bug can bring about
     */
    public Optional<CatalogImage> with(CatalogChange change) {
        if (change.baseVersion() != header.version) {
            return Optional.empty();
        }
        return Optional.of(
                switch (change) {
                    case ClusterBorn born -> born(born);
                    case NodeRegistered(_, var node) -> registered(node);
                    case GroupsBorn(_, var born) -> groupsBorn(born);
                    case TableCreated created -> created(created);
                    case TableStatusChanged(_, var table, var status) -> {
                        var changed = existing(table).with(status);
                        yield next(0, nodes, groups, tables.with(changed), partitions);
                    }
                    case TableSettingsChanged(_, var table, var status, var settings) -> {
                        var changed = existing(table).with(status, settings);
                        yield next(0, nodes, groups, tables.with(changed), partitions);
                    }
                    case TableRemoved(_, var table) -> {
                        var left = tables.without(existing(table));
                        yield next(0, nodes, groups, left, partitions.without(table));
                    }
                });
    }

    private CatalogImage born(ClusterBorn born) {
        check(header.clusterId == 0, "the cluster is born already");
        var header =
                new Header(
                        this.header.version + 1,
                        born.clusterId(),
                        FEATURE_LEVEL,
                        born.replication(),
                        born.initialNodes(),
                        this.header.nextId);
        return new CatalogImage(header, nodes, groups, tables, partitions);
    }

    private CatalogImage registered(NodeInfo node) {
        check(header.clusterId != 0, "a node before the cluster");
        node(node.id())
                .ifPresentOrElse(
                        known ->
                                check(
                                        known.incarnation().equals(node.incarnation()),
                                        "a node id was used twice"),
                        () -> check(isNew(node.id()), "a node id was used before"));
        return next(node.id(), nodes.with(node.id(), node), groups, tables, partitions);
    }

    private CatalogImage groupsBorn(List<GroupInfo> born) {
        check(groups.isEmpty(), "there are groups already");
        long highest = 0;
        var all = groups;
        for (var group : born) {
            check(isNew(group.id()) && all.get(group.id()).isEmpty(), "a group id was used");
            check(
                    group.nodes().stream().allMatch(node -> node(node).isPresent()),
                    "a group on a node that is not there");
            all = all.with(group.id(), group);
            highest = higher(highest, group.id());
        }
        return next(highest, nodes, all, tables, partitions);
    }

    private CatalogImage created(TableCreated created) {
        var table = created.table();
        check(table(table.name()).isEmpty(), "the table exists");
        check(isNew(table.id()), "a table id was used");
        var highest = highestIdOf(table);
        long nextToken = 0;
        check(!created.partitions().isEmpty(), "a table without partitions");
        for (var partition : created.partitions()) {
            check(partition.table() == table.id(), "a partition of another table");
            check(isNew(partition.id()), "a partition id was used");
            check(group(partition.group()).isPresent(), "a partition in a group that is not there");
            check(partition.firstToken() == nextToken, "partitions with a gap");
            nextToken = partition.lastToken() + 1;
            highest = higher(highest, partition.id());
        }
        check(nextToken == 0, "partitions that end early");
        return next(
                highest,
                nodes,
                groups,
                tables.with(table),
                partitions.with(table.id(), created.partitions()));
    }

    /** Returns the highest of a table's id and those of its indexes' containers. */
    private long highestIdOf(TableInfo table) {
        var highest = table.id();
        var used = new TreeSet<Long>(List.of(table.id()));
        for (var index : table.schema().localIndexes()) {
            check(
                    isNew(index.container()) && used.add(index.container()),
                    "the container of an index was used");
            highest = higher(highest, index.container());
        }
        return highest;
    }

    private CatalogImage next(
            long highestId,
            SortedTree<Long, NodeInfo> nextNodes,
            SortedTree<Long, GroupInfo> nextGroups,
            Tables nextTables,
            PartitionMap nextPartitions) {
        return new CatalogImage(
                header.next(highestId), nextNodes, nextGroups, nextTables, nextPartitions);
    }

    private TableInfo existing(long table) {
        return tableById(table)
                .orElseThrow(() -> new IllegalArgumentException("no table " + table));
    }

    private boolean isNew(long id) {
        return Long.compareUnsigned(id, header.nextId) >= 0;
    }

    private static long higher(long left, long right) {
        return Long.compareUnsigned(left, right) < 0 ? right : left;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CatalogImage that
                && header.equals(that.header)
                && nodes().equals(that.nodes())
                && groups().equals(that.groups())
                && tables().equals(that.tables())
                && partitions().equals(that.partitions());
    }

    @Override
    public int hashCode() {
        return header.hashCode();
    }

    @Override
    public String toString() {
        return "CatalogImage[" + header + ", " + tableCount() + " tables]";
    }
}
