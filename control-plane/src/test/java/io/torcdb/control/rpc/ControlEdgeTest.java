package io.torcdb.control.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.torcdb.control.ControlBench;
import io.torcdb.control.TestCatalog;
import io.torcdb.control.TestLog;
import io.torcdb.control.catalog.Plan;
import io.torcdb.control.membership.ClusterBirth;
import io.torcdb.control.membership.Registration;
import io.torcdb.control.placement.FirstGroups;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.proto.internal.CatalogCopyReply;
import io.torcdb.proto.internal.CatalogCopyRequest;
import io.torcdb.proto.internal.ControlFailure;
import io.torcdb.proto.internal.CreateTableRequest;
import io.torcdb.proto.internal.DeleteTableRequest;
import io.torcdb.proto.internal.GroupReport;
import io.torcdb.proto.internal.HeartbeatReply;
import io.torcdb.proto.internal.HeartbeatRequest;
import io.torcdb.proto.internal.KeyAttribute;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.PartitionReport;
import io.torcdb.proto.internal.RegisterReply;
import io.torcdb.proto.internal.RegisterRequest;
import io.torcdb.proto.internal.Schema;
import io.torcdb.proto.internal.StatusReply;
import io.torcdb.proto.internal.StatusRequest;
import io.torcdb.proto.internal.Table;
import io.torcdb.proto.internal.TableChangeReply;
import io.torcdb.proto.internal.TableSizeReply;
import io.torcdb.proto.internal.TableSizeRequest;
import io.torcdb.proto.internal.WatchReply;
import io.torcdb.proto.internal.WatchRequest;
import io.torcdb.wire.CatalogCodec;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlEdgeTest {
    private static final int WAIT_MILLIS = 20_000;

    @TempDir Path folder;

    private ControlBench bench;
    private ControlEdge edge;

    @BeforeEach
    void open() {
        bench = new ControlBench(folder);
        edge =
                new ControlEdge(
                        new ControlEdge.Seat(2, List.of("h:1", "h:3")),
                        bench.proposer,
                        bench.log,
                        bench.heartbeats,
                        bench.platform());
        edge.start();
        bench.log.lead();
        bench.make(new ClusterBirth(1, 2).plan(bench.platform().random()));
    }

    @AfterEach
    void stop() {
        edge.close();
        bench.close();
    }

    private CompletableFuture<ByteString> ask(Method method, Message request) {
        var answer = new CompletableFuture<ByteString>();
        edge.handle(
                method,
                request.toByteString(),
                ControlBench.LONG,
                reply -> assertThat(answer.complete(reply)).isTrue());
        return answer;
    }

    private <R> R call(Method method, Message request, Parser<R> parser) {
        return parsed(ask(method, request), parser);
    }

    private static <R> R parsed(CompletableFuture<ByteString> reply, Parser<R> parser) {
        try {
            return parser.parseFrom(reply.join());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private RegisterReply register(long i) {
        return call(
                Method.CONTROL_REGISTER,
                RegisterRequest.newBuilder()
                        .setNode(CatalogCodec.encode(TestCatalog.newNode(i)))
                        .build(),
                RegisterReply.parser());
    }

    private TableChangeReply create(String name) {
        var schema =
                Schema.newBuilder().addKeys(KeyAttribute.newBuilder().setName("k").setType("S"));
        var table = Table.newBuilder().setName(name).setSchema(schema).setOnDemand(true);
        return call(
                Method.CONTROL_CREATE_TABLE,
                CreateTableRequest.newBuilder().setTable(table).build(),
                TableChangeReply.parser());
    }

    private void makeGroups() {
        for (int i = 1; i <= 2; i++) {
            bench.make(new Registration(0, TestCatalog.newNode(i)).plan());
        }
        bench.make(image -> Plan.propose(FirstGroups.plan(image).orElseThrow()));
    }

    private static WatchRequest watch(long version, int waitMillis) {
        return WatchRequest.newBuilder().setVersion(version).setWaitMillis(waitMillis).build();
    }

    private CatalogImage image() {
        return bench.machine.image();
    }

    @Test
    void aRegistrationThatIsRepeatedGetsTheSameId() {
        var first = register(1);
        var again = register(1);
        var other = register(2);

        assertThat(first.getClusterId()).isEqualTo(image().clusterId());
        assertThat(again).isEqualTo(first);
        assertThat(other.getNodeId()).isNotEqualTo(first.getNodeId());
    }

    @Test
    void aFolderOfAnotherClusterIsRefused() {
        var reply =
                call(
                        Method.CONTROL_REGISTER,
                        RegisterRequest.newBuilder()
                                .setClusterId(1)
                                .setNode(CatalogCodec.encode(TestCatalog.node(1)))
                                .build(),
                        RegisterReply.parser());

        assertThat(reply.getFailure().hasRefused()).isTrue();
    }

    @Test
    void aTableIsCreatedWithWhatTheCatalogGives() {
        makeGroups();

        var reply = create("t");

        assertThat(reply.hasFailure()).isFalse();
        assertThat(reply.getVersion()).isEqualTo(image().version());
        assertThat(reply.getTable().getStatus()).isEqualTo(Table.Status.CREATING);
        assertThat(reply.getTable().getUuid())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(reply.getTable().getCreatedMillis()).isPositive();
        assertThat(create("t").getFailure().getInUse()).isEqualTo("Table already exists: t");
    }

    @Test
    void aTableThatNoTableCanBeIsInvalid() {
        makeGroups();
        var reply =
                call(
                        Method.CONTROL_CREATE_TABLE,
                        CreateTableRequest.newBuilder()
                                .setTable(Table.newBuilder().setName("t"))
                                .build(),
                        TableChangeReply.parser());

        assertThat(reply.getFailure().hasInvalid()).isTrue();
    }

    @Test
    void deletingAMissingTableIsRefused() {
        var reply =
                call(
                        Method.CONTROL_DELETE_TABLE,
                        DeleteTableRequest.newBuilder().setName("x").build(),
                        TableChangeReply.parser());

        assertThat(reply.getFailure().getNotFound())
                .isEqualTo("Requested resource not found: Table: x not found");
    }

    @Test
    void allButTheLeaderAnswerWithTheLeadersAddress() {
        bench.log.stopLeading();
        var hint = ControlFailure.newBuilder().setNotLeader("h:1").build();

        assertThat(register(1).getFailure()).isEqualTo(hint);
        assertThat(create("t").getFailure()).isEqualTo(hint);
        assertThat(
                        call(Method.CONTROL_WATCH, watch(0, WAIT_MILLIS), WatchReply.parser())
                                .getFailure())
                .isEqualTo(hint);
        assertThat(
                        call(
                                        Method.CONTROL_HEARTBEAT,
                                        HeartbeatRequest.getDefaultInstance(),
                                        HeartbeatReply.parser())
                                .getFailure())
                .isEqualTo(hint);
    }

    @Test
    void oneWhoHasNothingGetsTheWholeImage() {
        makeGroups();

        var reply = call(Method.CONTROL_WATCH, watch(0, WAIT_MILLIS), WatchReply.parser());

        assertThat(CatalogCodec.decode(reply.getImage())).isEqualTo(image());
    }

    @Test
    void oneWhoIsBehindGetsTheChanges() {
        var before = image();
        makeGroups();

        var reply =
                call(
                        Method.CONTROL_WATCH,
                        watch(before.version(), WAIT_MILLIS),
                        WatchReply.parser());

        assertThat(reply.hasImage()).isFalse();
        for (var change : reply.getChangesList()) {
            before = before.with(CatalogCodec.decode(change)).orElseThrow();
        }
        assertThat(before).isEqualTo(image());
    }

    @Test
    void oneWhoIsUpToDateWaitsForTheNextChange() {
        var waiting = ask(Method.CONTROL_WATCH, watch(image().version(), WAIT_MILLIS));
        assertThat(waiting).isNotDone();

        makeGroups();

        assertThat(parsed(waiting, WatchReply.parser()).getChangesCount()).isPositive();
    }

    @Test
    void aPollEndsWithItsWait() {
        var reply = call(Method.CONTROL_WATCH, watch(image().version(), 50), WatchReply.parser());

        assertThat(reply.hasFailure()).isFalse();
        assertThat(reply.getChangesCount()).isZero();
    }

    @Test
    void aPollEndsWithTheLeadership() {
        var waiting = ask(Method.CONTROL_WATCH, watch(image().version(), WAIT_MILLIS));

        bench.log.stopLeading();

        assertThat(parsed(waiting, WatchReply.parser()).getFailure().hasNotLeader()).isTrue();
    }

    @Test
    void aPollEndsWithTheControlPlane() {
        var waiting = ask(Method.CONTROL_WATCH, watch(image().version(), WAIT_MILLIS));

        edge.close();

        assertThat(parsed(waiting, WatchReply.parser()).getFailure().hasNotLeader()).isTrue();
    }

    @Test
    void aQuestionForTheNewestIsAnsweredOnlyByOneWhoProvesThatItLeads() {
        makeGroups();
        assertThat(call(Method.CONTROL_WATCH, watch(0, 0), WatchReply.parser()).hasImage())
                .isTrue();

        bench.log.proves(false);

        assertThat(
                        call(Method.CONTROL_WATCH, watch(0, 0), WatchReply.parser())
                                .getFailure()
                                .hasNotLeader())
                .isTrue();
    }

    @Test
    void thoseWhoWaitLearnThatAnotherNodeLeads() {
        makeGroups();
        var group = image().groups().getFirst().id();
        var node = image().nodes().getFirst().id();
        var waiting = ask(Method.CONTROL_WATCH, watch(image().version(), WAIT_MILLIS));

        var beat = heartbeat(node, group, 0, 0);

        assertThat(beat.hasFailure()).isFalse();
        assertThat(parsed(waiting, WatchReply.parser()).getLeadersList())
                .containsExactly(group, node);
    }

    private HeartbeatReply heartbeat(long node, long group, long partition, long items) {
        var report =
                GroupReport.newBuilder()
                        .setGroup(group)
                        .setRole("LEADER")
                        .setTerm(1)
                        .addPartitions(
                                PartitionReport.newBuilder()
                                        .setPartition(partition)
                                        .setItems(items)
                                        .setBytes(items));
        return call(
                Method.CONTROL_HEARTBEAT,
                HeartbeatRequest.newBuilder().setNodeId(node).addGroups(report).build(),
                HeartbeatReply.parser());
    }

    @Test
    void aTableIsAsLargeAsItsPartitions() {
        makeGroups();
        var table = create("t").getTable().getId();
        for (var partition : image().partitions(table)) {
            var node = image().group(partition.group()).orElseThrow().nodes().getFirst();
            assertThat(heartbeat(node, partition.group(), partition.id(), 21).hasFailure())
                    .isFalse();
        }

        var size =
                call(
                        Method.CONTROL_TABLE_SIZE,
                        TableSizeRequest.newBuilder().setTable(table).build(),
                        TableSizeReply.parser());

        assertThat(size.getItems()).isEqualTo(42);
    }

    @Test
    void operatorsSeeTheWholeCluster() {
        makeGroups();

        var status =
                call(
                        Method.CONTROL_STATUS,
                        StatusRequest.getDefaultInstance(),
                        StatusReply.parser());

        assertThat(status.getNodesList()).hasSize(2).allMatch(node -> node.getAlive());
        assertThat(status.getControlPlanesList())
                .extracting(plane -> plane.getAddress() + " " + plane.getLeader())
                .containsExactly("h:1 false", "h:3 true");
        assertThat(CatalogCodec.decode(status.getImage())).isEqualTo(image());
    }

    @Test
    void aCopyIsGivenByAnyControlPlane() {
        makeGroups();
        bench.log.stopLeading();

        var copy =
                call(
                        Method.CONTROL_COPY,
                        CatalogCopyRequest.getDefaultInstance(),
                        CatalogCopyReply.parser());

        assertThat(CatalogCodec.decode(copy.getImage())).isEqualTo(image());
        assertThat(copy.getIndex()).isEqualTo(bench.machine.applied().index());
    }

    @Test
    void whatCannotBeReadIsInvalid() {
        var answer = new CompletableFuture<ByteString>();
        edge.handle(
                Method.CONTROL_CREATE_TABLE,
                ByteString.copyFromUtf8("garbage"),
                ControlBench.LONG,
                answer::complete);

        assertThat(parsed(answer, TableChangeReply.parser()).getFailure().hasInvalid()).isTrue();
    }

    @Test
    void aChangeThatIsNotDecidedInTimeMayHaveBeenMade() {
        makeGroups();
        bench.log.mode(TestLog.Mode.HOLD);
        var answer = new CompletableFuture<ByteString>();
        edge.handle(
                Method.CONTROL_DELETE_TABLE,
                DeleteTableRequest.newBuilder().setName("x").build().toByteString(),
                ControlBench.SECONDS,
                answer::complete);
        assertThat(parsed(answer, TableChangeReply.parser()).getFailure().hasNotFound()).isTrue();

        var creation = new CompletableFuture<ByteString>();
        var schema =
                Schema.newBuilder().addKeys(KeyAttribute.newBuilder().setName("k").setType("S"));
        edge.handle(
                Method.CONTROL_CREATE_TABLE,
                CreateTableRequest.newBuilder()
                        .setTable(Table.newBuilder().setName("t").setSchema(schema))
                        .build()
                        .toByteString(),
                ControlBench.SECONDS / 5,
                creation::complete);

        assertThat(parsed(creation, TableChangeReply.parser()).getFailure().hasUnknown()).isTrue();
    }
}
