package io.torcdb.node;

import io.torcdb.runtime.config.Config;
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
    private static final int MAX_WEIGHT = 1_000;
    private static final long DEFAULT_RESERVE_BYTES = 256L << 20;

    public StorageNodeConfig {
        controlPlanes = List.copyOf(controlPlanes);
    }

    /** Reads the settings. */
    public static StorageNodeConfig from(Config config) {
        var host = config.text("listen.host", "127.0.0.1");
        return new StorageNodeConfig(
                config.path("data.dir"),
                host,
                config.port("listen.port", 0),
                config.port("raft.port", 0),
                config.text("advertise.host", host),
                config.addresses("control-plane.addresses"),
                config.text("node.zone", ""),
                config.integer("node.weight", 1, 1, MAX_WEIGHT),
                config.bytes("disk.reserve-bytes", DEFAULT_RESERVE_BYTES));
    }
}
