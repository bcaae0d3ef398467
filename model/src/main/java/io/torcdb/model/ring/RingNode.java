package io.torcdb.model.ring;

/**
 * A node as the ring sees it. Immutable.
 *
 * @param zone nodes of one zone fail together
 * @param weight its share of the load, relative to the others'
 */
public record RingNode(long id, String zone, int weight) {
    /** Bounds the memory that a ring takes. */
    public static final int MAX_WEIGHT = 1000;

    /** Throws IllegalArgumentException for a weight that is not 1 to {@link #MAX_WEIGHT}. */
    public RingNode {
        if (weight < 1 || weight > MAX_WEIGHT) {
            throw new IllegalArgumentException("a node weighs 1 to 1000");
        }
    }
}
