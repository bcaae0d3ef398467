package io.torcdb.model.ring;

/**
 * A node as the ring sees it. Immutable.
 *
 * @param zone nodes of one zone fail together
 * @param weight its share of the load, relative to the others'
 */
public record RingNode(long id, String zone, int weight) {
    /** Throws IllegalArgumentException for a weight below 1. */
    public RingNode {
        if (weight < 1) {
            throw new IllegalArgumentException("a node weighs at least 1");
        }
    }
}
