package io.torcdb.deploy.local;

import io.torcdb.deploy.command.CommandFailed;
import io.torcdb.deploy.command.DataFolder;
import io.torcdb.deploy.command.FreePorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.random.RandomGenerator;

/**
 * What a cluster in one JVM is made of, fixed at its birth and kept in its data folder.
 *
 * @param nodes how many storage nodes it has
 * @param firstPort the first of its inner ports, two for each process
 */
record LocalPlan(int nodes, int firstPort) {
    private static final String FILE = DataFolder.Kind.LOCAL.file();
    private static final String FORMAT = "1";
    private static final String KIND = "local";

    /** Returns the plan of the cluster in {@code folder}, which is born now if it is not there. */
    static LocalPlan open(Path folder, int wantedNodes, RandomGenerator random) throws IOException {
        var file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            var nodes = Math.max(1, wantedNodes);
            var plan = new LocalPlan(nodes, FreePorts.findRun(2 * (nodes + 1), random));
            plan.write(file);
            return plan;
        }
        var plan = read(file);
        if (wantedNodes != 0 && wantedNodes != plan.nodes) {
            throw new CommandFailed(
                    "The cluster in %s has %d storage node(s), not %d; leave --nodes out or choose another --data folder."
                            .formatted(folder, plan.nodes, wantedNodes));
        }
        return plan;
    }

    String controlPlaneAddress() {
        return "127.0.0.1:" + firstPort;
    }

    /** Returns the inner port of the control plane; its log listens at the next. */
    int controlPlanePort() {
        return firstPort;
    }

    /** Returns the inner port of node {@code number}, from 1; its log listens at the next. */
    int nodePort(int number) {
        return firstPort + 2 * number;
    }

    private static LocalPlan read(Path file) throws IOException {
        var values = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            values.load(reader);
        }
        if (!FORMAT.equals(values.getProperty("format"))
                || !KIND.equals(values.getProperty("kind"))) {
            throw new CommandFailed(
                    "%s was not made by torc start of this version; choose another --data folder."
                            .formatted(file.getParent()));
        }
        try {
            return new LocalPlan(
                    Integer.parseInt(values.getProperty("nodes")),
                    Integer.parseInt(values.getProperty("first-port")));
        } catch (NumberFormatException e) {
            throw new CommandFailed(file + " is damaged: " + e.getMessage() + ".", e);
        }
    }

    private void write(Path file) throws IOException {
        var text =
                "format=%s\nkind=%s\nnodes=%d\nfirst-port=%d\n"
                        .formatted(FORMAT, KIND, nodes, firstPort);
        var draft = file.resolveSibling(FILE + ".new");
        var _ = Files.writeString(draft, text);
        var _ = Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
