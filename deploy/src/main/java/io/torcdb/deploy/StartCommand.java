package io.torcdb.deploy;

import ch.qos.logback.classic.Level;
import io.torcdb.deploy.cluster.AdminEndpoints;
import io.torcdb.deploy.command.CommandFailed;
import io.torcdb.deploy.command.DataFolder;
import io.torcdb.deploy.command.SettingsOptions;
import io.torcdb.deploy.local.LocalCluster;
import io.torcdb.runtime.Lifecycle;
import io.torcdb.runtime.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code torc start}: a whole cluster in this JVM, in the foreground. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a whole cluster in one process, in the foreground, and prints its addresses"
                    + " when it serves. Ctrl-C or SIGTERM stops it; started again on the same data it"
                    + " has everything.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  torc start                             data in ./data, DynamoDB at port 8000",
            "  torc start --in-memory --port 0        for tests: any free ports, gone at the end",
            "  torc start --nodes 3                   three storage nodes, each item three times",
            "",
            "Then, with any credentials:",
            "  aws dynamodb list-tables --endpoint-url http://127.0.0.1:8000 --region us-east-1"
        })
final class StartCommand implements Callable<Integer> {
    private static final int DEFAULT_PORT = 8000;
    private static final int MAX_NODES = 9;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "DynamoDB's protocol; 0 takes a free port [8000].")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--grpc-port",
            paramLabel = "PORT",
            description = "The gRPC API [the port after --port].")
    private Optional<Integer> grpcPort = Optional.empty();

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            description = "Health, metrics, admin views [the second port after --port].")
    private Optional<Integer> adminPort = Optional.empty();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The address to listen at [127.0.0.1].")
    private Optional<String> host = Optional.empty();

    @Option(names = "--data", paramLabel = "DIR", description = "Where the data is kept [./data].")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--in-memory",
            description = "Keeps the data in a temporary folder that is gone at the end.")
    private boolean inMemory;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "Storage nodes; from three on each item is kept three times [1].")
    private Optional<Integer> nodes = Optional.empty();

    @Option(
            names = "--rehearse",
            hidden = true,
            description = "Ends as soon as it is ready: how ./torc learns what a start needs.")
    private boolean rehearse;

    @Mixin private SettingsOptions settings = new SettingsOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (inMemory && data.isPresent()) {
            throw new CommandFailed("Choose either --data or --in-memory, not both.");
        }
        var commandLine = spec.commandLine();
        var time = new SystemTime();
        var parts = new Lifecycle();
        parts.onClose("time", time::close);
        var foreground = new Foreground(time, parts, commandLine.getOut(), commandLine.getErr());
        try {
            var options = options();
            var folder =
                    options.data()
                            .map(path -> DataFolder.open(path, DataFolder.Kind.LOCAL))
                            .map(opened -> parts.add("data folder", opened));
            Logging.open(Level.WARN, folder.map(f -> f.path().resolve("logs").resolve("torc.log")));
            var cluster = parts.add("cluster", LocalCluster.start(options, time, foreground::fail));
            if (folder.isPresent()) {
                noteAdminPort(folder.get().path(), options.host(), cluster.adminPort());
            }
            if (rehearse) {
                foreground.awaitReady(cluster.health());
                Rehearsal.run(time);
                return 0;
            }
            foreground.serve(cluster.health(), () -> lines(options.host(), cluster));
            return 0;
        } finally {
            foreground.ended();
            parts.close();
        }
    }

    /** So that {@code torc admin --data} finds it. */
    private static void noteAdminPort(Path folder, String host, int port) throws IOException {
        var url = "http://" + host + ":" + port + "\n";
        var _ = Files.writeString(folder.resolve(AdminEndpoints.FILE), url);
    }

    private LocalCluster.Options options() {
        var config = settings.config(Optional.empty(), System.getenv());
        var http = port.orElseGet(() -> config.port("http.port", DEFAULT_PORT));
        if (nodes.filter(count -> count < 1 || count > MAX_NODES).isPresent()) {
            throw new CommandFailed("--nodes must be from 1 to " + MAX_NODES + ".");
        }
        return new LocalCluster.Options(
                host.orElseGet(() -> config.text("listen.host", "127.0.0.1")),
                http,
                grpcPort.orElseGet(() -> config.port("grpc.port", after(http, 1))),
                adminPort.orElseGet(() -> config.port("admin.port", after(http, 2))),
                inMemory ? Optional.empty() : Optional.of(folder(config.find("data.dir"))),
                nodes.orElse(0),
                config);
    }

    private Path folder(Optional<String> configured) {
        return data.orElseGet(() -> Path.of(configured.orElse("data")));
    }

    private static int after(int port, int distance) {
        return port == 0 ? 0 : port + distance;
    }

    private static List<String> lines(String host, LocalCluster cluster) {
        var http = "http://" + host + ":" + cluster.httpPort();
        return List.of(
                "Torc is ready: DynamoDB %s, gRPC %s:%d, admin http://%s:%d"
                        .formatted(http, host, cluster.grpcPort(), host, cluster.adminPort()),
                "Try: AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any aws dynamodb list-tables"
                        + " --region us-east-1 --endpoint-url "
                        + http,
                "Ctrl-C stops it.");
    }
}
