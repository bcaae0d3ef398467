package io.torcdb.control.membership;

import io.torcdb.control.catalog.Plan;
import io.torcdb.model.catalog.CatalogChange.NodeRegistered;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.NodeInfo;
import io.torcdb.model.catalog.NodeState;
import io.torcdb.model.outcome.Failure;
import java.util.Optional;

/**
 * A node that registers, again at each of its starts. Its incarnation, made with its data folder,
 * tells a repetition from another node, so that a registration whose answer was lost is not made
 * twice; an emptied folder has a new incarnation and is a new node.
 *
 * @param clusterId what the node's folder says, 0 if it is new
 * @param node as the node describes itself, with id 0 if its folder is new
 */
public record Registration(long clusterId, NodeInfo node) {
    /** Returns the plan that makes the node known as it describes itself. */
    public Plan plan() {
        return image -> {
            var problem = problem(image);
            if (problem.isPresent()) {
                return Plan.refuse(problem.get());
            }
            var known = known(image);
            var wanted = known.isPresent() ? of(known.get()) : withId(image.nextId());
            return known.equals(Optional.of(wanted))
                    ? Plan.nothing()
                    : Plan.propose(new NodeRegistered(image.version(), wanted));
        };
    }

    /** Returns the node that has this incarnation. */
    public Optional<NodeInfo> known(CatalogImage image) {
        return image.nodes().stream()
                .filter(other -> other.incarnation().equals(node.incarnation()))
                .findFirst();
    }

    private Optional<Failure> problem(CatalogImage image) {
        if (image.clusterId() == 0) {
            return clusterId == 0
                    ? Optional.of(new Failure.Unavailable("The cluster is being born.", false))
                    : refused(
                            "The data folder belongs to a cluster that this control plane does not"
                                    + " know: its own data folder is new.");
        }
        if (clusterId != 0 && clusterId != image.clusterId()) {
            return refused("The data folder belongs to another cluster.");
        }
        if (node.incarnation().isEmpty()) {
            return refused("The node names no incarnation.");
        }
        var known = known(image);
        if (node.id() != 0 && known.map(NodeInfo::id).filter(id -> id == node.id()).isEmpty()) {
            return refused("The data folder is that of node " + node.id() + ", which is unknown.");
        }
        if (known.filter(other -> other.state() == NodeState.DECOMMISSIONED).isPresent()) {
            return refused("The node was decommissioned; start it with an empty data folder.");
        }
        return Optional.empty();
    }

    /** Returns the node with what stays as it is known. */
    private NodeInfo of(NodeInfo known) {
        return described(known.id(), known.state());
    }

    private NodeInfo withId(long id) {
        return described(id, NodeState.ACTIVE);
    }

    private NodeInfo described(long id, NodeState state) {
        return new NodeInfo(
                id,
                node.incarnation(),
                node.address(),
                node.logAddress(),
                node.zone(),
                node.weight(),
                state);
    }

    private static Optional<Failure> refused(String sentence) {
        return Optional.of(new Failure.Invalid(sentence));
    }
}
