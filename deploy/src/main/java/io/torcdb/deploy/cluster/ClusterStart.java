package io.torcdb.deploy.cluster;

import io.torcdb.deploy.command.CommandFailed;
import io.torcdb.deploy.command.DataFolder;
import io.torcdb.deploy.command.Role;
import io.torcdb.deploy.command.SettingsOptions;
import io.torcdb.runtime.SystemRandom;
import io.torcdb.runtime.SystemTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code torc cluster start}. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a cluster as processes and returns when all are ready. On the data of a cluster"
                    + " that exists: starts what is down.",
            ""
        })
final class ClusterStart implements Callable<Integer> {
    private static final int DEFAULT_PORT = 8000;
    private static final int DEFAULT_NODES = 3;
    private static final int DEFAULT_ROUTERS = 1;
    private static final int DEFAULT_CONTROL_PLANES = 3;
    private static final int MOST = 9;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @ParentCommand private ClusterCommand cluster = new ClusterCommand();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "DynamoDB's protocol at the first router; gRPC and admin at the two ports after"
                            + " it, each further router ten ports on [8000].")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The address to listen at [127.0.0.1].")
    private Optional<String> host = Optional.empty();

    @Option(names = "--nodes", paramLabel = "N", description = "Storage nodes [3].")
    private Optional<Integer> nodes = Optional.empty();

    @Option(names = "--routers", paramLabel = "N", description = "Routers [1].")
    private Optional<Integer> routers = Optional.empty();

    @Option(names = "--control-planes", paramLabel = "N", description = "Control planes [3].")
    private Optional<Integer> controlPlanes = Optional.empty();

    @Mixin private Patience patience = new Patience();

    @Mixin private SettingsOptions settings = new SettingsOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = cluster.folder();
        try (var time = new SystemTime()) {
            var deadline = patience.deadlineNanos(time);
            var plan = plan(folder);
            var processes = new Processes(folder, plan, time);
            for (var member : plan.members()) {
                if (processes.pid(member).isEmpty()) {
                    processes.start(member);
                }
            }
            say("Starting %d processes in %s".formatted(plan.members().size(), folder.path()));
            processes.awaitReady(plan.members(), deadline);
            tell(plan, processes);
        }
        return 0;
    }

    private ClusterPlan plan(ClusterFolder folder) throws IOException {
        var config = settings.config(Optional.empty(), System.getenv());
        try (var _ = DataFolder.open(folder.path(), DataFolder.Kind.PROCESSES)) {
            var found = ClusterPlan.find(folder);
            found.ifPresent(this::check);
            var plan = found.isPresent() ? found.get() : born();
            var whole = plan.withSettings(config.values());
            whole.write(folder);
            return whole;
        }
    }

    private ClusterPlan born() throws IOException {
        var wanted =
                new ClusterPlan.Wanted(
                        host.orElse("127.0.0.1"),
                        port.orElse(DEFAULT_PORT),
                        count("--nodes", nodes.orElse(DEFAULT_NODES)),
                        count("--routers", routers.orElse(DEFAULT_ROUTERS)),
                        count("--control-planes", controlPlanes.orElse(DEFAULT_CONTROL_PLANES)));
        return ClusterPlan.born(wanted, new SystemRandom());
    }

    private static int count(String option, int value) {
        if (value < 1 || value > MOST) {
            throw new CommandFailed(option + " must be from 1 to " + MOST + ".");
        }
        return value;
    }

    private void check(ClusterPlan plan) {
        check(plan, Role.STORAGE_NODE, nodes);
        check(plan, Role.ROUTER, routers);
        check(plan, Role.CONTROL_PLANE, controlPlanes);
        var first = plan.of(Role.ROUTER).getFirst().port();
        if (port.isPresent() && port.get() != first) {
            throw new CommandFailed(
                    "The cluster in this folder serves at port %d, not %d; leave --port out or choose another --data folder."
                            .formatted(first, port.get()));
        }
    }

    private static void check(ClusterPlan plan, Role role, Optional<Integer> wanted) {
        var there = plan.of(role).size();
        if (wanted.isPresent() && wanted.get() != there) {
            throw new CommandFailed(
                    "The cluster in this folder has %d %s processes, not %d; leave the option out or choose another --data folder."
                            .formatted(there, role.label(), wanted.get()));
        }
    }

    private void tell(ClusterPlan plan, Processes processes) {
        var out = spec.commandLine().getOut();
        var lines = new ArrayList<String>();
        for (var router : plan.of(Role.ROUTER)) {
            lines.add(
                    "DynamoDB http://%s, gRPC %s, admin %s"
                            .formatted(
                                    processes.address(router, 0),
                                    processes.address(router, 1),
                                    processes.adminUrl(router)));
        }
        out.println("Torc is ready: " + String.join("; ", lines));
        out.flush();
    }

    private void say(String sentence) {
        var err = spec.commandLine().getErr();
        err.println(sentence);
        err.flush();
    }
}
