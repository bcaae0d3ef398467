package io.torcdb.tests.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** PutItem and GetItem at 1, 16 and 64 connections, in one JVM and in processes. */
@EnabledIfSystemProperty(
        named = "torc.figures",
        matches = "true",
        disabledReason = "run ./dev figures")
final class FirstFigures {
    private static final String TABLE = "figures";
    private static final int SECONDS = 5;
    private static final int KEYS = 100_000;
    private static final String PADDING = "x".repeat(90);

    @TempDir Path folder;

    @Test
    void oneJvm() throws IOException, InterruptedException {
        Path output = folder.resolve("start.out");
        int port = Torc.freePorts(3);
        Process torc =
                Torc.start(
                        output,
                        "start",
                        "--data",
                        folder.resolve("data").toString(),
                        "--port",
                        Integer.toString(port));
        try {
            while (!Files.readString(output).contains("Torc is ready: ")) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            measure("torc start (1 node, replication 1)", port, List.of(torc.pid()));
        } finally {
            torc.destroy();
            var _ = torc.waitFor();
        }
    }

    @Test
    void processes() throws IOException, InterruptedException {
        int port = Torc.freePorts(3);
        String data = folder.resolve("cluster").toString();
        var _ =
                Torc.run(
                        folder,
                        "cluster",
                        "start",
                        "--data",
                        data,
                        "--port",
                        Integer.toString(port));
        try {
            measure(
                    "torc cluster start (3 nodes, replication 3)",
                    port,
                    pids(Path.of(data, "pids")));
        } finally {
            var _ = Torc.run(folder, "cluster", "stop", "--data", data);
        }
    }

    private static List<Long> pids(Path folder) throws IOException {
        var pids = new ArrayList<Long>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                pids.add(Long.parseLong(Files.readString(file).strip()));
            }
        }
        return pids;
    }

    private static void measure(String shape, int port, List<Long> pids)
            throws InterruptedException {
        try (var client = Torc.client(port)) {
            Torc.createTable(client, TABLE);
        }
        System.out.println(shape + ", 1 KB items, " + SECONDS + " s a cell");
        System.out.println("operation connections   ops/s  p50 ms  p99 ms  CPU us/op  errors");
        for (int connections : new int[] {64, 1, 16, 64}) {
            cell("PutItem", port, connections, pids, FirstFigures::put);
        }
        for (int connections : new int[] {64, 1, 16, 64}) {
            cell("GetItem", port, connections, pids, FirstFigures::get);
        }
    }

    private static void cell(
            String operation, int port, int connections, List<Long> pids, LongFunction<String> body)
            throws InterruptedException {
        long before = cpuNanos(pids);
        Load.Result result = Load.run(port, operation, connections, SECONDS, body);
        double cpu = (cpuNanos(pids) - before) / 1e3 / Math.max(1, result.requests());
        System.out.printf(
                Locale.ROOT,
                "%-9s %11d %7.0f %7.2f %7.2f %10.0f %7d%n",
                operation,
                connections,
                result.perSecond(),
                result.p50Micros() / 1e3,
                result.p99Micros() / 1e3,
                cpu,
                result.errors());
    }

    private static long cpuNanos(List<Long> pids) {
        return pids.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToLong(java.time.Duration::toNanos)
                .sum();
    }

    private static String put(long number) {
        var item = new StringBuilder("{\"TableName\":\"" + TABLE + "\",\"Item\":{" + key(number));
        for (int field = 0; field < 10; field++) {
            item.append(",\"f").append(field).append("\":{\"S\":\"").append(PADDING).append("\"}");
        }
        return item.append("}}").toString();
    }

    private static String get(long number) {
        return "{\"TableName\":\""
                + TABLE
                + "\",\"ConsistentRead\":true,\"Key\":{"
                + key(number)
                + "}}";
    }

    /** Spreads the numbers over the keys in an order that no cache likes. */
    private static String key(long number) {
        int key = Math.floorMod(Long.hashCode(number * 0x9E3779B97F4A7C15L), KEYS);
        return "\"k\":{\"S\":\"key" + key + "\"},\"s\":{\"N\":\"0\"}";
    }
}
