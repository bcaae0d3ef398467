package io.torcdb.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Three storage nodes, a router and three control planes, each its own process, under faults. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClusterFaultsTest {
    /** What a busy machine may take; how quick a cluster is, is not what these tests are about. */
    private static final String PATIENCE_SECONDS = "240";

    private static final int FREEZES = 20;
    private static final long FREEZE_MILLIS = 1_500;
    private static final long THAWED_MILLIS = 800;

    @TempDir static Path folder;
    private static String data = "";
    private static DynamoDbClient client = Torc.client(1);

    @BeforeAll
    static void startTheCluster() throws IOException, InterruptedException {
        int port = Torc.freePorts(3);
        data = folder.resolve("cluster").toString();
        var _ =
                Torc.run(
                        folder,
                        "cluster",
                        "start",
                        "--set",
                        "cluster.initial-groups=3",
                        "--timeout",
                        PATIENCE_SECONDS,
                        "--data",
                        data,
                        "--port",
                        Integer.toString(port));
        client.close();
        client = Torc.client(port);
    }

    @AfterAll
    static void stopTheCluster() throws IOException, InterruptedException {
        client.close();
        var _ = Torc.run(folder, "cluster", "stop", "--data", data);
    }

    @Test
    void killedStorageNodesLoseNothingAndWritesGoOn() throws IOException, InterruptedException {
        Torc.createTable(client, "kills");
        try (var writers = new Writers(client, "kills", 8)) {
            writers.awaitMore(500);
            for (int node = 1; node <= 3; node++) {
                cluster("kill", "storage-node-" + node);
                writers.awaitMore(200);
                cluster("restart", "storage-node-" + node);
                writers.awaitMore(200);
            }
            writers.stop();

            System.out.printf(
                    "three kills: %d acknowledged, longest gap of one writer %.1f s%n",
                    writers.total(), writers.longestGapSeconds());
            writers.assertNothingIsLost();
        }
    }

    @Test
    void everyProcessKilledAtOnceLosesNothing() throws IOException, InterruptedException {
        Torc.createTable(client, "blackout");
        try (var writers = new Writers(client, "blackout", 8)) {
            writers.awaitMore(500);

            cluster("kill", "all");
            cluster("restart", "all");
            writers.awaitMore(200);
            writers.stop();

            writers.assertNothingIsLost();
        }
    }

    @Test
    void readsAndWritesGoOnWithoutAnyControlPlane() throws IOException, InterruptedException {
        Torc.createTable(client, "headless");
        try (var writers = new Writers(client, "headless", 4)) {
            writers.awaitMore(100);

            cluster("kill", "control-plane-1", "control-plane-2", "control-plane-3");
            writers.awaitMore(300);
            cluster("restart", "router-1");
            writers.awaitMore(300);
            writers.stop();

            writers.assertNothingIsLost();
        } finally {
            cluster("restart", "control-plane-1", "control-plane-2", "control-plane-3");
        }
    }

    /**
     * A counter is raised by conditional writes and read strongly by others while the processes of
     * the storage nodes are stopped and continued in turn: no read is older than what was
     * acknowledged before it began, and no acknowledged step is taken twice.
     */
    @Test
    void frozenLeadersNeverGiveStaleReads() throws IOException, InterruptedException {
        Torc.createTable(client, "frozen");
        var counters = new Counters(client, "frozen", 6);
        var pause = new CountDownLatch(1);
        for (int freeze = 0; freeze < FREEZES; freeze++) {
            String node = "storage-node-" + (freeze % 3 + 1);
            signal(node, "STOP");
            var _ = pause.await(FREEZE_MILLIS, TimeUnit.MILLISECONDS);
            signal(node, "CONT");
            var _ = pause.await(THAWED_MILLIS, TimeUnit.MILLISECONDS);
        }
        counters.stop();

        System.out.printf(
                "%d freezes: %d steps, %d strong reads%n",
                FREEZES, counters.steps.get(), counters.reads.get());
        assertThat(counters.stale.get()).as("stale reads").isZero();
        assertThat(counters.wrong.get()).as("false refusals and steps taken twice").isZero();
        assertThat(counters.steps.get()).isPositive();
        assertThat(counters.reads.get()).isPositive();
    }

    /** Sends a signal without the seconds that a command's own JVM takes. */
    private static void signal(String node, String signal)
            throws IOException, InterruptedException {
        String pid = Files.readString(Path.of(data, "pids", node + ".pid")).strip();
        assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
    }

    private static void cluster(String command, String... arguments)
            throws IOException, InterruptedException {
        var all = new java.util.ArrayList<String>();
        all.add("cluster");
        all.add(command);
        all.addAll(java.util.List.of(arguments));
        all.add("--timeout");
        all.add(PATIENCE_SECONDS);
        all.add("--data");
        all.add(data);
        var _ = Torc.run(folder, all.toArray(String[]::new));
    }

    /** One writer and two readers for each of some counters. */
    private static final class Counters {
        final AtomicLong steps = new AtomicLong();
        final AtomicLong reads = new AtomicLong();
        final AtomicLong stale = new AtomicLong();
        final AtomicLong wrong = new AtomicLong();
        private final java.util.List<Thread> threads = new java.util.ArrayList<>();
        private final DynamoDbClient client;
        private final String table;
        private volatile boolean stopped;

        Counters(DynamoDbClient client, String table, int count) {
            this.client = client;
            this.table = table;
            for (int number = 0; number < count; number++) {
                String key = "counter" + number;
                var known = new AtomicLong();
                put(key, 0);
                threads.add(Thread.ofVirtual().start(() -> raise(key, known)));
                threads.add(Thread.ofVirtual().start(() -> watch(key, known)));
                threads.add(Thread.ofVirtual().start(() -> watch(key, known)));
            }
        }

        void stop() throws InterruptedException {
            stopped = true;
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private void put(String key, long value) {
            var item = new java.util.HashMap<>(Torc.key(key, 0));
            item.put("n", AttributeValue.fromN(Long.toString(value)));
            var _ = client.putItem(put -> put.tableName(table).item(item));
        }

        /** The only writer of its counter. */
        private void raise(String key, AtomicLong known) {
            long value = 0;
            while (!stopped) {
                try {
                    step(
                            key,
                            "n = :from",
                            Map.of(":to", number(value + 1), ":from", number(value)));
                    value++;
                    var _ = steps.incrementAndGet();
                } catch (ConditionalCheckFailedException refused) {
                    // Nobody else writes: what was known to be stored was denied.
                    var _ = wrong.incrementAndGet();
                    return;
                } catch (SdkException unknown) {
                    if (!settle(key, value)) {
                        return;
                    }
                    value += 2;
                }
                known.set(value);
            }
        }

        /**
         * After a step of which nothing is known: jumps past it, so that it cannot be applied any
         * more. The jump may be repeated, since a copy that comes late finds nothing to do.
         */
        private boolean settle(String key, long value) {
            while (!stopped) {
                try {
                    step(
                            key,
                            "n IN (:from, :maybe, :to)",
                            Map.of(
                                    ":from", number(value),
                                    ":maybe", number(value + 1),
                                    ":to", number(value + 2)));
                    return true;
                } catch (ConditionalCheckFailedException refused) {
                    var _ = wrong.incrementAndGet();
                    return false;
                } catch (SdkException again) {
                    // Not known either: the same jump once more.
                }
            }
            return false;
        }

        private void step(String key, String condition, Map<String, AttributeValue> values) {
            var _ =
                    client.updateItem(update ->
                            update.tableName(table)
                                    .key(Torc.key(key, 0))
                                    .updateExpression("SET n = :to")
                                    .conditionExpression(condition)
                                    .expressionAttributeValues(values));
        }

        private void watch(String key, AtomicLong known) {
            while (!stopped) {
                long least = known.get();
                try {
                    if (read(key) < least) {
                        var _ = stale.incrementAndGet();
                    }
                    var _ = reads.incrementAndGet();
                } catch (SdkException unavailable) {
                    // No answer is no wrong answer.
                }
            }
        }

        private long read(String key) {
            AttributeValue value =
                    client.getItem(get ->
                                    get.tableName(table).key(Torc.key(key, 0)).consistentRead(true))
                            .item()
                            .get("n");
            return value == null ? -1 : Long.parseLong(value.n());
        }

        private static AttributeValue number(long value) {
            return AttributeValue.fromN(Long.toString(value));
        }
    }
}
