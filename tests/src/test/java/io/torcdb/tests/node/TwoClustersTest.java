package io.torcdb.tests.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.torcdb.control.ControlPlaneConfig;
import io.torcdb.control.ControlPlaneProcess;
import io.torcdb.deploy.command.FreePorts;
import io.torcdb.node.StorageNodeConfig;
import io.torcdb.node.StorageNodeProcess;
import io.torcdb.node.store.rocks.RocksConfig;
import io.torcdb.node.store.rocks.RocksStores;
import io.torcdb.proto.internal.Method;
import io.torcdb.replication.LogServerFactory;
import io.torcdb.replication.ratis.RatisConfig;
import io.torcdb.replication.ratis.RatisLogServer;
import io.torcdb.runtime.Lifecycle;
import io.torcdb.runtime.Network.Reply;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.SystemTime;
import io.torcdb.runtime.catalog.CatalogFollower;
import io.torcdb.runtime.catalog.ControlClient;
import io.torcdb.runtime.grpc.GrpcNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of two clusters that can reach each other, each process on a network of its own. */
class TwoClustersTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long PATIENCE = 30 * SECOND;

    @TempDir Path root;

    private final Lifecycle parts = new Lifecycle();
    private final SystemTime time = new SystemTime();
    private final LogServerFactory logs =
            (self, folder) -> RatisLogServer.open(new RatisConfig(self, folder, true));
    private final ConcurrentLinkedQueue<String> fatal = new ConcurrentLinkedQueue<>();
    private String ownControl = "";
    private String otherControl = "";

    @BeforeEach
    void start() throws Exception {
        ownControl = startControl("own");
        otherControl = startControl("other");
    }

    @AfterEach
    void stop() {
        parts.close();
        time.close();
    }

    @Test
    void aNodeThatIsPointedAtAnotherClusterEndsWithASentence() throws Exception {
        var node = startNode(ownControl);
        await(() -> node.nodeId() != 0 && node.health().state().ready());
        node.close();
        assertThat(fatal).isEmpty();

        startNode(otherControl).close();
        await(() -> !fatal.isEmpty());

        assertThat(fatal)
                .singleElement()
                .asString()
                .startsWith("The node cannot join: " + otherControl + " refuses to talk: ")
                .contains("belongs to cluster");
    }

    @Test
    void whoFollowsTheCatalogOfOneClusterIsRefusedByTheOther() throws Exception {
        var node = startNode(ownControl);
        await(() -> node.nodeId() != 0 && node.health().state().ready());
        var client = platform();
        var follower =
                parts.add(
                        "follower",
                        new CatalogFollower(
                                new ControlClient(client, List.of(otherControl)),
                                client,
                                root.resolve("catalog")));
        follower.start();
        await(() -> follower.image().clusterId() != 0);

        var reply = ask(client, node.address(), Method.NODE_LEADER);

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.NotDelivered.class,
                        refusal -> {
                            assertThat(refusal.refused()).isTrue();
                            assertThat(refusal.reason()).contains("belongs to cluster");
                        });
        assertThat(ask(client, ownControl, Method.CONTROL_WATCH))
                .isInstanceOf(Reply.NotDelivered.class);
        assertThat(ask(client, otherControl, Method.CONTROL_WATCH))
                .isInstanceOf(Reply.Answered.class);
    }

    private static Reply ask(Platform client, String address, Method method) {
        var reply = new CompletableFuture<Reply>();
        client.network()
                .peer(address)
                .call(method, ByteString.EMPTY, 10 * SECOND, answer -> reply.complete(answer));
        return reply.join();
    }

    private Platform platform() {
        var random = RandomGenerator.getDefault();
        var network = parts.add("network", new GrpcNetwork(time, random));
        return new Platform(time, random, Thread.ofVirtual().factory(), network);
    }

    private String startControl(String name) throws Exception {
        int port = FreePorts.findRun(2, new Random());
        var address = "127.0.0.1:" + port;
        var config =
                new ControlPlaneConfig(
                        1, List.of(address), "127.0.0.1", port, root.resolve(name), 1, 1, 1, 10);
        var control =
                parts.add(name, ControlPlaneProcess.start(config, platform(), logs, fatal::add));
        await(() -> control.image().clusterId() != 0);
        return address;
    }

    private StorageNodeProcess startNode(String control) throws IOException {
        var config =
                new StorageNodeConfig(
                        root.resolve("node"),
                        "127.0.0.1",
                        0,
                        0,
                        "127.0.0.1",
                        List.of(control),
                        "",
                        1,
                        0);
        return parts.add(
                "node",
                StorageNodeProcess.start(
                        config, platform(), logs, RocksStores.open(RocksConfig.SMALL), fatal::add));
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        var deadline = time.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            assertThat(time.nanoTime()).as("not in time: " + fatal).isLessThan(deadline);
            time.sleep(SECOND / 100);
        }
    }
}
