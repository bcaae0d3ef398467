package io.torcdb.deploy.local;

import io.torcdb.deploy.command.FreePorts;
import io.torcdb.node.StorageNodeProcess;
import io.torcdb.router.RouterProcess;
import io.torcdb.runtime.Lifecycle;
import io.torcdb.runtime.LoopbackNetwork;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.SystemRandom;
import io.torcdb.runtime.Time;
import io.torcdb.runtime.admin.AdminServer;
import io.torcdb.runtime.admin.Health;
import io.torcdb.runtime.admin.Metrics;
import io.torcdb.runtime.catalog.ControlClient;
import io.torcdb.runtime.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A whole cluster in one JVM: one control plane, some storage nodes, one router, exactly as they
 * run in processes of their own, except that their messages are handed over in memory. Its public
 * ports are real. Safe for use by many threads.
 */
public final class LocalCluster implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Lifecycle parts;
    private final Time time;
    private final Health health;
    private final RouterProcess router;
    private final AdminServer admin;

    /**
     * What kind of cluster.
     *
     * @param host the address of its public ports
     * @param httpPort 0 for a free one, as for the other two
     * @param data the folder that keeps it, used by nobody else; without one it lives in a
     *     temporary folder, waits for no disk, and is gone at the end
     * @param nodes how many storage nodes; 0 as many as there are, 1 at birth
     * @param settings for all processes
     */
    public record Options(
            String host,
            int httpPort,
            int grpcPort,
            int adminPort,
            Optional<Path> data,
            int nodes,
            Config settings) {
        /** Returns a cluster at free ports without data of its own, for tests. */
        public static Options inMemory(int nodes) {
            return new Options(
                    LOOPBACK, 0, 0, 0, Optional.empty(), nodes, Config.of(new TreeMap<>()));
        }
    }

    private LocalCluster(
            Lifecycle parts, Time time, Health health, RouterProcess router, AdminServer admin) {
        this.parts = parts;
        this.time = time;
        this.health = health;
        this.router = router;
        this.admin = admin;
    }

    /**
     * Starts a cluster and returns while it may not be ready yet.
     *
     * @param fatal told why it cannot go on; it then must be closed
     * @throws IOException when a folder or a port cannot be had, with a sentence fit for users
     */
    public static LocalCluster start(Options options, Time time, Consumer<String> fatal)
            throws IOException {
        // Found out before a whole cluster has started for nothing.
        FreePorts.require(
                options.host, List.of(options.httpPort, options.grpcPort, options.adminPort));
        return Lifecycle.start(parts -> {
            var folder = folder(options, parts);
            var random = new SystemRandom();
            var plan = LocalPlan.open(folder, options.nodes, random);
            var network = parts.add("network", new LoopbackNetwork(time));
            var platform = new Platform(time, random, Thread.ofVirtual().factory(), network);
            var starter = new ProcessStarter(platform, options.data.isPresent(), fatal);
            var configs = new LocalConfigs(options, plan, folder);
            var controlPlane =
                    parts.add("control plane", starter.controlPlane(configs.controlPlane()));
            var nodes = new ArrayList<StorageNodeProcess>();
            for (int number = 1; number <= plan.nodes(); number++) {
                var node = starter.storageNode(configs.node(number));
                nodes.add(parts.add("storage node", node));
            }
            var router = parts.add("router", starter.router(configs.router()));
            var health = new LocalHealth(controlPlane, nodes, router);
            var admin = admin(parts, options, plan, health, platform);
            return new LocalCluster(parts, time, health, router, admin);
        });
    }

    /** Returns how the cluster is. */
    public Health health() {
        return health;
    }

    /** Waits until the cluster is ready; false when it is not in time. */
    public boolean awaitReady(long timeoutNanos) throws InterruptedException {
        var deadline = time.nanoTime() + timeoutNanos;
        while (!health.state().ready()) {
            if (time.nanoTime() - deadline >= 0) {
                return false;
            }
            time.sleep(LOOK_NANOS);
        }
        return true;
    }

    /** Returns the port of DynamoDB's protocol. */
    public int httpPort() {
        return router.httpPort();
    }

    /** Returns the port of the gRPC API. */
    public int grpcPort() {
        return router.grpcPort();
    }

    /** Returns the port of health, metrics and admin views. */
    public int adminPort() {
        return admin.port();
    }

    @Override
    public void close() {
        parts.close();
    }

    private static AdminServer admin(
            Lifecycle parts, Options options, LocalPlan plan, Health health, Platform platform)
            throws IOException {
        var metrics = parts.add("metrics", Metrics.open());
        var control = new ControlClient(platform, List.of(plan.controlPlaneAddress()));
        return parts.add(
                "admin port",
                AdminServer.start(
                        options.host,
                        options.adminPort,
                        new AdminServer.Parts(health, metrics, control),
                        platform));
    }

    private static Path folder(Options options, Lifecycle parts) throws IOException {
        if (options.data.isPresent()) {
            return options.data.get();
        }
        var folder = Files.createTempDirectory("torc-");
        parts.onClose("temporary folder", () -> delete(folder));
        return folder;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                var _ = Files.deleteIfExists(file);
            }
        }
    }
}
