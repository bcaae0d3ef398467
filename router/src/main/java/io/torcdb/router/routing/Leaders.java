package io.torcdb.router.routing;

import io.torcdb.model.catalog.GroupInfo;
import io.torcdb.runtime.Time;
import io.torcdb.runtime.catalog.CatalogFollower;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whom to ask for a group: what nodes have answered, then what the control plane has heard, then
 * one replica after the other. Safe for use by many threads.
 */
final class Leaders {
    private final ConcurrentHashMap<Long, Long> learned = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Long, NodeHealth> health = new ConcurrentHashMap<>();
    private final CatalogFollower catalog;
    private final Time time;

    Leaders(CatalogFollower catalog, Time time) {
        this.catalog = catalog;
        this.time = time;
    }

    NodeHealth health(long node) {
        NodeHealth known = health.get(node);
        return known != null
                ? known
                : health.computeIfAbsent(node, _ -> new NodeHealth(time.nanoTime()));
    }

    /**
     * Returns the node to ask at a request's {@code attempt} (from 0), other than {@code last} if
     * there is another.
     */
    long choose(GroupInfo group, int attempt, long last) {
        List<Long> nodes = group.nodes();
        long now = time.nanoTime();
        long known = learned.getOrDefault(group.id(), 0L);
        if (known != 0 && known != last && nodes.contains(known) && !health(known).suspected(now)) {
            return known;
        }
        long hint = catalog.leaderHint(group.id());
        if (hint != 0 && hint != last && nodes.contains(hint) && !health(hint).suspected(now)) {
            return hint;
        }
        for (int i = 0; i < nodes.size(); i++) {
            long node = nodes.get((attempt + i) % nodes.size());
            if (node != last && !health(node).suspected(now)) {
                return node;
            }
        }
        return nodes.get(attempt % nodes.size());
    }

    /** Returns who leads as far as is known; 0 if nobody is known to. */
    long leader(long group) {
        Long known = learned.get(group);
        return known != null ? known : catalog.leaderHint(group);
    }

    /** A node has done a leader's work. */
    void leads(long group, long node) {
        Long known = learned.get(group);
        if (known == null || known != node) {
            learned.put(group, node);
        }
    }

    /** A node does not lead; {@code leader} is whom it takes for the leader, 0 if unknown. */
    void leadsNot(long group, long node, long leader) {
        if (leader != 0 && leader != node) {
            learned.put(group, leader);
        } else {
            learned.remove(group, node);
        }
    }
}
