package io.torcdb.router.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.model.catalog.Billing;
import io.torcdb.model.catalog.CatalogChange.ClusterBorn;
import io.torcdb.model.catalog.CatalogChange.GroupsBorn;
import io.torcdb.model.catalog.CatalogChange.NodeRegistered;
import io.torcdb.model.catalog.CatalogChange.TableCreated;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.GroupInfo;
import io.torcdb.model.catalog.NodeInfo;
import io.torcdb.model.catalog.NodeState;
import io.torcdb.model.catalog.PartitionInfo;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.catalog.TableSettings;
import io.torcdb.model.catalog.TableStatus;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeyType;
import io.torcdb.model.schema.TableSchema;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.proto.internal.ReadReply;
import io.torcdb.proto.internal.ReadRequest;
import io.torcdb.router.operation.call.ReadCall;
import io.torcdb.runtime.Network;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.SystemTime;
import io.torcdb.runtime.catalog.CatalogFollower;
import io.torcdb.runtime.catalog.ControlClient;
import io.torcdb.runtime.catalog.ImageFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where strong and eventual reads go, of a group on nodes 1, 2 and 3 whose leader is node 1. */
class AnyReplicaTest {
    private static final int READS = 60;

    @TempDir Path folder;

    private final SystemTime time = new SystemTime();
    private final Nodes nodes = new Nodes();
    private final Platform platform =
            new Platform(time, new Random(5), Thread.ofVirtual().factory(), nodes);
    private CatalogFollower catalog;
    private TableInfo table;

    @BeforeEach
    void open() throws IOException {
        var image = image();
        table = image.table("things").orElseThrow();
        var file = folder.resolve("catalog");
        ImageFile.save(file, new ImageFile.Saved(image, 0, -1));
        catalog = new CatalogFollower(new ControlClient(platform, List.of("c:1")), platform, file);
        catalog.start();
    }

    @AfterEach
    void close() {
        catalog.close();
        time.close();
    }

    @Test
    void eventualReadsAreSpreadOverAllReplicas() {
        var routes = new Routes(catalog, platform, "");

        for (int i = 0; i < READS; i++) {
            assertThat(read(routes, false).get()).isEmpty();
        }

        assertThat(nodes.asked).hasSize(READS).contains(1L, 2L, 3L);
    }

    @Test
    void strongReadsGoToTheLeader() {
        var routes = new Routes(catalog, platform, "zone2");
        assertThat(read(routes, true).get()).isEmpty();
        nodes.asked.clear();

        for (int i = 0; i < READS; i++) {
            assertThat(read(routes, true).get()).isEmpty();
        }

        assertThat(nodes.asked).hasSize(READS).containsOnly(1L);
    }

    @Test
    void eventualReadsStayInTheRoutersZone() {
        var routes = new Routes(catalog, platform, "zone2");

        for (int i = 0; i < READS; i++) {
            assertThat(read(routes, false).get()).isEmpty();
        }

        assertThat(nodes.asked).hasSize(READS).containsOnly(2L);
    }

    @Test
    void whatIsNotReadyIsPassedAtOnceAndTheLeaderIsAskedLast() {
        var routes = new Routes(catalog, platform, "zone2");
        assertThat(read(routes, true).get()).isEmpty();
        nodes.asked.clear();
        nodes.notReady(2, 3);

        assertThat(read(routes, false).get()).isEmpty();

        assertThat(nodes.asked).containsExactly(2L, 3L, 1L);
    }

    @Test
    void whoCannotBeReachedIsPassedAtOnceAndThenSkipped() {
        var routes = new Routes(catalog, platform, "zone2");
        nodes.answers.put(
                2L, onReply -> onReply.accept(new Network.Reply.NotDelivered("it is down")));

        assertThat(read(routes, false).get()).isEmpty();
        assertThat(read(routes, false).get()).isEmpty();

        assertThat(nodes.asked).hasSize(3).startsWith(2L).containsOnlyOnce(2L);
    }

    @Test
    void aReplicaThatDoesNotOwnTheKeyYetIsPassed() {
        var routes = new Routes(catalog, platform, "zone2");
        nodes.fail(
                2,
                NodeFailure.newBuilder()
                        .setNotOwner(NodeFailure.NotOwner.getDefaultInstance())
                        .build());

        assertThat(read(routes, false).get()).isEmpty();

        assertThat(nodes.asked).hasSize(2).startsWith(2L);
    }

    @Test
    void whenNobodyIsReadyAllAreAskedAgainAfterAPause() {
        var routes = new Routes(catalog, platform, "");
        nodes.notReady(1, 2, 3);
        var reply = read(routes, false);
        nodes.await(4);

        nodes.answers.clear();

        assertThat(reply.get()).isEmpty();
        assertThat(nodes.asked.subList(0, 3)).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void whenNobodyIsReadyInTimeThatIsTold() {
        var routes = new Routes(catalog, platform, "");
        nodes.notReady(1, 2, 3);

        assertThat(read(routes, false, 100).get()).containsInstanceOf(Failure.Unavailable.class);
        assertThat(nodes.asked.size()).as("paused in between").isLessThan(60);
    }

    private Pending read(Routes routes, boolean strong) {
        return read(routes, strong, 20_000);
    }

    private Pending read(Routes routes, boolean strong, long timeoutMillis) {
        var pending = new Pending();
        var call = new ReadCall(ReadRequest.newBuilder().setStrong(strong));
        routes.send(
                table,
                5,
                call,
                time.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis),
                outcome -> pending.outcome.complete(outcome));
        return pending;
    }

    private static CatalogImage image() {
        var image = CatalogImage.EMPTY.with(new ClusterBorn(0, 42, 3, 3)).orElseThrow();
        for (long id = 1; id <= 3; id++) {
            var node =
                    new NodeInfo(
                            id, "i" + id, "n:" + id, "l:" + id, "zone" + id, 1, NodeState.ACTIVE);
            image = image.with(new NodeRegistered(image.version(), node)).orElseThrow();
        }
        var group = new GroupInfo(image.nextId(), List.of(1L, 2L, 3L));
        image = image.with(new GroupsBorn(image.version(), List.of(group))).orElseThrow();
        var schema = new TableSchema(1, List.of(new KeyAttribute("k", KeyType.S)), 7, 1);
        var settings = TableSettings.of(Billing.bornOnDemand(0));
        var table =
                new TableInfo(
                        image.nextId(), "things", "u", 0, TableStatus.ACTIVE, schema, settings);
        var partition = new PartitionInfo(table.id() + 1, table.id(), group.id(), 1, 0, -1);
        return image.with(new TableCreated(image.version(), table, List.of(partition)))
                .orElseThrow();
    }

    /** A read under way. */
    private static final class Pending {
        private final CompletableFuture<Outcome<ReadReply>> outcome = new CompletableFuture<>();

        /** Waits; returns why it failed. */
        Optional<Failure> get() {
            return switch (outcome.orTimeout(30, TimeUnit.SECONDS).join()) {
                case Outcome.Success<ReadReply> _ -> Optional.empty();
                case Outcome.Refused<ReadReply>(var failure) -> Optional.of(failure);
            };
        }
    }

    /** Nodes that find nothing; followers serve no strong reads. */
    private static final class Nodes implements Network {
        private final List<Long> asked = new CopyOnWriteArrayList<>();
        private final Map<Long, Consumer<Consumer<Reply>>> answers = new ConcurrentHashMap<>();

        void notReady(long... ids) {
            for (long id : ids) {
                fail(id, NodeFailure.newBuilder().setNotReady("not yet").build());
            }
        }

        void fail(long id, NodeFailure failure) {
            answers.put(id, onReply -> onReply.accept(answered(failed(failure))));
        }

        void await(int calls) {
            while (asked.size() < calls) {
                Thread.onSpinWait();
            }
        }

        private static ReadReply failed(NodeFailure failure) {
            return ReadReply.newBuilder().setFailure(failure).build();
        }

        private static Reply answered(ReadReply reply) {
            return new Reply.Answered(reply.toByteString());
        }

        @Override
        public Listener listen(String host, int port, Handler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Peer peer(String address) {
            return (method, request, _, onReply) -> {
                if (method == Method.NODE_READ) {
                    read(Long.parseLong(address.substring(2)), request, onReply);
                } else {
                    onReply.accept(new Reply.NotDelivered("no control plane"));
                }
            };
        }

        private void read(long node, ByteString request, Consumer<Reply> onReply) {
            asked.add(node);
            var answer = answers.get(node);
            if (answer != null) {
                answer.accept(onReply);
            } else if (node != 1 && isStrong(request)) {
                var notLeader = NodeFailure.NotLeader.newBuilder().setLeader(1);
                onReply.accept(
                        answered(failed(NodeFailure.newBuilder().setNotLeader(notLeader).build())));
            } else {
                var found = ReadReply.Found.getDefaultInstance();
                onReply.accept(answered(ReadReply.newBuilder().setFound(found).build()));
            }
        }

        private static boolean isStrong(ByteString request) {
            try {
                return ReadRequest.parseFrom(request).getStrong();
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public void close() {}
    }
}
