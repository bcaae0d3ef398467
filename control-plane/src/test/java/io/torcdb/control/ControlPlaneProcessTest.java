package io.torcdb.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.catalog.TableStatus;
import io.torcdb.proto.internal.CreateTableRequest;
import io.torcdb.proto.internal.KeyAttribute;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.RegisterRequest;
import io.torcdb.proto.internal.Schema;
import io.torcdb.proto.internal.Table;
import io.torcdb.proto.internal.TableChangeReply;
import io.torcdb.replication.ratis.RatisConfig;
import io.torcdb.replication.ratis.RatisLogServer;
import io.torcdb.runtime.Network.Reply;
import io.torcdb.runtime.catalog.CatalogFollower;
import io.torcdb.runtime.catalog.ControlClient;
import io.torcdb.wire.CatalogCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole control planes on the real log, with nodes that only say yes. */
class ControlPlaneProcessTest {
    private static final long SECONDS = 1_000_000_000L;
    private static final long LONG = 30 * SECONDS;

    @TempDir Path folder;

    private final TestPlatform platform = new TestPlatform();
    private final SequencedMap<Long, ControlPlaneProcess> running = new TreeMap<>();
    private List<String> addresses = List.of();

    @AfterEach
    void stop() {
        running.values().forEach(ControlPlaneProcess::close);
        platform.close();
    }

    private void startAll(int count) throws IOException {
        addresses = freeAddresses(count);
        for (long id = 1; id <= count; id++) {
            start(id);
        }
    }

    private void start(long id) throws IOException {
        var address = addresses.get((int) id - 1);
        var port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        var config =
                new ControlPlaneConfig(
                        id, addresses, "127.0.0.1", port, folder.resolve("c" + id), 1, 1, 1, 10);
        running.put(
                id,
                ControlPlaneProcess.start(
                        config,
                        platform.get(),
                        (self, logs) -> RatisLogServer.open(new RatisConfig(self, logs, true)),
                        why -> {
                            throw new AssertionError(why);
                        }));
    }

    private void kill(long id) {
        var process = running.remove(id);
        if (process != null) {
            process.close();
        }
    }

    /** The network here takes no ports; the logs take those after the addresses' own. */
    private static List<String> freeAddresses(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        var free = new ArrayList<String>();
        while (free.size() < count) {
            var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            free.add("127.0.0.1:" + (socket.getLocalPort() - 1));
        }
        for (var socket : sockets) {
            socket.close();
        }
        return free;
    }

    private ControlClient client() {
        return new ControlClient(platform.get(), addresses);
    }

    private static ByteString call(ControlClient client, Method method, Message request) {
        var reply = client.call(method, request.toByteString(), LONG);
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return reply instanceof Reply.Answered(var payload) ? payload : ByteString.EMPTY;
    }

    private void register() {
        var node = CatalogCodec.encode(TestCatalog.newNode(1));
        assertThat(
                        call(
                                client(),
                                Method.CONTROL_REGISTER,
                                RegisterRequest.newBuilder().setNode(node).build()))
                .isNotNull();
    }

    private TableChangeReply create(String name) throws InvalidProtocolBufferException {
        var schema =
                Schema.newBuilder().addKeys(KeyAttribute.newBuilder().setName("k").setType("S"));
        var table = Table.newBuilder().setName(name).setSchema(schema);
        table.getSettingsBuilder().getBillingBuilder().setOnDemand(true);
        return TableChangeReply.parseFrom(
                call(
                        client(),
                        Method.CONTROL_CREATE_TABLE,
                        CreateTableRequest.newBuilder().setTable(table).build()));
    }

    private static void awaitActive(CatalogFollower follower, String table) {
        var active = new CompletableFuture<Void>();
        follower.onChange(image -> {
            if (image.table(table)
                    .map(TableInfo::status)
                    .filter(status -> status == TableStatus.ACTIVE)
                    .isPresent()) {
                active.complete(null);
            }
        });
        active.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    private CatalogFollower follower() {
        var follower = new CatalogFollower(client(), platform.get(), folder.resolve("followed"));
        follower.start();
        return follower;
    }

    @Test
    void aSingleControlPlaneMakesTablesAndKeepsThemOverARestart() throws IOException {
        startAll(1);
        var _ = new FakeNode(platform.get().network(), 1, FakeNode::done);
        try (var follower = follower()) {
            register();
            assertThat(create("t").hasFailure()).isFalse();
            awaitActive(follower, "t");
            var before = follower.image();

            kill(1);
            start(1);

            assertThat(create("t").getFailure().getInUse()).isEqualTo("Table already exists: t");
            assertThat(follower.refresh(LONG)).isTrue();
            assertThat(follower.image()).isEqualTo(before);
        }
    }

    @Test
    void threeControlPlanesGoOnWithoutTheirLeader() throws IOException {
        startAll(3);
        var _ = new FakeNode(platform.get().network(), 1, FakeNode::done);
        try (var follower = follower()) {
            register();
            assertThat(create("t").hasFailure()).isFalse();
            awaitActive(follower, "t");

            var leader = leader();
            kill(leader);
            assertThat(create("u").hasFailure()).isFalse();
            awaitActive(follower, "u");
            start(leader);
            kill(leader());

            assertThat(create("v").hasFailure()).isFalse();
            awaitActive(follower, "v");
        }
    }

    private long leader() {
        for (var entry : running.entrySet()) {
            if (entry.getValue().leads()) {
                return entry.getKey();
            }
        }
        throw new AssertionError("no control plane leads");
    }
}
