package io.torcdb.control;

import io.torcdb.runtime.config.Config;
import io.torcdb.runtime.config.ConfigException;
import java.nio.file.Path;
import java.util.List;

/**
 * The settings of one control plane.
 *
 * @param id this control plane's number, from 1: its place among {@code addresses}
 * @param addresses where the control planes serve, {@code host:port}; the logs of each listen at
 *     the port after it. The list is the same at all of them and for ever
 * @param listenHost the host to serve at
 * @param listenPort the port to serve at
 * @param dataFolder where everything of this control plane is kept
 * @param initialNodes how many storage nodes a new cluster waits for
 * @param initialGroups how many groups it begins with
 * @param replication how many replicas the groups of a new cluster have
 * @param deadAfterSeconds a node that is silent for so long is taken for dead
 */
public record ControlPlaneConfig(
        long id,
        List<String> addresses,
        String listenHost,
        int listenPort,
        Path dataFolder,
        int initialNodes,
        int initialGroups,
        int replication,
        int deadAfterSeconds) {
    private static final String ID = "control-plane.id";
    private static final String LOCALHOST = "127.0.0.1";
    private static final int MAX_CONTROL_PLANES = 9;
    private static final int MAX_INITIAL_NODES = 1_000;
    private static final int MAX_INITIAL_GROUPS = 1_000;
    private static final int MAX_REPLICATION = 7;
    private static final int MAX_DEAD_AFTER_SECONDS = 86_400;
    private static final int DEFAULT_DEAD_AFTER_SECONDS = 10;

    /** With fewer nodes than this a new cluster keeps one replica of everything. */
    private static final int REPLICATED_FROM_NODES = 3;

    public ControlPlaneConfig {
        addresses = List.copyOf(addresses);
        if (id < 1 || id > addresses.size()) {
            throw new ConfigException(
                    "The setting "
                            + ID
                            + " is "
                            + id
                            + " but must be a place in control-plane.addresses, from 1 to "
                            + addresses.size()
                            + ".");
        }
        if (replication > initialNodes) {
            throw new ConfigException(
                    "The setting cluster.replication is "
                            + replication
                            + " but cluster.initial-nodes is only "
                            + initialNodes
                            + ".");
        }
    }

    /** Reads the settings. */
    public static ControlPlaneConfig from(Config config) {
        var addresses = config.addresses("control-plane.addresses");
        var id = config.number(ID, 1, 1, MAX_CONTROL_PLANES);
        var own = id <= addresses.size() ? portOf(addresses.get((int) id - 1)) : 0;
        var nodes = config.integer("cluster.initial-nodes", 1, 1, MAX_INITIAL_NODES);
        var replication = nodes >= REPLICATED_FROM_NODES ? REPLICATED_FROM_NODES : 1;
        return new ControlPlaneConfig(
                id,
                addresses,
                config.text("listen.host", LOCALHOST),
                config.port("listen.port", own),
                config.path("data.dir"),
                nodes,
                config.integer("cluster.initial-groups", nodes, 1, MAX_INITIAL_GROUPS),
                config.integer("cluster.replication", replication, 1, MAX_REPLICATION),
                config.integer(
                        "node.dead-after-seconds",
                        DEFAULT_DEAD_AFTER_SECONDS,
                        1,
                        MAX_DEAD_AFTER_SECONDS));
    }

    /** Returns where this control plane serves. */
    public String address() {
        return addresses.get((int) id - 1);
    }

    /** Returns where the logs of the control plane at {@code address} listen. */
    static String logAddress(String address) {
        return address.substring(0, address.lastIndexOf(':') + 1) + (portOf(address) + 1);
    }

    private static int portOf(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
