package io.torcdb.router;

import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.GroupInfo;
import io.torcdb.router.grpc.GrpcConfig;
import io.torcdb.router.grpc.GrpcEdge;
import io.torcdb.router.http.HttpConfig;
import io.torcdb.router.http.HttpEdge;
import io.torcdb.router.operation.RouterOperations;
import io.torcdb.router.operation.table.Arns;
import io.torcdb.router.routing.Reachability;
import io.torcdb.router.routing.Routes;
import io.torcdb.runtime.Lifecycle;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.admin.Health;
import io.torcdb.runtime.catalog.CatalogFollower;
import io.torcdb.runtime.catalog.ControlClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Wires one router by hand; the only class in this module that knows every room. */
public final class RouterProcess implements AutoCloseable {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Lifecycle parts;
    private final CatalogFollower catalog;
    private final ControlClient control;
    private final Reachability reachability;
    private final HttpEdge http;
    private final GrpcEdge grpc;

    private RouterProcess(
            Lifecycle parts,
            CatalogFollower catalog,
            ControlClient control,
            Reachability reachability,
            HttpEdge http,
            GrpcEdge grpc) {
        this.parts = parts;
        this.catalog = catalog;
        this.control = control;
        this.reachability = reachability;
        this.http = http;
        this.grpc = grpc;
    }

    /**
     * Starts a router; it may return before {@link #health} says that it is ready.
     *
     * @throws IOException when a port or the data folder cannot be had, with a sentence fit for
     *     users
     */
    public static RouterProcess start(RouterConfig config, Platform platform) throws IOException {
        return Lifecycle.start(parts -> {
            try {
                Files.createDirectories(config.dataFolder());
            } catch (IOException failure) {
                throw new IOException(
                        "The folder " + config.dataFolder() + " cannot be written.", failure);
            }
            var control = new ControlClient(platform, config.controlPlanes());
            var catalog =
                    parts.add(
                            "catalog follower",
                            new CatalogFollower(
                                    control,
                                    platform,
                                    config.dataFolder().resolve("catalog.image")));
            catalog.start();
            long timeoutNanos = config.requestTimeoutMillis() * NANOS_PER_MILLI;
            var operations =
                    new RouterOperations(
                            new Routes(catalog, platform, config.zone()),
                            control,
                            new Arns(config.region(), config.account()),
                            platform,
                            timeoutNanos);
            var http =
                    parts.add(
                            "http edge",
                            HttpEdge.open(
                                    HttpConfig.of(
                                            config.host(),
                                            config.httpPort(),
                                            config.region(),
                                            timeoutNanos),
                                    operations,
                                    platform));
            var grpc =
                    parts.add(
                            "grpc edge",
                            GrpcEdge.open(
                                    GrpcConfig.of(
                                            config.host(),
                                            config.grpcPort(),
                                            config.advertiseHost() + ":" + http.port(),
                                            timeoutNanos),
                                    operations,
                                    platform));
            var reachability = parts.add("reachability", new Reachability(catalog, platform));
            reachability.start();
            return new RouterProcess(parts, catalog, control, reachability, http, grpc);
        });
    }

    /** Returns the port of DynamoDB's protocol. */
    public int httpPort() {
        return http.port();
    }

    /** Returns the port of the gRPC API. */
    public int grpcPort() {
        return grpc.port();
    }

    /** Returns what the router asks the control plane with. */
    public ControlClient control() {
        return control;
    }

    /**
     * Returns whether the router is ready: it has seen the first groups and reached a leader of
     * each; from then on it stays ready, and a group without a leader is a warning.
     */
    public Health.State health() {
        CatalogImage image = catalog.image();
        if (image.groups().isEmpty()) {
            return Health.State.notReady(
                    List.of(
                            "The catalog has no groups yet: storage nodes have still to"
                                    + " register."));
        }
        List<String> leaderless =
                image.groups().stream()
                        .map(GroupInfo::id)
                        .filter(group -> !reachability.reached(group))
                        .map(group -> "Group " + group + " has no leader that this router reaches.")
                        .toList();
        return reachability.allReachedOnce(image)
                ? new Health.State(true, List.of(), leaderless)
                : Health.State.notReady(leaderless);
    }

    @Override
    public void close() {
        parts.close();
    }
}
