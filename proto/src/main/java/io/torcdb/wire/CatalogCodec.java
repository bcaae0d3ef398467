package io.torcdb.wire;

import io.torcdb.model.catalog.CatalogChange;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.GroupInfo;
import io.torcdb.model.catalog.NodeInfo;
import io.torcdb.model.catalog.NodeState;
import io.torcdb.model.catalog.PartitionInfo;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.catalog.TableStatus;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeyType;
import io.torcdb.model.schema.LocalIndex.Projection;
import io.torcdb.model.schema.TableSchema;
import io.torcdb.proto.internal.ClusterBorn;
import io.torcdb.proto.internal.Group;
import io.torcdb.proto.internal.GroupsBorn;
import io.torcdb.proto.internal.LocalIndex;
import io.torcdb.proto.internal.Node;
import io.torcdb.proto.internal.Partition;
import io.torcdb.proto.internal.Schema;
import io.torcdb.proto.internal.Table;
import io.torcdb.proto.internal.TableCreated;
import io.torcdb.proto.internal.TableRemoved;
import io.torcdb.proto.internal.TableSettingsChanged;
import io.torcdb.proto.internal.TableStatusChanged;
import java.util.TreeSet;

/**
 * The catalog as messages and back. A message that is no catalog (an unknown kind of change, bounds
 * that make no range) is an IllegalArgumentException.
 */
public final class CatalogCodec {
    private CatalogCodec() {}

    public static io.torcdb.proto.internal.CatalogImage encode(CatalogImage image) {
        var message =
                io.torcdb.proto.internal.CatalogImage.newBuilder()
                        .setVersion(image.version())
                        .setClusterId(image.clusterId())
                        .setFeatureLevel(image.featureLevel())
                        .setReplication(image.replication())
                        .setInitialNodes(image.initialNodes())
                        .setNextId(image.nextId());
        image.nodes().forEach(node -> message.addNodes(encode(node)));
        image.groups().forEach(group -> message.addGroups(encode(group)));
        image.tables().forEach(table -> message.addTables(encode(table)));
        image.partitions().forEach(partition -> message.addPartitions(encode(partition)));
        return message.build();
    }

    public static CatalogImage decode(io.torcdb.proto.internal.CatalogImage message) {
        return CatalogImage.of(
                new CatalogImage.Header(
                        message.getVersion(),
                        message.getClusterId(),
                        message.getFeatureLevel(),
                        message.getReplication(),
                        message.getInitialNodes(),
                        message.getNextId()),
                message.getNodesList().stream().map(CatalogCodec::decode).toList(),
                message.getGroupsList().stream().map(CatalogCodec::decode).toList(),
                message.getTablesList().stream().map(CatalogCodec::decode).toList(),
                message.getPartitionsList().stream().map(CatalogCodec::decode).toList());
    }

    public static io.torcdb.proto.internal.CatalogChange encode(CatalogChange change) {
        var message =
                io.torcdb.proto.internal.CatalogChange.newBuilder()
                        .setBaseVersion(change.baseVersion());
        switch (change) {
            case CatalogChange.ClusterBorn born ->
                    message.setClusterBorn(
                            ClusterBorn.newBuilder()
                                    .setClusterId(born.clusterId())
                                    .setReplication(born.replication())
                                    .setInitialNodes(born.initialNodes()));
            case CatalogChange.NodeRegistered(_, var node) ->
                    message.setNodeRegistered(encode(node));
            case CatalogChange.GroupsBorn(_, var groups) ->
                    message.setGroupsBorn(
                            GroupsBorn.newBuilder()
                                    .addAllGroups(
                                            groups.stream().map(CatalogCodec::encode).toList()));
            case CatalogChange.TableCreated(_, var table, var partitions) ->
                    message.setTableCreated(
                            TableCreated.newBuilder()
                                    .setTable(encode(table))
                                    .addAllPartitions(
                                            partitions.stream()
                                                    .map(CatalogCodec::encode)
                                                    .toList()));
            case CatalogChange.TableStatusChanged(_, var table, var status) ->
                    message.setTableStatusChanged(
                            TableStatusChanged.newBuilder()
                                    .setTable(table)
                                    .setStatus(encode(status)));
            case CatalogChange.TableSettingsChanged(_, var table, var status, var settings) ->
                    message.setTableSettingsChanged(
                            TableSettingsChanged.newBuilder()
                                    .setTable(table)
                                    .setStatus(encode(status))
                                    .setSettings(TableSettingsCodec.encode(settings)));
            case CatalogChange.TableRemoved(_, var table) ->
                    message.setTableRemoved(TableRemoved.newBuilder().setTable(table));
        }
        return message.build();
    }

    public static CatalogChange decode(io.torcdb.proto.internal.CatalogChange message) {
        var base = message.getBaseVersion();
        return switch (message.getChangeCase()) {
            case CLUSTER_BORN -> {
                var born = message.getClusterBorn();
                yield new CatalogChange.ClusterBorn(
                        base, born.getClusterId(), born.getReplication(), born.getInitialNodes());
            }
            case NODE_REGISTERED ->
                    new CatalogChange.NodeRegistered(base, decode(message.getNodeRegistered()));
            case GROUPS_BORN ->
                    new CatalogChange.GroupsBorn(
                            base,
                            message.getGroupsBorn().getGroupsList().stream()
                                    .map(CatalogCodec::decode)
                                    .toList());
            case TABLE_CREATED -> {
                var created = message.getTableCreated();
                yield new CatalogChange.TableCreated(
                        base,
                        decode(created.getTable()),
                        created.getPartitionsList().stream().map(CatalogCodec::decode).toList());
            }
            case TABLE_STATUS_CHANGED -> {
                var changed = message.getTableStatusChanged();
                yield new CatalogChange.TableStatusChanged(
                        base, changed.getTable(), decode(changed.getStatus()));
            }
            case TABLE_SETTINGS_CHANGED -> {
                var changed = message.getTableSettingsChanged();
                yield new CatalogChange.TableSettingsChanged(
                        base,
                        changed.getTable(),
                        decode(changed.getStatus()),
                        TableSettingsCodec.decode(changed.getSettings()));
            }
            case TABLE_REMOVED ->
                    new CatalogChange.TableRemoved(base, message.getTableRemoved().getTable());
            case CHANGE_NOT_SET -> throw new IllegalArgumentException("an unknown catalog change");
        };
    }

    public static Node encode(NodeInfo node) {
        return Node.newBuilder()
                .setId(node.id())
                .setIncarnation(node.incarnation())
                .setAddress(node.address())
                .setLogAddress(node.logAddress())
                .setZone(node.zone())
                .setWeight(node.weight())
                .setState(
                        switch (node.state()) {
                            case ACTIVE -> Node.State.ACTIVE;
                            case DRAINING -> Node.State.DRAINING;
                            case DECOMMISSIONED -> Node.State.DECOMMISSIONED;
                        })
                .build();
    }

    public static NodeInfo decode(Node node) {
        return new NodeInfo(
                node.getId(),
                node.getIncarnation(),
                node.getAddress(),
                node.getLogAddress(),
                node.getZone(),
                node.getWeight(),
                switch (node.getState()) {
                    case ACTIVE -> NodeState.ACTIVE;
                    case DRAINING -> NodeState.DRAINING;
                    case DECOMMISSIONED -> NodeState.DECOMMISSIONED;
                    case UNRECOGNIZED -> throw new IllegalArgumentException("state of a node");
                });
    }

    public static Group encode(GroupInfo group) {
        return Group.newBuilder().setId(group.id()).addAllNodes(group.nodes()).build();
    }

    public static GroupInfo decode(Group group) {
        return new GroupInfo(group.getId(), group.getNodesList());
    }

    public static Table encode(TableInfo table) {
        return Table.newBuilder()
                .setId(table.id())
                .setName(table.name())
                .setUuid(table.uuid())
                .setCreatedMillis(table.createdMillis())
                .setStatus(encode(table.status()))
                .setSchema(encode(table.schema()))
                .setSettings(TableSettingsCodec.encode(table.settings()))
                .build();
    }

    public static TableInfo decode(Table table) {
        return new TableInfo(
                table.getId(),
                table.getName(),
                table.getUuid(),
                table.getCreatedMillis(),
                decode(table.getStatus()),
                decode(table.getSchema()),
                TableSettingsCodec.decode(table.getSettings()));
    }

    public static Schema encode(TableSchema schema) {
        var message =
                Schema.newBuilder()
                        .setVersion(schema.version())
                        .setHashSeed(schema.hashSeed())
                        .setHashAlgorithm(schema.hashAlgorithm());
        for (var key : schema.keys()) {
            message.addKeys(encode(key));
        }
        for (var index : schema.localIndexes()) {
            message.addLocalIndexesBuilder()
                    .setContainer(index.container())
                    .setName(index.name())
                    .setSortKey(encode(index.sortKey()))
                    .setProjection(
                            switch (index.projection()) {
                                case ALL -> LocalIndex.Projection.ALL;
                                case KEYS_ONLY -> LocalIndex.Projection.KEYS_ONLY;
                                case INCLUDE -> LocalIndex.Projection.INCLUDE;
                            })
                    .addAllNonKeyAttributes(index.nonKeyAttributes());
        }
        return message.build();
    }

    public static TableSchema decode(Schema schema) {
        return new TableSchema(
                schema.getVersion(),
                schema.getKeysList().stream().map(CatalogCodec::decode).toList(),
                schema.getHashSeed(),
                schema.getHashAlgorithm(),
                schema.getLocalIndexesList().stream().map(CatalogCodec::decode).toList());
    }

    private static io.torcdb.proto.internal.KeyAttribute encode(KeyAttribute key) {
        return io.torcdb.proto.internal.KeyAttribute.newBuilder()
                .setName(key.name())
                .setType(key.type().name())
                .build();
    }

    private static KeyAttribute decode(io.torcdb.proto.internal.KeyAttribute key) {
        return new KeyAttribute(key.getName(), KeyType.valueOf(key.getType()));
    }

    private static io.torcdb.model.schema.LocalIndex decode(LocalIndex index) {
        return new io.torcdb.model.schema.LocalIndex(
                index.getContainer(),
                index.getName(),
                decode(index.getSortKey()),
                switch (index.getProjection()) {
                    case ALL -> Projection.ALL;
                    case KEYS_ONLY -> Projection.KEYS_ONLY;
                    case INCLUDE -> Projection.INCLUDE;
                    case UNRECOGNIZED ->
                            throw new IllegalArgumentException("projection of an index");
                },
                new TreeSet<>(index.getNonKeyAttributesList()));
    }

    public static Partition encode(PartitionInfo partition) {
        return Partition.newBuilder()
                .setId(partition.id())
                .setTable(partition.table())
                .setGroup(partition.group())
                .setEpoch(partition.epoch())
                .setFirstToken(partition.firstToken())
                .setLastToken(partition.lastToken())
                .build();
    }

    public static PartitionInfo decode(Partition partition) {
        return new PartitionInfo(
                partition.getId(),
                partition.getTable(),
                partition.getGroup(),
                partition.getEpoch(),
                partition.getFirstToken(),
                partition.getLastToken());
    }

    private static Table.Status encode(TableStatus status) {
        return switch (status) {
            case CREATING -> Table.Status.CREATING;
            case ACTIVE -> Table.Status.ACTIVE;
            case UPDATING -> Table.Status.UPDATING;
            case DELETING -> Table.Status.DELETING;
        };
    }

    private static TableStatus decode(Table.Status status) {
        return switch (status) {
            case CREATING -> TableStatus.CREATING;
            case ACTIVE -> TableStatus.ACTIVE;
            case UPDATING -> TableStatus.UPDATING;
            case DELETING -> TableStatus.DELETING;
            case UNRECOGNIZED -> throw new IllegalArgumentException("status of a table");
        };
    }
}
