package io.torcdb.control.membership;

import io.torcdb.control.catalog.Plan;
import io.torcdb.model.catalog.CatalogChange.ClusterBorn;
import java.util.random.RandomGenerator;

/**
 * What a cluster is born with.
 *
 * @param replication how many replicas a group will have
 * @param initialNodes how many nodes must register before the first groups are made
 * @param initialGroups how many these are
 */
public record ClusterBirth(int replication, int initialNodes, int initialGroups) {
    /** Returns the plan that gives the cluster its id, if it has none yet. */
    public Plan plan(RandomGenerator random) {
        long id = 0;
        while (id == 0) {
            id = random.nextLong();
        }
        var clusterId = id;
        return image ->
                image.clusterId() != 0
                        ? Plan.nothing()
                        : Plan.propose(
                                new ClusterBorn(
                                        image.version(), clusterId, replication, initialNodes));
    }
}
