package io.torcdb.runtime.admin;

import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.GroupInfo;
import io.torcdb.model.catalog.NodeInfo;
import io.torcdb.model.catalog.PartitionInfo;
import io.torcdb.proto.internal.ControlPlaneStatus;
import io.torcdb.proto.internal.GroupReport;
import io.torcdb.proto.internal.NodeStatus;
import io.torcdb.proto.internal.PartitionReport;
import io.torcdb.proto.internal.StatusReply;
import io.torcdb.wire.CatalogCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A cluster as its control plane reports it, in the documents that {@code torc admin --json}
 * prints: ids are text, tokens 16 hexadecimal digits, what is not known is null. Immutable.
 */
final class ClusterView {
    private static final String READY = "READY";
    private static final String LEADER = "LEADER";

    private final CatalogImage image;
    private final SequencedMap<Long, NodeStatus> nodes = new TreeMap<>(Long::compareUnsigned);
    private final List<ControlPlaneStatus> controlPlanes;

    ClusterView(StatusReply reply) {
        this.image = CatalogCodec.decode(reply.getImage());
        this.controlPlanes = reply.getControlPlanesList();
        for (var node : reply.getNodesList()) {
            nodes.put(node.getNodeId(), node);
        }
    }

    Object status() {
        var groups = image.groups();
        var underReplicated = groups.stream().filter(this::underReplicated).toList();
        var leaderless = groups.stream().filter(g -> leader(g.id()).isEmpty()).toList();
        var down = image.nodes().stream().filter(n -> state(n).equals("DOWN")).toList();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("clusterId", id(image.clusterId()));
        fields.put("version", image.version());
        fields.put("tables", image.tableCount());
        fields.put("groups", groups.size());
        fields.put("nodes", image.nodes().size());
        fields.put("nodesDown", down.size());
        fields.put("underReplicatedGroups", underReplicated.size());
        fields.put("leaderlessGroups", leaderless.size());
        fields.put("runningSteps", 0); // there are no steps yet: nothing moves by itself
        fields.put("problems", problems(down, underReplicated, leaderless));
        return fields;
    }

    Object nodes() {
        return image.nodes().stream().map(this::node).toList();
    }

    Object groups() {
        return image.groups().stream().map(this::group).toList();
    }

    /** Returns the partitions of a table; empty when there is no such table. */
    Optional<Object> partitions(String table) {
        return image.table(table)
                .map(info ->
                        image.partitions(info.id()).stream()
                                .map(partition -> partition(table, partition))
                                .toList());
    }

    Object controlPlanes() {
        return controlPlanes.stream().map(ClusterView::controlPlane).toList();
    }

    private List<String> problems(
            List<NodeInfo> down, List<GroupInfo> underReplicated, List<GroupInfo> leaderless) {
        var problems = new ArrayList<String>();
        if (image.clusterId() == 0 || image.groups().isEmpty()) {
            problems.add("The cluster is not born yet: not enough storage nodes have registered.");
        }
        down.forEach(node ->
                problems.add("Node %s (%s) is down.".formatted(id(node.id()), node.address())));
        leaderless.forEach(group -> problems.add("Group " + id(group.id()) + " has no leader."));
        underReplicated.forEach(group ->
                problems.add(
                        "Group %s has fewer than %d replicas that work."
                                .formatted(id(group.id()), image.replication())));
        return problems;
    }

    private SequencedMap<String, Object> node(NodeInfo node) {
        var groups = reports(node.id()).toList();
        var status = Optional.ofNullable(nodes.get(node.id()));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", id(node.id()));
        fields.put("address", node.address());
        fields.put("zone", node.zone());
        fields.put("weight", node.weight());
        fields.put("state", state(node));
        fields.put("replicas", groups.size());
        fields.put("leaders", groups.stream().filter(ClusterView::leads).count());
        fields.put("bytes", groups.stream().mapToLong(GroupReport::getBytes).sum());
        fields.put("lastHeartbeatMillisAgo", status.map(NodeStatus::getLastHeartbeatMillisAgo));
        return fields;
    }

    private SequencedMap<String, Object> group(GroupInfo group) {
        var leader = leader(group.id());
        var report = leader.or(() -> anyReport(group));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", id(group.id()));
        fields.put("leader", leader.map(r -> id(r.getLeader())));
        fields.put("epoch", report.map(r -> id(r.getTerm()) + "." + id(r.getAttempt())));
        fields.put("bytes", report.map(GroupReport::getBytes));
        fields.put("partitions", image.partitionCount(group.id()));
        fields.put(
                "replicas", group.nodes().stream().map(node -> replica(node, group.id())).toList());
        return fields;
    }

    private SequencedMap<String, Object> replica(long node, long group) {
        var report = report(node, group);
        var fields = new LinkedHashMap<String, Object>();
        fields.put("node", id(node));
        fields.put("role", report.map(GroupReport::getRole).orElse("UNKNOWN"));
        fields.put("appliedIndex", report.map(GroupReport::getAppliedIndex));
        fields.put("state", report.map(GroupReport::getState).orElse("the node is down"));
        return fields;
    }

    private SequencedMap<String, Object> partition(String table, PartitionInfo partition) {
        var report =
                leader(partition.group()).stream()
                        .flatMap(r -> r.getPartitionsList().stream())
                        .filter(p -> p.getPartition() == partition.id())
                        .findFirst();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", id(partition.id()));
        fields.put("table", table);
        fields.put("index", Optional.empty());
        fields.put("group", id(partition.group()));
        fields.put("epoch", partition.epoch());
        fields.put("firstToken", token(partition.firstToken()));
        fields.put("lastToken", token(partition.lastToken()));
        fields.put("items", report.map(PartitionReport::getItems));
        fields.put("bytes", report.map(PartitionReport::getBytes));
        fields.put("readUnits", Optional.empty()); // not metered yet
        fields.put("writeUnits", Optional.empty());
        return fields;
    }

    private static SequencedMap<String, Object> controlPlane(ControlPlaneStatus status) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", id(status.getId()));
        fields.put("address", status.getAddress());
        fields.put("leader", status.getLeader());
        fields.put("appliedIndex", status.getAppliedIndex());
        return fields;
    }

    private boolean underReplicated(GroupInfo group) {
        var working =
                group.nodes().stream()
                        .flatMap(node -> report(node, group.id()).stream())
                        .filter(report -> report.getState().equals(READY))
                        .count();
        return working < image.replication();
    }

    private String state(NodeInfo node) {
        var status = nodes.get(node.id());
        var alive = status != null && status.getAlive();
        return switch (node.state()) {
            case ACTIVE -> alive ? "ACTIVE" : "DOWN";
            case DRAINING -> alive ? "DRAINING" : "DOWN";
            case DECOMMISSIONED -> "DECOMMISSIONED";
        };
    }

    /** Returns what the leader of a group reports; of two that claim it, the one of later term. */
    private Optional<GroupReport> leader(long group) {
        return nodes.keySet().stream()
                .flatMap(node -> report(node, group).stream())
                .filter(ClusterView::leads)
                .max((a, b) -> Long.compareUnsigned(a.getTerm(), b.getTerm()));
    }

    private Optional<GroupReport> anyReport(GroupInfo group) {
        return group.nodes().stream()
                .flatMap(node -> report(node, group.id()).stream())
                .max((a, b) -> Long.compareUnsigned(a.getTerm(), b.getTerm()));
    }

    private Optional<GroupReport> report(long node, long group) {
        return reports(node).filter(report -> report.getGroup() == group).findFirst();
    }

    /** Returns what a node that is alive said of its replicas. */
    private Stream<GroupReport> reports(long node) {
        var status = nodes.get(node);
        return status == null || !status.getAlive()
                ? Stream.empty()
                : status.getGroupsList().stream();
    }

    private static boolean leads(GroupReport report) {
        return report.getRole().equals(LEADER);
    }

    private static String id(long id) {
        return Long.toUnsignedString(id);
    }

    private static String token(long token) {
        return "%016x".formatted(token);
    }
}
