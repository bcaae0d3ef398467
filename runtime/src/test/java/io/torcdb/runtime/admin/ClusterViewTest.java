package io.torcdb.runtime.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.catalog.Billing;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.GroupInfo;
import io.torcdb.model.catalog.NodeInfo;
import io.torcdb.model.catalog.NodeState;
import io.torcdb.model.catalog.PartitionInfo;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.catalog.TableSettings;
import io.torcdb.model.catalog.TableStatus;
import io.torcdb.model.ring.Tokens;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeyType;
import io.torcdb.model.schema.TableSchema;
import io.torcdb.proto.internal.ControlPlaneStatus;
import io.torcdb.proto.internal.GroupReport;
import io.torcdb.proto.internal.NodeStatus;
import io.torcdb.proto.internal.PartitionReport;
import io.torcdb.proto.internal.StatusReply;
import io.torcdb.wire.CatalogCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The documents that scripts read: their names and their order do not change. */
final class ClusterViewTest {
    private static final long CLUSTER = -1; // unsigned in the documents
    private static final long NODE = 1;
    private static final long OTHER = 2;
    private static final long GROUP = 4;
    private static final long TABLE = 7;
    private static final long PARTITION = 9;
    private static final int COPIES = 2;

    private final Json json = new Json();

    @Test
    void aClusterThatIsWellHasNoProblems() {
        var view = view(alive(NODE, leading()), alive(OTHER, following()));

        assertThat(json.encode(view.status()))
                .isEqualTo(
                        """
                        {"clusterId":"18446744073709551615","version":12,"tables":1,"groups":1,\
                        "nodes":2,"nodesDown":0,"underReplicatedGroups":0,"leaderlessGroups":0,\
                        "runningSteps":0,"problems":[]}\
                        """);
    }

    @Test
    void aNodeThatIsSilentIsDownAndItsGroupsLackReplicas() {
        var view = view(alive(NODE, leading()), silent(OTHER));

        assertThat(json.encode(view.status()))
                .contains(
                        """
                        "nodesDown":1,"underReplicatedGroups":1,"leaderlessGroups":0,\
                        """)
                .contains(
                        """
                        "problems":["Node 2 (10.0.0.2:7000) is down.",\
                        "Group 4 has fewer than 2 replicas that work."]\
                        """);
    }

    @Test
    void aGroupThatNobodyLeadsIsAProblem() {
        var view = view(alive(NODE, following()), alive(OTHER, following()));

        assertThat(json.encode(view.status()))
                .contains("\"leaderlessGroups\":1,")
                .contains("\"problems\":[\"Group 4 has no leader.\"]");
    }

    @Test
    void aClusterWithoutGroupsIsNotBornYet() {
        var view = new ClusterView(reply(CatalogImage.EMPTY).build());

        assertThat(json.encode(view.status())).contains("\"problems\":[\"The cluster is not born");
    }

    @Test
    void nodesTellTheirStateAndWhatTheyHold() {
        var view = view(alive(NODE, leading()), silent(OTHER));

        assertThat(json.encode(view.nodes()))
                .isEqualTo(
                        """
                        [{"id":"1","address":"10.0.0.1:7000","zone":"a","weight":1,\
                        "state":"ACTIVE","replicas":1,"leaders":1,"bytes":4096,\
                        "lastHeartbeatMillisAgo":250},\
                        {"id":"2","address":"10.0.0.2:7000","zone":"a","weight":1,\
                        "state":"DOWN","replicas":0,"leaders":0,"bytes":0,\
                        "lastHeartbeatMillisAgo":60000}]\
                        """);
    }

    @Test
    void groupsTellTheirLeaderAndEveryReplica() {
        var view = view(alive(NODE, leading()), silent(OTHER));

        assertThat(json.encode(view.groups()))
                .isEqualTo(
                        """
                        [{"id":"4","leader":"1","epoch":"6.2","bytes":4096,"partitions":1,\
                        "replicas":[\
                        {"node":"1","role":"LEADER","appliedIndex":30,"state":"READY"},\
                        {"node":"2","role":"UNKNOWN","appliedIndex":null,\
                        "state":"the node is down"}]}]\
                        """);
    }

    @Test
    void partitionsTellTheirTokensInSixteenHexadecimalDigits() {
        var view = view(alive(NODE, leading()), alive(OTHER, following()));

        assertThat(json.encode(view.partitions("Music")))
                .isEqualTo(
                        """
                        [{"id":"9","table":"Music","index":null,"group":"4","epoch":1,\
                        "firstToken":"0000000000000000","lastToken":"ffffffffffffffff",\
                        "items":5,"bytes":640,"readUnits":null,"writeUnits":null}]\
                        """);
    }

    @Test
    void whatNoLeaderHasReportedIsNull() {
        var view = view(alive(NODE, following()), alive(OTHER, following()));

        assertThat(json.encode(view.partitions("Music"))).contains("\"items\":null,\"bytes\":null");
    }

    @Test
    void aTableThatIsNotThereHasNoPartitions() {
        assertThat(view(alive(NODE, leading())).partitions("None")).isEmpty();
    }

    @Test
    void ofTwoThatClaimToLeadTheLaterTermCounts() {
        var old = leading().toBuilder().setTerm(5).setLeader(OTHER).build();
        var view = view(alive(NODE, leading()), alive(OTHER, old));

        assertThat(json.encode(view.groups())).contains("\"leader\":\"1\",\"epoch\":\"6.2\"");
    }

    @Test
    void controlPlanesTellWhoLeads() {
        assertThat(json.encode(view(alive(NODE, leading())).controlPlanes()))
                .isEqualTo(
                        """
                        [{"id":"1","address":"10.0.0.9:7100","leader":true,"appliedIndex":12}]\
                        """);
    }

    private static ClusterView view(NodeStatus... nodes) {
        var image =
                CatalogImage.of(
                        new CatalogImage.Header(12, CLUSTER, 1, COPIES, 2, 10),
                        List.of(node(NODE), node(OTHER)),
                        List.of(new GroupInfo(GROUP, List.of(NODE, OTHER))),
                        List.of(table()),
                        List.of(new PartitionInfo(PARTITION, TABLE, GROUP, 1, 0, -1)));
        return new ClusterView(reply(image).addAllNodes(List.of(nodes)).build());
    }

    private static StatusReply.Builder reply(CatalogImage image) {
        return StatusReply.newBuilder()
                .setImage(CatalogCodec.encode(image))
                .addControlPlanes(
                        ControlPlaneStatus.newBuilder()
                                .setId(1)
                                .setAddress("10.0.0.9:7100")
                                .setLeader(true)
                                .setAppliedIndex(12));
    }

    private static NodeInfo node(long id) {
        var address = "10.0.0." + id;
        return new NodeInfo(
                id, "made-" + id, address + ":7000", address + ":7001", "a", 1, NodeState.ACTIVE);
    }

    private static NodeStatus alive(long node, GroupReport report) {
        return NodeStatus.newBuilder()
                .setNodeId(node)
                .setAlive(true)
                .setLastHeartbeatMillisAgo(250)
                .addGroups(report)
                .build();
    }

    private static NodeStatus silent(long node) {
        return NodeStatus.newBuilder()
                .setNodeId(node)
                .setLastHeartbeatMillisAgo(60_000)
                .addGroups(following()) // what it said last no longer counts
                .build();
    }

    private static GroupReport leading() {
        return report("LEADER")
                .addPartitions(
                        PartitionReport.newBuilder()
                                .setPartition(PARTITION)
                                .setEpoch(1)
                                .setItems(5)
                                .setBytes(640))
                .build();
    }

    private static GroupReport following() {
        return report("FOLLOWER").build();
    }

    private static GroupReport.Builder report(String role) {
        return GroupReport.newBuilder()
                .setGroup(GROUP)
                .setRole(role)
                .setState("READY")
                .setTerm(6)
                .setAttempt(2)
                .setLeader(NODE)
                .setAppliedIndex(30)
                .setBytes(4096);
    }

    private static TableInfo table() {
        var schema =
                new TableSchema(
                        1,
                        List.of(new KeyAttribute("Artist", KeyType.S)),
                        3,
                        Tokens.XXH3,
                        List.of());
        return new TableInfo(
                TABLE,
                "Music",
                "uuid",
                0,
                TableStatus.ACTIVE,
                schema,
                TableSettings.of(Billing.provisioned(5, 6)));
    }
}
