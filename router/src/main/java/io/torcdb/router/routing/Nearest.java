package io.torcdb.router.routing;

import io.torcdb.model.catalog.GroupInfo;
import io.torcdb.model.catalog.NodeInfo;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.catalog.CatalogFollower;
import java.util.List;
import java.util.OptionalLong;

/**
 * Whom to ask where any replica will do: one of the router's own zone if there is one, the less
 * loaded of two drawn by chance; once a replica could not serve, the leader only after all others.
 * Safe for use by many threads.
 */
final class Nearest {
    private final CatalogFollower catalog;
    private final Leaders leaders;
    private final Platform platform;
    private final String zone;

    /**
     * @param zone the router's failure zone, empty if it has none
     */
    Nearest(CatalogFollower catalog, Leaders leaders, Platform platform, String zone) {
        this.catalog = catalog;
        this.leaders = leaders;
        this.platform = platform;
        this.zone = zone;
    }

    /** Returns a node that is not suspected and not one of {@code tried}; empty for none. */
    OptionalLong choose(GroupInfo group, List<Long> tried) {
        long now = platform.time().nanoTime();
        var nodes =
                group.nodes().stream()
                        .filter(node -> !tried.contains(node))
                        .filter(node -> catalog.image().node(node).isPresent())
                        .filter(node -> !leaders.health(node).suspected(now))
                        .toList();
        if (!tried.isEmpty()) {
            long leader = leaders.leader(group.id());
            nodes = orAll(nodes.stream().filter(node -> node != leader).toList(), nodes);
        }
        nodes = orAll(nodes.stream().filter(this::isInOwnZone).toList(), nodes);
        return nodes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(lessLoaded(nodes));
    }

    private static List<Long> orAll(List<Long> some, List<Long> all) {
        return some.isEmpty() ? all : some;
    }

    private boolean isInOwnZone(long node) {
        return !zone.isEmpty()
                && catalog.image().node(node).map(NodeInfo::zone).filter(zone::equals).isPresent();
    }

    private long lessLoaded(List<Long> nodes) {
        if (nodes.size() == 1) {
            return nodes.getFirst();
        }
        int first = platform.random().nextInt(nodes.size());
        int step = 1 + platform.random().nextInt(nodes.size() - 1);
        long one = nodes.get(first);
        long other = nodes.get((first + step) % nodes.size());
        return leaders.health(one).load() <= leaders.health(other).load() ? one : other;
    }
}
