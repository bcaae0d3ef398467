package io.torcdb.model.ring;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/**
 * Works out one plan of {@link Ring#plan}. Used once.
 *
 * <p>First each group keeps the members that it may keep and is filled up clockwise with nodes that
 * have room. Then replicas are shifted, one at a time, from nodes above their bound to nodes below
 * it, and to nodes far below their share from nodes above theirs. A shift follows the shortest
 * chain of nodes along which each hands a group to the next, since the node with too much may share
 * all its groups with the one that has room. The zone rule holds throughout, the bounds as far as
 * there are chains.
 */
final class Placement {
    private final Ring ring;
    private final int replicas;
    private final Loads loads;

    /** How many groups each node is the first of. */
    private final Loads firsts;

    /** How many members of a group may stand in a zone that has another member already. */
    private final int zoneRepeats;

    private final SortedMap<Long, List<Long>> members = new TreeMap<>(Long::compareUnsigned);
    private final SortedMap<Long, SortedSet<Long>> groupsOfNode =
            new TreeMap<>(Long::compareUnsigned);

    /**
     * @param replicas of each group; there are at least as many nodes
     */
    Placement(Ring ring, int groups, int replicas) {
        this.ring = ring;
        this.replicas = replicas;
        loads = new Loads(ring, (long) groups * replicas);
        firsts = new Loads(ring, groups);
        Set<String> zones = new HashSet<>();
        for (RingNode node : ring.nodes()) {
            zones.add(node.zone());
            groupsOfNode.put(node.id(), new TreeSet<>(Long::compareUnsigned));
        }
        zoneRepeats = Math.max(0, replicas - zones.size());
    }

    SortedMap<Long, List<Long>> of(SortedMap<Long, List<Long>> current) {
        current.forEach(this::keep);
        members.forEach(this::fill);
        for (long node : loads.nodes()) {
            boolean shifted = true;
            while (shifted && loads.isOverloaded(node)) {
                shifted = shift(List.of(node), loads::hasRoom);
            }
        }
        for (long node : loads.nodes()) {
            boolean shifted = true;
            while (shifted && loads.isUnderloaded(node)) {
                shifted = shift(loads.aboveShare(), to -> to == node);
            }
        }
        return members;
    }

    private void keep(long group, List<Long> before) {
        var kept = new ArrayList<Long>(replicas);
        members.put(group, kept);
        for (long node : before) {
            if (kept.size() < replicas && ring.contains(node) && isAdmissible(kept, node)) {
                join(group, kept, node);
            }
        }
        if (!kept.isEmpty()) {
            firsts.add(kept.getFirst());
        }
    }

    private void fill(long group, List<Long> chosen) {
        Collection<Long> order = ring.clockwise(group);
        while (chosen.size() < replicas) {
            List<Long> admissible =
                    order.stream().filter(node -> isAdmissible(chosen, node)).toList();
            join(group, chosen, chosen.isEmpty() ? first(admissible) : next(admissible));
        }
    }

    /** Returns the nearest of the nodes that are first of the fewest groups. */
    private long first(List<Long> nodes) {
        List<Long> withRoom = nodes.stream().filter(loads::hasRoom).toList();
        long first = Collections.min(withRoom.isEmpty() ? nodes : withRoom, firsts.byLoad());
        firsts.add(first);
        return first;
    }

    /** Returns the nearest node that needs load, or has room. */
    private long next(List<Long> nodes) {
        return nodes.stream()
                .filter(loads::isUnderloaded)
                .findFirst()
                .or(() -> nodes.stream().filter(loads::hasRoom).findFirst())
                // The zone rule comes before the bound: few nodes of a zone carry more.
                .orElseGet(() -> Collections.min(nodes, loads.byLoad()));
    }

    private void join(long group, List<Long> chosen, long node) {
        chosen.add(node);
        groupsOf(node).add(group);
        loads.add(node);
    }

    /** Returns whether a node may join these members of a group. */
    private boolean isAdmissible(List<Long> group, long node) {
        if (group.contains(node)) {
            return false;
        }
        var zones = new HashSet<String>();
        zones.add(ring.node(node).zone());
        group.forEach(member -> zones.add(ring.node(member).zone()));
        return group.size() + 1 - zones.size() <= zoneRepeats;
    }

    /** Moves one replica from one of the sources to a target, through others where need be. */
    private boolean shift(List<Long> sources, LongPredicate isTarget) {
        var cameFrom = new HashMap<Long, Long>();
        var queue = new ArrayDeque<Long>(sources);
        var seen = new HashSet<Long>(sources);
        List<Long> receivers = loads.nodes().stream().sorted(loads.byLoad()).toList();
        while (!queue.isEmpty()) {
            long from = queue.removeFirst();
            for (long to : receivers) {
                if (seen.contains(to) || groupToHand(from, to).isEmpty()) {
                    continue;
                }
                seen.add(to);
                cameFrom.put(to, from);
                if (isTarget.test(to)) {
                    return handAlong(cameFrom, to);
                }
                queue.addLast(to);
            }
        }
        return false;
    }

    /** Makes the moves of a chain, the last first, so that none goes to a node without room. */
    private boolean handAlong(Map<Long, Long> cameFrom, long last) {
        long to = last;
        while (cameFrom.containsKey(to)) {
            long from = Objects.requireNonNull(cameFrom.get(to));
            OptionalLong group = groupToHand(from, to);
            if (group.isEmpty()) {
                return false; // a move further along was with the same group
            }
            hand(group.getAsLong(), from, to);
            to = from;
        }
        return true;
    }

    /** Returns a group that {@code to} may hold in place of {@code from}. */
    private OptionalLong groupToHand(long from, long to) {
        for (long group : groupsOf(from)) {
            var others = new ArrayList<>(membersOf(group));
            others.remove(from);
            if (isAdmissible(others, to)) {
                return OptionalLong.of(group);
            }
        }
        return OptionalLong.empty();
    }

    private void hand(long group, long from, long to) {
        membersOf(group).replaceAll(member -> member == from ? to : member);
        groupsOf(from).remove(group);
        loads.remove(from);
        groupsOf(to).add(group);
        loads.add(to);
    }

    private List<Long> membersOf(long group) {
        return Objects.requireNonNull(members.get(group));
    }

    private SortedSet<Long> groupsOf(long node) {
        return Objects.requireNonNull(groupsOfNode.get(node));
    }
}
