package io.torcdb.deploy.cluster;

import io.torcdb.deploy.command.Role;
import io.torcdb.runtime.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The options of the JVM of each role. The defaults of seven processes (three storage nodes, three
 * control planes, a router) stay under 4 GiB together, and use one collector thread each.
 */
final class JvmOptions {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final long MIB = 1L << 20;

    private JvmOptions() {}

    private record Memory(long heapMib, long directMib, long codeMib) {}

    /**
     * Returns the options for {@code role}.
     *
     * @param fast the option that makes a start fast, empty if there is none
     * @param more options that come last and so win, separated by spaces
     */
    static List<String> of(Role role, Config config, String fast, String more) {
        var memory =
                switch (role) {
                    case STORAGE_NODE -> new Memory(288, 160, 64);
                    case ROUTER -> new Memory(256, 128, 64);
                    case CONTROL_PLANE -> new Memory(80, 48, 40);
                };
        var heap = config.bytes("memory.heap-bytes", memory.heapMib * MIB);
        var direct = config.bytes("memory.direct-bytes", memory.directMib * MIB);
        var options =
                new ArrayList<>(
                        List.of(
                                "-Xmx" + heap,
                                "-XX:MaxDirectMemorySize=" + direct,
                                "-XX:ReservedCodeCacheSize=" + memory.codeMib + "m",
                                "-XX:MetaspaceSize=96m",
                                "-XX:+UseSerialGC",
                                "-XX:+UseCompactObjectHeaders",
                                "-XX:+ExitOnOutOfMemoryError",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Xlog:disable",
                                "-Xlog:all=error:stderr"));
        if (role == Role.CONTROL_PLANE) {
            // It never has much to do: compiling its code well would cost more than it saves.
            options.add("-XX:TieredStopAtLevel=1");
        }
        if (!fast.isEmpty()) {
            options.add(fast);
        }
        SPACES.splitAsStream(more.strip()).filter(s -> !s.isEmpty()).forEach(options::add);
        return options;
    }
}
