package io.torcdb.tests.node;

import com.google.protobuf.ByteString;
import io.torcdb.control.ControlPlaneConfig;
import io.torcdb.control.ControlPlaneProcess;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.PartitionInfo;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.item.KeyCodec;
import io.torcdb.model.ring.Tokens;
import io.torcdb.node.StorageNodeConfig;
import io.torcdb.node.StorageNodeProcess;
import io.torcdb.node.store.rocks.RocksConfig;
import io.torcdb.node.store.rocks.RocksStores;
import io.torcdb.proto.internal.CreateTableRequest;
import io.torcdb.proto.internal.KeyAttribute;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.ReadReply;
import io.torcdb.proto.internal.ReadRequest;
import io.torcdb.proto.internal.Schema;
import io.torcdb.proto.internal.Table;
import io.torcdb.proto.internal.TableChangeReply;
import io.torcdb.proto.internal.Target;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.proto.internal.WriteRequest;
import io.torcdb.replication.GroupId;
import io.torcdb.replication.LogServer;
import io.torcdb.replication.LogServerFactory;
import io.torcdb.replication.Member;
import io.torcdb.replication.ratis.RatisConfig;
import io.torcdb.replication.ratis.RatisLogServer;
import io.torcdb.runtime.LoopbackNetwork;
import io.torcdb.runtime.Network;
import io.torcdb.runtime.Network.Reply;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.SystemTime;
import io.torcdb.runtime.catalog.ControlClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** One control plane and some nodes, and a client that finds leaders by asking everybody. */
final class NodeCluster implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;
    private static final long PATIENCE = 30 * SECOND;

    private final Path root;
    private final int controlPort;
    private final SystemTime time = new SystemTime();
    private final Network network = new LoopbackNetwork(time);
    private final Platform platform =
            new Platform(time, RandomGenerator.getDefault(), Thread.ofVirtual().factory(), network);
    private final Map<Long, LogServer> logServers = new ConcurrentSkipListMap<>();
    private final LogServerFactory logs =
            (self, folder) -> RatisLogServer.open(new RatisConfig(self, folder, false));
    private final SequencedMap<Integer, StorageNodeProcess> nodes = new TreeMap<>();
    private final ControlPlaneProcess control;

    final ConcurrentLinkedQueue<String> fatal = new ConcurrentLinkedQueue<>();

    NodeCluster(Path root, int count, int replication) throws IOException {
        this.root = root;
        try (var socket = new ServerSocket(0)) {
            controlPort = socket.getLocalPort() - 1; // its log listens at the port after it
        }
        control =
                ControlPlaneProcess.start(
                        new ControlPlaneConfig(
                                1,
                                List.of(controlAddress()),
                                "127.0.0.1",
                                controlPort,
                                root.resolve("control"),
                                count,
                                count,
                                replication,
                                10),
                        platform,
                        logs,
                        fatal::add);
        for (var number = 1; number <= count; number++) {
            start(number);
        }
    }

    private String controlAddress() {
        return "127.0.0.1:" + controlPort;
    }

    void start(int number) throws IOException {
        var node =
                StorageNodeProcess.start(
                        config(number),
                        platform,
                        this::openLogs,
                        RocksStores.open(RocksConfig.SMALL),
                        fatal::add);
        nodes.put(number, node);
    }

    private LogServer openLogs(Member self, Path folder) {
        var server = logs.open(self, folder);
        logServers.put(self.id(), server);
        return server;
    }

    /** Lets the nodes that run forget the log of the group of an item, as far as they may. */
    void purge(String table, String id) {
        var group = new GroupId(image().clusterId(), target(table, id).getGroup());
        for (var node : nodes.values()) {
            var log =
                    Objects.requireNonNull(logServers.get(node.nodeId())).find(group).orElseThrow();
            var _ = log.snapshot().join();
        }
    }

    /** Returns ids of items that live in one group. */
    List<String> idsOfOneGroup(String table, int count) {
        var group = target(table, "id0").getGroup();
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> "id" + number)
                .filter(id -> target(table, id).getGroup() == group)
                .limit(count)
                .toList();
    }

    private StorageNodeConfig config(int number) {
        return new StorageNodeConfig(
                root.resolve("node-" + number),
                "127.0.0.1",
                0,
                0,
                "127.0.0.1",
                List.of(controlAddress()),
                "",
                1,
                0);
    }

    void stop(int number) {
        var node = nodes.remove(number);
        if (node != null) {
            node.close();
        }
    }

    CatalogImage image() {
        return control.image();
    }

    long nanoTime() {
        return time.nanoTime();
    }

    /** Waits until all nodes that run are ready and each group is served. */
    void awaitReady() throws InterruptedException {
        await(() ->
                !image().groups().isEmpty()
                        && nodes.values().stream().allMatch(node -> node.health().state().ready()));
    }

    void await(BooleanSupplier condition) throws InterruptedException {
        var deadline = time.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            if (time.nanoTime() > deadline) {
                throw new AssertionError("not in time: " + states() + " " + fatal);
            }
            time.sleep(SECOND / 100);
        }
    }

    Map<Integer, String> states() {
        var states = new TreeMap<Integer, String>();
        nodes.forEach((number, node) -> states.put(number, node.health().state().toString()));
        return states;
    }

    void createTable(String name) throws Exception {
        var schema =
                Schema.newBuilder().addKeys(KeyAttribute.newBuilder().setName("id").setType("S"));
        var table = Table.newBuilder().setName(name).setSchema(schema);
        table.getSettingsBuilder().getBillingBuilder().setOnDemand(true);
        var request = CreateTableRequest.newBuilder().setTable(table).build();
        var reply =
                new ControlClient(platform, List.of(controlAddress()))
                        .call(Method.CONTROL_CREATE_TABLE, request.toByteString(), 10 * SECOND);
        var answer = TableChangeReply.parseFrom(((Reply.Answered) reply).payload());
        if (answer.hasFailure()) {
            throw new AssertionError(answer.getFailure());
        }
        await(() ->
                image().table(name)
                        .map(created -> created.status().name().equals("ACTIVE"))
                        .orElse(false));
    }

    /** Writes an item, again until it is acknowledged. */
    void put(String table, String id, String value) throws Exception {
        var item = Map.of("id", text(id), "value", text(value));
        var deadline = time.nanoTime() + PATIENCE;
        while (true) {
            for (var address : addresses()) {
                var request =
                        WriteRequest.newBuilder()
                                .setTarget(target(table, id))
                                .setKey(ByteString.copyFrom(key(id)))
                                .setPut(
                                        ByteString.copyFrom(
                                                ItemCodec.encode(Item.of(new TreeMap<>(item)))))
                                .build();
                var reply = call(address, Method.NODE_WRITE, request.toByteString());
                if (reply instanceof Reply.Answered(var payload)
                        && WriteReply.parseFrom(payload).hasWritten()) {
                    return;
                }
                if (time.nanoTime() > deadline) {
                    throw new AssertionError("not written: " + reply + " " + states());
                }
            }
            time.sleep(SECOND / 50);
        }
    }

    /** Reads an item strongly; returns its value, or an empty text when there is none. */
    String get(String table, String id) throws Exception {
        var deadline = time.nanoTime() + PATIENCE;
        while (true) {
            for (var address : addresses()) {
                var request =
                        ReadRequest.newBuilder()
                                .setTarget(target(table, id))
                                .setKey(ByteString.copyFrom(key(id)))
                                .setStrong(true)
                                .build();
                var reply = call(address, Method.NODE_READ, request.toByteString());
                if (reply instanceof Reply.Answered(var payload)) {
                    var answer = ReadReply.parseFrom(payload);
                    if (answer.hasFound()) {
                        return answer.getFound().hasItem() ? value(answer.getFound()) : "";
                    }
                }
                if (time.nanoTime() > deadline) {
                    throw new AssertionError("not read: " + reply + " " + states());
                }
            }
            time.sleep(SECOND / 50);
        }
    }

    private static String value(ReadReply.Found found) {
        var value = ItemCodec.decode(found.getItem().toByteArray()).get("value");
        return ((AttributeValue.StringValue) value.orElseThrow()).value();
    }

    private Reply call(String address, Method method, ByteString request) {
        var reply = new CompletableFuture<Reply>();
        network.peer(address).call(method, request, 2 * SECOND, answer -> reply.complete(answer));
        return reply.join();
    }

    private List<String> addresses() {
        return nodes.values().stream().map(StorageNodeProcess::address).toList();
    }

    private Target target(String name, String id) {
        var table = image().table(name).orElseThrow();
        var partitionKey = KeyCodec.encodePartitionKey(text(id));
        var token = Tokens.token(table.schema().hashSeed(), partitionKey);
        PartitionInfo partition = image().partitionOf(table.id(), token).orElseThrow();
        return Target.newBuilder()
                .setGroup(partition.group())
                .setPartition(partition.id())
                .setTable(table.id())
                .setSchemaVersion(table.schema().version())
                .setToken(token)
                .build();
    }

    private static byte[] key(String id) {
        return KeyCodec.encode(text(id), Optional.empty());
    }

    private static AttributeValue text(String text) {
        return new AttributeValue.StringValue(text);
    }

    @Override
    public void close() {
        nodes.values().forEach(StorageNodeProcess::close);
        control.close();
        network.close();
        time.close();
    }
}
