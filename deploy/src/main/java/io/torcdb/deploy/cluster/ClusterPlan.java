package io.torcdb.deploy.cluster;

import io.torcdb.deploy.command.CommandFailed;
import io.torcdb.deploy.command.FreePorts;
import io.torcdb.deploy.command.OneMachine;
import io.torcdb.deploy.command.Role;
import io.torcdb.runtime.config.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * What a cluster of processes is made of, kept in its folder. Immutable.
 *
 * @param host where all ports are opened
 * @param members in the order in which they are started
 * @param settings what the user has set, for all processes
 */
record ClusterPlan(String host, List<Member> members, SequencedMap<String, String> settings) {
    private static final String FORMAT = "1";
    private static final String KIND = "cluster";
    private static final String PORT = ".port";
    private static final String SETTING = "set.";
    private static final int PORTS = 3;
    private static final int ROUTER_DISTANCE = 10;

    ClusterPlan {
        members = List.copyOf(members);
    }

    /**
     * What a new cluster is to be.
     *
     * @param port the first router's
     */
    record Wanted(String host, int port, int nodes, int routers, int controlPlanes) {}

    static ClusterPlan born(Wanted wanted, RandomGenerator random) throws IOException {
        var inner = wanted.controlPlanes + wanted.nodes;
        var next = FreePorts.findRun(PORTS * inner, random);
        var members = new ArrayList<Member>();
        for (int number = 1; number <= wanted.controlPlanes; number++, next += PORTS) {
            members.add(new Member(Role.CONTROL_PLANE, number, next));
        }
        for (int number = 1; number <= wanted.nodes; number++, next += PORTS) {
            members.add(new Member(Role.STORAGE_NODE, number, next));
        }
        for (int number = 1; number <= wanted.routers; number++) {
            var port = wanted.port + ROUTER_DISTANCE * (number - 1);
            members.add(new Member(Role.ROUTER, number, port));
        }
        return new ClusterPlan(wanted.host, members, new TreeMap<>());
    }

    /** Returns the plan in {@code folder}, if a cluster was made there. */
    static Optional<ClusterPlan> find(ClusterFolder folder) throws IOException {
        if (!Files.exists(folder.plan())) {
            return Optional.empty();
        }
        var values = new Properties();
        try (var reader = Files.newBufferedReader(folder.plan(), StandardCharsets.UTF_8)) {
            values.load(reader);
        }
        if (!FORMAT.equals(values.getProperty("format"))
                || !KIND.equals(values.getProperty("kind"))) {
            throw new CommandFailed(
                    folder.plan() + " was not made by torc cluster start of this version.");
        }
        return Optional.of(read(values));
    }

    /** Returns the plan in {@code folder}. */
    static ClusterPlan open(ClusterFolder folder) throws IOException {
        return find(folder)
                .orElseThrow(() ->
                        new CommandFailed(
                                "There is no cluster in %s; torc cluster start makes one, --data chooses another folder."
                                        .formatted(folder.path())));
    }

    ClusterPlan withSettings(Map<String, String> more) {
        var all = new TreeMap<>(settings);
        all.putAll(more);
        return new ClusterPlan(host, members, all);
    }

    List<Member> of(Role role) {
        return members.stream().filter(member -> member.role() == role).toList();
    }

    /**
     * Returns the members that {@code names} name, in the plan's order; {@code all} is every one.
     */
    List<Member> named(List<String> names) {
        for (var name : names) {
            if (!name.equals("all") && members.stream().noneMatch(m -> m.name().equals(name))) {
                throw new CommandFailed(
                        "There is no process %s in this cluster; there are %s."
                                .formatted(
                                        name,
                                        String.join(
                                                ", ",
                                                members.stream().map(Member::name).toList())));
            }
        }
        return members.stream()
                .filter(member -> names.contains("all") || names.contains(member.name()))
                .toList();
    }

    /** Writes the plan and the configuration of each process. */
    void write(ClusterFolder folder) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("format=" + FORMAT);
        lines.add("kind=" + KIND);
        lines.add("host=" + host);
        members.forEach(member -> lines.add(member.name() + PORT + "=" + member.port()));
        settings.forEach((key, value) -> lines.add(SETTING + key + "=" + escaped(value)));
        for (var member : members) {
            for (var file :
                    List.of(folder.pid(member), folder.log(member), folder.config(member))) {
                var _ = Files.createDirectories(file.toAbsolutePath().getParent());
            }
            var config = new ArrayList<String>();
            config(folder, member).forEach((key, value) -> config.add(key + "=" + escaped(value)));
            write(folder.config(member), config);
        }
        write(folder.plan(), lines);
    }

    /** Returns the settings of a process: the user's, under what the plan fixes. */
    SequencedMap<String, String> config(ClusterFolder folder, Member member) {
        var config = new TreeMap<>(settings);
        config.put("listen.host", host);
        config.put("admin.port", String.valueOf(member.adminPort()));
        config.put("data.dir", folder.data(member).toString());
        config.put(
                "control-plane.addresses",
                String.join(
                        ",",
                        of(Role.CONTROL_PLANE).stream().map(m -> host + ":" + m.port()).toList()));
        switch (member.role()) {
            case ROUTER -> {
                config.put("http.port", String.valueOf(member.port()));
                config.put("grpc.port", String.valueOf(member.port() + 1));
            }
            case STORAGE_NODE -> {
                config.put("listen.port", String.valueOf(member.port()));
                config.put("raft.port", String.valueOf(member.port() + 1));
            }
            case CONTROL_PLANE -> {
                config.put("listen.port", String.valueOf(member.port()));
                config.put("control-plane.id", String.valueOf(member.number()));
                var nodes = of(Role.STORAGE_NODE).size();
                config.putIfAbsent("cluster.initial-nodes", String.valueOf(nodes));
                config.putAll(OneMachine.with(Config.of(config), nodes).values());
            }
        }
        return config;
    }

    private static ClusterPlan read(Properties values) {
        var members = new ArrayList<Member>();
        for (var role : Role.values()) {
            for (int number = 1; ; number++) {
                var port = values.getProperty(role.label() + "-" + number + PORT);
                if (port == null) {
                    break;
                }
                members.add(new Member(role, number, Integer.parseInt(port)));
            }
        }
        var settings = new TreeMap<String, String>();
        for (var key : values.stringPropertyNames()) {
            if (key.startsWith(SETTING)) {
                settings.put(key.substring(SETTING.length()), values.getProperty(key));
            }
        }
        return new ClusterPlan(values.getProperty("host"), members, settings);
    }

    private static void write(Path file, List<String> lines) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        var _ = Files.write(draft, lines);
        var _ = Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\");
    }
}
