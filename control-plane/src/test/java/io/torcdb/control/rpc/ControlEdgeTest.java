package io.torcdb.control.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.torcdb.control.ControlBench;
import io.torcdb.control.TestCatalog;
import io.torcdb.control.TestLog;
import io.torcdb.control.catalog.TablePlans;
import io.torcdb.proto.internal.CatalogCopyReply;
import io.torcdb.proto.internal.CatalogCopyRequest;
import io.torcdb.proto.internal.ChangeTableRequest;
import io.torcdb.proto.internal.ControlFailure;
import io.torcdb.proto.internal.CreateTableRequest;
import io.torcdb.proto.internal.DeleteTableRequest;
import io.torcdb.proto.internal.HeartbeatReply;
import io.torcdb.proto.internal.HeartbeatRequest;
import io.torcdb.proto.internal.KeyAttribute;
import io.torcdb.proto.internal.Method;
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
import io.torcdb.wire.CatalogCodec;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlEdgeTest {
    @TempDir Path folder;

    private EdgeBench at;

    @BeforeEach
    void open() {
        at = new EdgeBench(folder);
    }

    @AfterEach
    void stop() {
        at.close();
    }

    private RegisterReply register(long i) {
        return at.call(
                Method.CONTROL_REGISTER,
                RegisterRequest.newBuilder()
                        .setNode(CatalogCodec.encode(TestCatalog.newNode(i)))
                        .build(),
                RegisterReply.parser());
    }

    private TableChangeReply create(String name) {
        var schema =
                Schema.newBuilder().addKeys(KeyAttribute.newBuilder().setName("k").setType("S"));
        var table = Table.newBuilder().setName(name).setSchema(schema);
        table.getSettingsBuilder().getBillingBuilder().setOnDemand(true);
        return at.call(
                Method.CONTROL_CREATE_TABLE,
                CreateTableRequest.newBuilder().setTable(table).build(),
                TableChangeReply.parser());
    }

    @Test
    void aRegistrationThatIsRepeatedGetsTheSameId() {
        var first = register(1);
        var again = register(1);
        var other = register(2);

        assertThat(first.getClusterId()).isEqualTo(at.image().clusterId());
        assertThat(again).isEqualTo(first);
        assertThat(other.getNodeId()).isNotEqualTo(first.getNodeId());
    }

    @Test
    void aFolderOfAnotherClusterIsRefused() {
        var reply =
                at.call(
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
        at.makeGroups();

        var reply = create("t");

        assertThat(reply.hasFailure()).isFalse();
        assertThat(reply.getVersion()).isEqualTo(at.image().version());
        assertThat(reply.getTable().getStatus()).isEqualTo(Table.Status.CREATING);
        assertThat(reply.getTable().getUuid())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(reply.getTable().getCreatedMillis()).isPositive();
        assertThat(create("t").getFailure().getInUse()).isEqualTo("Table already exists: t");
    }

    @Test
    void aTableThatNoTableCanBeIsInvalid() {
        at.makeGroups();
        var reply =
                at.call(
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
                at.call(
                        Method.CONTROL_DELETE_TABLE,
                        DeleteTableRequest.newBuilder().setName("x").build(),
                        TableChangeReply.parser());

        assertThat(reply.getFailure().getNotFound())
                .isEqualTo("Requested resource not found: Table: x not found");
    }

    @Test
    void allButTheLeaderAnswerWithTheLeadersAddress() {
        at.bench.log.stopLeading();
        var hint = ControlFailure.newBuilder().setNotLeader("h:1").build();

        assertThat(register(1).getFailure()).isEqualTo(hint);
        assertThat(create("t").getFailure()).isEqualTo(hint);
        assertThat(
                        at.call(
                                        Method.CONTROL_WATCH,
                                        EdgeBench.watch(0, EdgeBench.WAIT_MILLIS),
                                        WatchReply.parser())
                                .getFailure())
                .isEqualTo(hint);
        assertThat(
                        at.call(
                                        Method.CONTROL_HEARTBEAT,
                                        HeartbeatRequest.getDefaultInstance(),
                                        HeartbeatReply.parser())
                                .getFailure())
                .isEqualTo(hint);
    }

    @Test
    void theSettingsOfATableAreChanged() {
        at.makeGroups();
        var table = create("t").getTable().getId();
        at.bench.make(TablePlans.activate(table));

        var tagged = change(change -> change.getPutTagsBuilder().addTagsBuilder().setKey("k"));
        var expiring =
                change(change ->
                        change.getSetTimeToLiveBuilder().setAttribute("e").setEnabled(true));
        var updated = change(change -> change.getUpdateBuilder().setDeletionProtection(true));
        var unknown = change(_ -> {});

        assertThat(tagged.getTable().getSettings().getTags(0).getKey()).isEqualTo("k");
        assertThat(expiring.getTable().getSettings().getTimeToLive().getChangedMillis())
                .isPositive();
        assertThat(updated.getTable().getSettings().getDeletionProtection()).isTrue();
        assertThat(updated.getVersion()).isEqualTo(at.image().version());
        assertThat(unknown.getFailure().hasInvalid()).isTrue();
    }

    private TableChangeReply change(Consumer<ChangeTableRequest.Builder> fill) {
        var change = ChangeTableRequest.newBuilder().setName("t");
        fill.accept(change);
        return at.call(Method.CONTROL_CHANGE_TABLE, change.build(), TableChangeReply.parser());
    }

    @Test
    void aTableIsAsLargeAsItsPartitions() {
        at.makeGroups();
        var table = create("t").getTable().getId();
        for (var partition : at.image().partitions(table)) {
            var node = at.image().group(partition.group()).orElseThrow().nodes().getFirst();
            assertThat(at.heartbeat(node, partition.group(), partition.id(), 21).hasFailure())
                    .isFalse();
        }

        var size =
                at.call(
                        Method.CONTROL_TABLE_SIZE,
                        TableSizeRequest.newBuilder().setTable(table).build(),
                        TableSizeReply.parser());

        assertThat(size.getItems()).isEqualTo(42);
    }

    @Test
    void operatorsSeeTheWholeCluster() {
        at.makeGroups();

        var status =
                at.call(
                        Method.CONTROL_STATUS,
                        StatusRequest.getDefaultInstance(),
                        StatusReply.parser());

        assertThat(status.getNodesList()).hasSize(2).allMatch(node -> node.getAlive());
        assertThat(status.getControlPlanesList())
                .extracting(plane -> plane.getAddress() + " " + plane.getLeader())
                .containsExactly("h:1 false", "h:3 true");
        assertThat(CatalogCodec.decode(status.getImage())).isEqualTo(at.image());
    }

    @Test
    void aCopyIsGivenByAnyControlPlane() {
        at.makeGroups();
        at.bench.log.stopLeading();

        var copy =
                at.call(
                        Method.CONTROL_COPY,
                        CatalogCopyRequest.getDefaultInstance(),
                        CatalogCopyReply.parser());

        assertThat(CatalogCodec.decode(copy.getImage())).isEqualTo(at.image());
        assertThat(copy.getIndex()).isEqualTo(at.bench.machine.applied().index());
    }

    @Test
    void whatCannotBeReadIsInvalid() {
        var answer = new CompletableFuture<ByteString>();
        at.edge.handle(
                Method.CONTROL_CREATE_TABLE,
                ByteString.copyFromUtf8("garbage"),
                ControlBench.LONG,
                answer::complete);

        assertThat(EdgeBench.parsed(answer, TableChangeReply.parser()).getFailure().hasInvalid())
                .isTrue();
    }

    @Test
    void aChangeThatIsNotDecidedInTimeMayHaveBeenMade() {
        at.makeGroups();
        at.bench.log.mode(TestLog.Mode.HOLD);
        var answer = new CompletableFuture<ByteString>();
        at.edge.handle(
                Method.CONTROL_DELETE_TABLE,
                DeleteTableRequest.newBuilder().setName("x").build().toByteString(),
                ControlBench.SECONDS,
                answer::complete);
        assertThat(EdgeBench.parsed(answer, TableChangeReply.parser()).getFailure().hasNotFound())
                .isTrue();

        var creation = new CompletableFuture<ByteString>();
        var schema =
                Schema.newBuilder().addKeys(KeyAttribute.newBuilder().setName("k").setType("S"));
        at.edge.handle(
                Method.CONTROL_CREATE_TABLE,
                CreateTableRequest.newBuilder()
                        .setTable(Table.newBuilder().setName("t").setSchema(schema))
                        .build()
                        .toByteString(),
                ControlBench.SECONDS / 5,
                creation::complete);

        assertThat(EdgeBench.parsed(creation, TableChangeReply.parser()).getFailure().hasUnknown())
                .isTrue();
    }
}
