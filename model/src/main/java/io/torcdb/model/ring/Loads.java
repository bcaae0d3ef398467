package io.torcdb.model.ring;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many replicas each node carries, and how many it should: its share by weight, give or take a
 * tolerance. Not safe for use by many threads.
 */
final class Loads {
    private static final int TOLERANCE_PERCENT = 25;

    private final SortedMap<Long, Integer> load = new TreeMap<>(Long::compareUnsigned);
    private final Ring ring;
    private final long replicas;
    private final long weight;

    /**
     * @param replicas of all groups
     */
    Loads(Ring ring, long replicas) {
        this.ring = ring;
        this.replicas = replicas;
        long sum = 0;
        for (RingNode node : ring.nodes()) {
            load.put(node.id(), 0);
            sum += node.weight();
        }
        weight = sum;
    }

    /** Returns all nodes, by id. */
    Collection<Long> nodes() {
        return load.keySet();
    }

    void add(long node) {
        load.merge(node, 1, Integer::sum);
    }

    void remove(long node) {
        load.merge(node, -1, Integer::sum);
    }

    /** Returns whether the node can take one more within its bound. */
    boolean hasRoom(long node) {
        return of(node) < most(node);
    }

    boolean isOverloaded(long node) {
        return of(node) > most(node);
    }

    boolean isUnderloaded(long node) {
        long share = replicas * ring.node(node).weight() * (100 - TOLERANCE_PERCENT);
        return of(node) < share / (100 * weight);
    }

    /** Returns the nodes that carry more than their share, the most loaded first. */
    List<Long> aboveShare() {
        return load.keySet().stream()
                .filter(node -> of(node) * weight > replicas * ring.node(node).weight())
                .sorted(byLoad().reversed())
                .toList();
    }

    /** The least loaded for its weight first. */
    Comparator<Long> byLoad() {
        return (left, right) ->
                Long.compare(
                        of(left) * ring.node(right).weight(), of(right) * ring.node(left).weight());
    }

    private long most(long node) {
        long share = replicas * ring.node(node).weight() * (100 + TOLERANCE_PERCENT);
        return Math.ceilDiv(share, 100 * weight);
    }

    private long of(long node) {
        return load.getOrDefault(node, 0);
    }
}
