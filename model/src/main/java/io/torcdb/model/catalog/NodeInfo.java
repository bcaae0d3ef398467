package io.torcdb.model.catalog;

/**
 * A storage node.
 *
 * @param incarnation a UUID that the node made for its data folder before it registered
 * @param address where it serves requests, {@code host:port}
 * @param logAddress where its replicated logs listen, {@code host:port}
 * @param zone its failure zone, empty if it has none
 * @param weight its share of the groups, from 1
 */
public record NodeInfo(
        long id,
        String incarnation,
        String address,
        String logAddress,
        String zone,
        int weight,
        NodeState state) {
    public NodeInfo {
        if (weight < 1) {
            throw new IllegalArgumentException("weight " + weight);
        }
    }
}
