package io.torcdb.deploy.cluster;

import io.torcdb.deploy.command.AdminClient;
import io.torcdb.deploy.command.CommandFailed;
import io.torcdb.deploy.command.Role;
import io.torcdb.runtime.Time;
import io.torcdb.runtime.config.Config;
import io.torcdb.runtime.config.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The running processes of a cluster: found by their pid files, and only believed when the process
 * of that number names the member's own configuration (a number may have gone to another).
 */
final class Processes {
    private static final String MAIN = "io.torcdb.deploy.Launcher";
    private static final String MARK = "torc.process";
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int READY_TIMEOUT_MILLIS = 2_000;
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final ClusterFolder folder;
    private final ClusterPlan plan;
    private final Time time;

    Processes(ClusterFolder folder, ClusterPlan plan, Time time) {
        this.folder = folder;
        this.plan = plan;
        this.time = time;
    }

    /** Returns the number of the process of {@code member}, if it runs. */
    OptionalLong pid(Member member) {
        try {
            var pid = Long.parseLong(Files.readString(folder.pid(member)).strip());
            return isOurs(pid, member) ? OptionalLong.of(pid) : OptionalLong.empty();
        } catch (NoSuchFileException | NumberFormatException _) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new CommandFailed("Cannot read " + folder.pid(member) + ": " + e + ".", e);
        }
    }

    boolean ready(Member member) {
        try {
            return AdminClient.get(adminUrl(member), "/ready", READY_TIMEOUT_MILLIS).ok();
        } catch (IOException _) {
            return false;
        }
    }

    String adminUrl(Member member) {
        return "http://" + plan.host() + ":" + member.adminPort();
    }

    /** Starts {@code member}, which must not run, and returns at once. */
    void start(Member member) throws IOException {
        var builder = new ProcessBuilder(command(member));
        Settings.ALL.forEach(
                setting -> builder.environment().remove(Settings.environmentName(setting.key())));
        var output = folder.output(member).toFile();
        var process =
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.to(output))
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .start();
        var file = folder.pid(member);
        var draft = file.resolveSibling(file.getFileName() + ".new");
        var _ = Files.writeString(draft, process.pid() + "\n");
        var _ = Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Sends a signal to {@code member}, which must run. */
    void signal(Member member, String signal) throws IOException, InterruptedException {
        var pid = pid(member);
        if (pid.isPresent()) {
            // The shell's own kill, because not every system has the program.
            var _ =
                    new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid.getAsLong())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor();
        }
    }

    /** Waits until none of {@code members} runs. */
    void awaitGone(List<Member> members, long deadlineNanos) throws InterruptedException {
        await(
                members,
                deadlineNanos,
                member -> pid(member).isEmpty(),
                "Still running: %s; torc cluster kill ends a process at once.");
        for (var member : members) {
            try {
                var _ = Files.deleteIfExists(folder.pid(member));
            } catch (IOException _) {
                // An old number in the file is told from a running process anyway.
            }
        }
    }

    /** Waits until all of {@code members} are ready; fails at once when one of them ends. */
    void awaitReady(List<Member> members, long deadlineNanos) throws InterruptedException {
        await(
                members,
                deadlineNanos,
                member -> {
                    if (pid(member).isEmpty()) {
                        throw new CommandFailed(
                                "%s ended while it started: %s (see %s)."
                                        .formatted(
                                                member.name(),
                                                lastWords(member),
                                                folder.log(member)));
                    }
                    return ready(member);
                },
                "Not ready in time: %s; they go on starting: torc cluster status shows how far they"
                        + " are, and where their logs are.");
    }

    private void await(
            List<Member> members, long deadlineNanos, Predicate<Member> done, String late)
            throws InterruptedException {
        var left = new ArrayList<>(members);
        while (true) {
            left.removeIf(done);
            if (left.isEmpty()) {
                return;
            }
            if (time.nanoTime() - deadlineNanos >= 0) {
                var names = String.join(", ", left.stream().map(Member::name).toList());
                throw new CommandFailed(late.formatted(names));
            }
            time.sleep(LOOK_NANOS);
        }
    }

    private List<String> command(Member member) {
        var config = Config.of(plan.config(folder, member));
        var more = System.getenv().getOrDefault("TORC_JAVA_OPTIONS", "");
        var fast = System.getProperty("torc.fast", "");
        var command = new ArrayList<String>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString()); // a Ctrl-C in this terminal is not meant for it
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(mark(member));
        command.addAll(JvmOptions.of(member.role(), config, fast, more));
        command.add("-cp");
        command.add(classPath());
        command.add(MAIN);
        command.add(member.role().label());
        command.add("--config");
        command.add(folder.config(member).toString());
        command.add("--log-file");
        command.add(folder.log(member).toString());
        return command;
    }

    private static String classPath() {
        var separator = File.pathSeparator;
        return String.join(
                separator,
                Pattern.compile(Pattern.quote(separator))
                        .splitAsStream(System.getProperty("java.class.path"))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    /** Stands first in the command line, where it can be read back however long the rest is. */
    private String mark(Member member) {
        return "-D" + MARK + "=" + folder.config(member);
    }

    private boolean isOurs(long pid, Member member) {
        var arguments = Path.of("/proc", String.valueOf(pid), "cmdline");
        if (Files.exists(Path.of("/proc/self/cmdline"))) {
            try {
                // Empty for a process that has ended and was not collected by its parent.
                return Files.readString(arguments, StandardCharsets.ISO_8859_1)
                        .contains(latin(mark(member)));
            } catch (IOException _) {
                return false;
            }
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().commandLine())
                .filter(line -> line.contains(mark(member)))
                .isPresent();
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private String lastWords(Member member) {
        try {
            return Files.readAllLines(folder.output(member)).stream()
                    .filter(line -> line.startsWith("torc: ") || line.startsWith("Error"))
                    .reduce((_, last) -> last)
                    .orElse("it gave no reason");
        } catch (IOException _) {
            return "it gave no reason";
        }
    }

    /** Returns the address of a router's API or of a process's messages. */
    String address(Member member, int distance) {
        return plan.host() + ":" + (member.port() + distance);
    }

    boolean isRouter(Member member) {
        return member.role() == Role.ROUTER;
    }
}
