package io.torcdb.deploy;

import ch.qos.logback.classic.Level;
import io.torcdb.deploy.command.DataFolder;
import io.torcdb.deploy.command.Role;
import io.torcdb.deploy.command.SettingsOptions;
import io.torcdb.deploy.local.ProcessStarter;
import io.torcdb.runtime.Lifecycle;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.SystemRandom;
import io.torcdb.runtime.SystemTime;
import io.torcdb.runtime.admin.AdminServer;
import io.torcdb.runtime.admin.Health;
import io.torcdb.runtime.admin.Metrics;
import io.torcdb.runtime.catalog.ControlClient;
import io.torcdb.runtime.config.Config;
import io.torcdb.runtime.grpc.GrpcNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One role in the foreground: {@code torc router | storage-node | control-plane}. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
final class RoleCommand implements Callable<Integer> {
    private final Role role;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings, one KEY=VALUE a line. The environment variable of a key (TORC_, upper"
                            + " case, _ for . and -) wins over it, --set over both.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--log-file",
            paramLabel = "FILE",
            description = "Logs here (5 files of 20 MB) instead of to standard error.")
    private Optional<Path> logFile = Optional.empty();

    @Mixin private SettingsOptions settings = new SettingsOptions();

    private RoleCommand(Role role) {
        this.role = role;
    }

    static CommandLine of(Role role) {
        var command = new CommandLine(new RoleCommand(role));
        var usage = command.getCommandSpec().name(role.label()).usageMessage();
        usage.description(description(role), "");
        usage.footerHeading("%nSettings [what holds without them]:%n");
        usage.footer(SettingsOptions.table());
        return command;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var commandLine = spec.commandLine();
        Logging.open(logFile.isPresent() ? Level.ERROR : Level.INFO, logFile);
        var config = settings.config(file, System.getenv());
        var time = new SystemTime();
        var parts = new Lifecycle();
        parts.onClose("time", time::close);
        var foreground = new Foreground(time, parts, commandLine.getOut(), commandLine.getErr());
        try {
            var _ = parts.add("data folder", DataFolder.open(config.path("data.dir")));
            var random = new SystemRandom();
            var network = parts.add("network", new GrpcNetwork(time, random));
            var platform = new Platform(time, random, Thread.ofVirtual().factory(), network);
            var starter = new ProcessStarter(platform, true, foreground::fail);
            var health = start(config, starter, parts);
            var admin = admin(config, health, platform, parts);
            foreground.serve(
                    health,
                    () ->
                            List.of(
                                    "Torc %s is ready: admin http://%s:%d"
                                            .formatted(role.label(), host(config), admin.port())));
            return 0;
        } finally {
            foreground.ended();
            parts.close();
        }
    }

    private Health start(Config config, ProcessStarter starter, Lifecycle parts)
            throws IOException {
        return switch (role) {
            case ROUTER -> {
                var router = parts.add("router", starter.router(config));
                yield router::health;
            }
            case STORAGE_NODE -> {
                var node = parts.add("storage node", starter.storageNode(config));
                yield node.health();
            }
            case CONTROL_PLANE -> {
                var controlPlane = parts.add("control plane", starter.controlPlane(config));
                yield () -> Health.State.notReady(controlPlane.notReady());
            }
        };
    }

    private static AdminServer admin(
            Config config, Health health, Platform platform, Lifecycle parts) throws IOException {
        var metrics = parts.add("metrics", Metrics.open());
        var control = new ControlClient(platform, config.addresses("control-plane.addresses"));
        return parts.add(
                "admin port",
                AdminServer.start(
                        host(config),
                        config.port("admin.port", 0),
                        new AdminServer.Parts(health, metrics, control),
                        platform));
    }

    private static String host(Config config) {
        return config.text("listen.host", "127.0.0.1");
    }

    private static String description(Role role) {
        return switch (role) {
            case ROUTER ->
                    "Serves DynamoDB's protocol and the gRPC API, and sends each request to the"
                            + " storage node that leads its partition. Holds no data; run as many"
                            + " as you like.";
            case STORAGE_NODE ->
                    "Keeps replicas of the data and leads some of the groups. Its data folder makes"
                            + " it the node that it is; never copy one.";
            case CONTROL_PLANE ->
                    "Keeps the catalog (tables, partitions, groups, nodes) with the other control"
                            + " planes; run three or five.";
        };
    }
}
