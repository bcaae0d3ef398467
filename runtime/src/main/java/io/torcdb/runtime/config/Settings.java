package io.torcdb.runtime.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All settings there are. A key that is not listed here is refused where settings are given, so
 * that a slip of the pen is found at once. To add one: list it here, read it in the process's
 * {@code from(Config)}.
 */
public final class Settings {
    /** The settings, in the order in which help shows them. */
    public static final List<Setting> ALL =
            List.of(
                    new Setting("listen.host", "127.0.0.1", "the address that ports are opened at"),
                    new Setting("listen.port", "", "the port for Torc's own processes"),
                    new Setting("raft.port", "listen.port + 1", "the port for replicated logs"),
                    new Setting("advertise.host", "listen.host", "the host that others call it by"),
                    new Setting("http.port", "8000", "router: the port of DynamoDB's protocol"),
                    new Setting("grpc.port", "8001", "router: the port of the gRPC API"),
                    new Setting("admin.port", "8002", "the port of health, metrics, admin views"),
                    new Setting("data.dir", "", "the folder of this process's data"),
                    new Setting(
                            "control-plane.addresses",
                            "",
                            "HOST:PORT of each control plane's listen.port, by id, with commas"),
                    new Setting("control-plane.id", "", "control plane: its number, from 1"),
                    new Setting(
                            "cluster.replication",
                            "3 from three nodes on, else 1",
                            "copies of each item, fixed at birth"),
                    new Setting(
                            "cluster.initial-nodes",
                            "1",
                            "how many nodes must have registered before the cluster is born"),
                    new Setting(
                            "cluster.initial-groups",
                            "one a node",
                            "how many groups a cluster begins with; a table is spread over them"),
                    new Setting("region", "us-east-1", "the region in ARNs"),
                    new Setting("account", "000000000000", "the account in ARNs"),
                    new Setting(
                            "request.timeout-millis", "4500", "after this a request is given up"),
                    new Setting("node.zone", "none", "storage node, router: its failure zone"),
                    new Setting("node.weight", "1", "storage node: its share of the data"),
                    new Setting(
                            "node.dead-after-seconds",
                            "10",
                            "control plane: a node silent for this long is DOWN"),
                    new Setting(
                            "disk.reserve-bytes",
                            "256m",
                            "storage node: below this free space it refuses writes"),
                    new Setting(
                            "memory.heap-bytes", "by role", "the JVM's heap (cluster commands)"),
                    new Setting(
                            "memory.direct-bytes",
                            "by role",
                            "the JVM's memory outside its heap (cluster commands)"),
                    new Setting(
                            "memory.block-cache-bytes",
                            "64m",
                            "storage node: RocksDB's cache of blocks read"),
                    new Setting(
                            "memory.write-buffer-bytes",
                            "64m",
                            "storage node: RocksDB's memory for what is not flushed yet"));

    private Settings() {}

    /**
     * One setting.
     *
     * @param key as in files and {@code --set}
     * @param fallback what holds when it is not given, in words; empty when it must be given
     * @param meaning what it says, in a few words
     */
    public record Setting(String key, String fallback, String meaning) {}

    /** Returns the setting with {@code key}. */
    public static Optional<Setting> find(String key) {
        return ALL.stream().filter(setting -> setting.key().equals(key)).findFirst();
    }

    /** Returns the environment variable that stands for {@code key}. */
    public static String environmentName(String key) {
        return "TORC_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
