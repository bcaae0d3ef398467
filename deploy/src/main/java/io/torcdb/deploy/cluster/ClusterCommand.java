package io.torcdb.deploy.cluster;

import io.torcdb.deploy.command.CommandFailed;
import io.torcdb.deploy.command.JsonTable;
import io.torcdb.runtime.SystemTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code torc cluster}: a cluster of processes on this machine. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ClusterStart.class,
        description = {
            "Runs a cluster as processes on this machine: storage nodes, routers and control"
                    + " planes, each with a log file and a pid file in the folder of the cluster.",
            ""
        },
        footer = {
            "",
            "Example: a cluster that loses a storage node and goes on",
            "  torc cluster start",
            "  torc cluster kill storage-node-2",
            "  torc cluster status",
            "  torc cluster restart storage-node-2",
            "  torc cluster stop"
        })
public final class ClusterCommand {
    private static final String NAMES =
            "Names as status shows them, such as storage-node-1; all is every one.";

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The folder of the cluster [./data-cluster].")
    private Path data = Path.of("data-cluster");

    /** What can be sent to a process. */
    enum Signal {
        KILL,
        TERM,
        STOP,
        CONT
    }

    ClusterFolder folder() {
        return new ClusterFolder(data);
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Shows the processes and their addresses.")
    int status(@Option(names = "--json", description = "Prints one JSON document.") boolean json)
            throws IOException {
        var folder = folder();
        var plan = ClusterPlan.open(folder);
        try (var time = new SystemTime()) {
            var document =
                    new ClusterStatus(folder, plan, new Processes(folder, plan, time)).json();
            var out = spec.commandLine().getOut();
            out.print(json ? document + "\n" : JsonTable.render(document));
            out.flush();
        }
        return 0;
    }

    @Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            description = "Stops all processes in order; the data stays.")
    int stop(@Mixin Patience patience) throws IOException, InterruptedException {
        return patience.act(
                folder(),
                (plan, processes, deadlineNanos) -> {
                    end(processes, plan.members().reversed(), deadlineNanos);
                    say("Stopped.");
                });
    }

    @Command(
            name = "kill",
            mixinStandardHelpOptions = true,
            description =
                    "Sends a signal to processes, KILL unless said otherwise: what a crash (KILL),"
                            + " an end (TERM) or a freeze (STOP, then CONT) does. KILL and TERM return"
                            + " when the processes are gone.")
    int kill(
            @Parameters(arity = "1..*", paramLabel = "NAME", description = NAMES)
                    List<String> names,
            @Option(
                            names = "--signal",
                            paramLabel = "SIGNAL",
                            defaultValue = "KILL",
                            description = "KILL, TERM, STOP or CONT [KILL].")
                    Signal signal,
            @Mixin Patience patience)
            throws IOException, InterruptedException {
        return patience.act(
                folder(),
                (plan, processes, deadlineNanos) -> {
                    var running = new ArrayList<Member>();
                    for (var member : plan.named(names)) {
                        if (processes.pid(member).isPresent()) {
                            running.add(member);
                        } else if (!names.contains("all")) {
                            throw new CommandFailed(member.name() + " does not run.");
                        }
                    }
                    for (var member : running) {
                        processes.signal(member, signal.name());
                    }
                    switch (signal) {
                        case KILL, TERM -> processes.awaitGone(running, deadlineNanos);
                        case STOP, CONT -> {}
                    }
                });
    }

    @Command(
            name = "restart",
            mixinStandardHelpOptions = true,
            description =
                    "Starts processes again (those that run are ended first) and waits until they"
                            + " are ready.")
    int restart(
            @Parameters(arity = "1..*", paramLabel = "NAME", description = NAMES)
                    List<String> names,
            @Mixin Patience patience)
            throws IOException, InterruptedException {
        return patience.act(
                folder(),
                (plan, processes, deadlineNanos) -> {
                    var members = plan.named(names);
                    end(processes, members.reversed(), deadlineNanos);
                    for (var member : members) {
                        processes.start(member);
                    }
                    processes.awaitReady(members, deadlineNanos);
                });
    }

    private static void end(Processes processes, List<Member> members, long deadlineNanos)
            throws IOException, InterruptedException {
        // Routers first: what they have begun still finds its storage nodes.
        for (var role : members.stream().map(Member::role).distinct().toList()) {
            var same = members.stream().filter(member -> member.role() == role).toList();
            for (var member : same) {
                processes.signal(member, "TERM");
                processes.signal(member, "CONT"); // one that is frozen could not obey
            }
            processes.awaitGone(same, deadlineNanos);
        }
    }

    private void say(String sentence) {
        spec.commandLine().getErr().println(sentence);
    }
}
