package io.torcdb.node;

import java.nio.file.Path;
import java.util.List;

/**
 * The settings of one storage node.
 *
 * @param dataFolder where everything of the node is kept
 * @param listenHost the host to serve at
 * @param listenPort the port to serve at, 0 for a free one
 * @param raftPort where the replicated logs listen; 0 for the port after {@code listenPort}, or a
 *     free one if that is 0
 * @param advertiseHost the host under which others reach this node
 * @param controlPlanes addresses of the control planes, {@code host:port}
 * @param zone the node's failure zone, empty if it has none
 * @param weight the node's share of the groups
 * @param reserveBytes room on the disk below which writes are refused
 */
public record StorageNodeConfig(
        Path dataFolder,
        String listenHost,
        int listenPort,
        int raftPort,
        String advertiseHost,
        List<String> controlPlanes,
        String zone,
        int weight,
        long reserveBytes) {
    public StorageNodeConfig {
        controlPlanes = List.copyOf(controlPlanes);
    }
}
