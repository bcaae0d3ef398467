package io.torcdb.deploy.admin;

import io.torcdb.deploy.cluster.AdminEndpoints;
import io.torcdb.deploy.command.AdminClient;
import io.torcdb.deploy.command.CommandFailed;
import io.torcdb.deploy.command.JsonTable;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code torc admin}: asks a cluster how it is. */
@Command(
        name = "admin",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Asks a running cluster how it is, at the admin port of any of its processes.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  torc admin status",
            "  torc admin --data data-cluster groups",
            "  torc admin --endpoint http://127.0.0.1:8002 partitions Music --json"
        })
public final class AdminCommand {
    private static final String DEFAULT_ENDPOINT = "http://127.0.0.1:8002";
    private static final int FAILED = 1;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "An admin port [" + DEFAULT_ENDPOINT + "].")
    private Optional<String> endpoint = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The folder of a cluster on this machine, instead of --endpoint.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Prints one JSON document.")
    private boolean json;

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Sums the cluster up; exit code 1 when something is wrong.")
    int status() throws IOException {
        var body = ask("/admin/status");
        show(body);
        return JsonTable.parse(body) instanceof Map<?, ?> fields
                        && fields.get("problems") instanceof List<?> problems
                        && !problems.isEmpty()
                ? FAILED
                : 0;
    }

    @Command(
            name = "nodes",
            mixinStandardHelpOptions = true,
            description = "Lists the storage nodes.")
    int nodes() throws IOException {
        show(ask("/admin/nodes"));
        return 0;
    }

    @Command(
            name = "groups",
            mixinStandardHelpOptions = true,
            description = "Lists the groups, with the leader and all replicas of each.")
    int groups() throws IOException {
        show(ask("/admin/groups"));
        return 0;
    }

    @Command(
            name = "partitions",
            mixinStandardHelpOptions = true,
            description = "Lists the partitions of a table.")
    int partitions(@Parameters(paramLabel = "TABLE", description = "Its name.") String table)
            throws IOException {
        show(ask("/admin/partitions?table=" + URLEncoder.encode(table, StandardCharsets.UTF_8)));
        return 0;
    }

    @Command(
            name = "control-planes",
            mixinStandardHelpOptions = true,
            description = "Lists the control planes.")
    int controlPlanes() throws IOException {
        show(ask("/admin/control-planes"));
        return 0;
    }

    private void show(String body) {
        var out = spec.commandLine().getOut();
        out.print(json ? body + "\n" : JsonTable.render(body));
        out.flush();
    }

    private String ask(String path) throws IOException {
        if (endpoint.isPresent() && data.isPresent()) {
            throw new CommandFailed("Choose either --endpoint or --data, not both.");
        }
        var endpoints =
                data.isPresent()
                        ? AdminEndpoints.of(data.get())
                        : List.of(endpoint.orElse(DEFAULT_ENDPOINT));
        var failures = new ArrayList<String>();
        for (var url : endpoints) {
            try {
                var answer = AdminClient.get(url, path);
                if (answer.ok()) {
                    return answer.body();
                }
                failures.add(reason(answer));
            } catch (IOException e) {
                failures.add(
                        "Nobody answers at %s (%s); is the cluster running, and is this its admin port?"
                                .formatted(url, e.getMessage()));
            }
        }
        throw new CommandFailed(failures.getFirst());
    }

    private static String reason(AdminClient.Answer answer) {
        return JsonTable.parse(answer.body()) instanceof Map<?, ?> fields
                        && fields.get("error") instanceof String error
                ? error
                : "The admin port answers " + answer.status() + ".";
    }
}
