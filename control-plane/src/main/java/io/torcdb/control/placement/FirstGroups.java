package io.torcdb.control.placement;

import io.torcdb.model.catalog.CatalogChange.GroupsBorn;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.GroupInfo;
import io.torcdb.model.catalog.NodeInfo;
import io.torcdb.model.catalog.NodeState;
import io.torcdb.model.ring.Ring;
import io.torcdb.model.ring.RingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plans the first groups of a cluster: one a node, on the ring, none with more than its share. */
public final class FirstGroups {
    private FirstGroups() {}

    /** Returns the first groups when all initial nodes have registered and there are none yet. */
    public static Optional<GroupsBorn> plan(CatalogImage image) {
        var nodes =
                image.nodes().stream().filter(node -> node.state() == NodeState.ACTIVE).toList();
        if (!image.groups().isEmpty()
                || image.initialNodes() == 0
                || nodes.size() < Math.max(image.initialNodes(), image.replication())) {
            return Optional.empty();
        }
        var load = new TreeMap<Long, Integer>(Long::compareUnsigned);
        nodes.forEach(node -> load.put(node.id(), 0));
        var groups = new ArrayList<GroupInfo>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            var id = image.nextId() + i;
            var replicas = place(id, image.replication(), nodes, load);
            replicas.forEach(node -> load.merge(node, 1, Integer::sum));
            groups.add(new GroupInfo(id, replicas));
        }
        return Optional.of(new GroupsBorn(image.version(), groups));
    }

    /**
     * Walks the ring past the nodes that have their share of replicas, which is as many as each
     * group has, since there are as many groups as nodes.
     */
    private static List<Long> place(
            long group, int replicas, List<NodeInfo> nodes, Map<Long, Integer> load) {
        for (int share = replicas; ; share++) {
            var bound = share;
            var open =
                    nodes.stream()
                            .filter(node -> load.getOrDefault(node.id(), 0) < bound)
                            .map(node -> new RingNode(node.id(), node.zone(), node.weight()))
                            .toList();
            if (open.size() >= replicas) {
                return new Ring(open).place(group, replicas);
            }
        }
    }
}
