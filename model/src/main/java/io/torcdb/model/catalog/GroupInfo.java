package io.torcdb.model.catalog;

import java.util.List;

/**
 * A replicated group of partitions.
 *
 * @param nodes the ids of the nodes that hold its replicas; not empty, no duplicates
 */
public record GroupInfo(long id, List<Long> nodes) {
    public GroupInfo {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty() || nodes.stream().distinct().count() != nodes.size()) {
            throw new IllegalArgumentException("nodes of group " + id + ": " + nodes);
        }
    }
}
