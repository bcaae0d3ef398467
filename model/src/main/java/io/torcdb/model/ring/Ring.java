package io.torcdb.model.ring;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The consistent-hash ring of nodes: each stands at places in proportion to its weight, and a group
 * belongs to the nodes that follow clockwise from its own place. Immutable; the same nodes make the
 * same ring everywhere and for ever, whatever their order. Ids are unsigned.
 */
public final class Ring {
    private static final int PLACES_PER_WEIGHT = 64;

    /** Bounds the memory of a ring: what weighs more has no more places, yet more load. */
    private static final int MAX_PLACES = 64_000;

    /** Keeps the places of groups and nodes apart; part of what must never change. */
    private static final long GROUP_SEED = 1;

    private static final long NODE_SEED = 2;

    private final SortedMap<Long, RingNode> nodes = new TreeMap<>(Long::compareUnsigned);
    private final NavigableMap<Long, Long> places = new TreeMap<>(Long::compareUnsigned);

    public Ring(Collection<RingNode> nodes) {
        nodes.forEach(node -> this.nodes.put(node.id(), node));
        for (RingNode node : this.nodes.values()) {
            long count = Math.min((long) PLACES_PER_WEIGHT * node.weight(), MAX_PLACES);
            for (int i = 0; i < count; i++) {
                // Where two nodes share a place, the lower id keeps it.
                places.putIfAbsent(Tokens.token(NODE_SEED, bytes(node.id(), i)), node.id());
            }
        }
    }

    /**
     * Returns the nodes that a group belongs to, the nearest first: distinct, at most one a zone
     * while the zones suffice; fewer than {@code replicas} only if there are fewer nodes. Takes no
     * account of load.
     */
    public List<Long> place(long groupId, int replicas) {
        var chosen = new ArrayList<Long>(replicas);
        var zones = new HashSet<String>();
        SequencedSet<Long> order = clockwise(groupId);
        for (long node : order) {
            if (chosen.size() < replicas && zones.add(node(node).zone())) {
                chosen.add(node);
            }
        }
        for (long node : order) {
            if (chosen.size() < replicas && !chosen.contains(node)) {
                chosen.add(node);
            }
        }
        return List.copyOf(chosen);
    }

    /**
     * Returns where all groups should be: consistent hashing with bounded loads. Each group gets
     * {@code replicas} distinct nodes, at most one a zone while the zones suffice; as far as that
     * allows, no node carries more than 5/4 of its share by weight nor less than 3/4. What can stay
     * where it is stays; what is new takes the nearest nodes that have room. The first nodes of new
     * groups are spread evenly, so that they can lead.
     *
     * @param current the nodes of every group that is to be placed; of a new group none
     */
    public SortedMap<Long, List<Long>> plan(SortedMap<Long, List<Long>> current, int replicas) {
        var placement = new Placement(this, current.size(), Math.min(replicas, nodes.size()));
        var plan = new TreeMap<Long, List<Long>>(Long::compareUnsigned);
        placement.of(current).forEach((group, members) -> plan.put(group, List.copyOf(members)));
        return Collections.unmodifiableSortedMap(plan);
    }

    /** Returns all nodes in the order in which a walk from a group's place first meets them. */
    SequencedSet<Long> clockwise(long groupId) {
        long start = Tokens.token(GROUP_SEED, bytes(groupId, 0));
        var order = new LinkedHashSet<Long>();
        collect(places.tailMap(start, true).values(), order);
        collect(places.headMap(start, false).values(), order);
        return order;
    }

    private void collect(Collection<Long> met, SequencedSet<Long> order) {
        for (long node : met) {
            if (order.size() == nodes.size()) {
                return;
            }
            order.add(node);
        }
    }

    /** Returns all nodes, by id. */
    Collection<RingNode> nodes() {
        return nodes.values();
    }

    boolean contains(long id) {
        return nodes.containsKey(id);
    }

    RingNode node(long id) {
        return Objects.requireNonNull(nodes.get(id));
    }

    private static byte[] bytes(long id, int index) {
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(id).putInt(index).array();
    }
}
