package io.torcdb.deploy.local;

import io.torcdb.control.ControlPlaneConfig;
import io.torcdb.control.ControlPlaneProcess;
import io.torcdb.node.StorageNodeConfig;
import io.torcdb.node.StorageNodeProcess;
import io.torcdb.node.store.rocks.RocksConfig;
import io.torcdb.node.store.rocks.RocksStores;
import io.torcdb.replication.LogServer;
import io.torcdb.replication.Member;
import io.torcdb.replication.ratis.RatisConfig;
import io.torcdb.replication.ratis.RatisLogServer;
import io.torcdb.router.RouterConfig;
import io.torcdb.router.RouterProcess;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Starts the processes of a cluster on real logs and real stores, whether they share a JVM or not.
 *
 * @param durable false to not wait for the disk: what is written is lost with the machine
 * @param fatal told why a process cannot go on
 */
public record ProcessStarter(Platform platform, boolean durable, Consumer<String> fatal) {
    /** Starts a control plane. */
    public ControlPlaneProcess controlPlane(Config config) throws IOException {
        return ControlPlaneProcess.start(
                ControlPlaneConfig.from(config), platform, this::openLogs, fatal);
    }

    /** Starts a storage node. */
    public StorageNodeProcess storageNode(Config config) throws IOException {
        var stores = RocksStores.open(RocksConfig.from(config));
        return StorageNodeProcess.start(
                StorageNodeConfig.from(config), platform, this::openLogs, stores, fatal);
    }

    /** Starts a router. */
    public RouterProcess router(Config config) throws IOException {
        return RouterProcess.start(RouterConfig.from(config), platform);
    }

    private LogServer openLogs(Member self, Path folder) {
        return RatisLogServer.open(new RatisConfig(self, folder, !durable));
    }
}
