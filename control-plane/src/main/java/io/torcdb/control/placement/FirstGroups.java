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
import java.util.Optional;
import java.util.TreeMap;

/** Plans the first groups of a cluster, spread over the nodes by the ring. */
public final class FirstGroups {
    private FirstGroups() {}

    /**
     * Returns the first groups when all initial nodes have registered and there are none yet.
     *
     * @param count how many
     */
    public static Optional<GroupsBorn> plan(CatalogImage image, int count) {
        var nodes =
                image.nodes().stream().filter(node -> node.state() == NodeState.ACTIVE).toList();
        if (!image.groups().isEmpty()
                || image.initialNodes() == 0
                || nodes.size() < Math.max(image.initialNodes(), image.replication())) {
            return Optional.empty();
        }
        var unplaced = new TreeMap<Long, List<Long>>(Long::compareUnsigned);
        for (int i = 0; i < count; i++) {
            unplaced.put(image.nextId() + i, List.of());
        }
        var groups = new ArrayList<GroupInfo>(count);
        new Ring(nodes.stream().map(FirstGroups::onRing).toList())
                .plan(unplaced, image.replication())
                .forEach((id, replicas) -> groups.add(new GroupInfo(id, replicas)));
        return Optional.of(new GroupsBorn(image.version(), groups));
    }

    private static RingNode onRing(NodeInfo node) {
        return new RingNode(node.id(), node.zone(), node.weight());
    }
}
