package io.torcdb.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.control.ControlBench;
import io.torcdb.control.FakeNode;
import io.torcdb.control.TestCatalog;
import io.torcdb.control.catalog.BillingChange;
import io.torcdb.control.catalog.BillingChange.Mode;
import io.torcdb.control.catalog.Plan;
import io.torcdb.control.catalog.SettingsPlans;
import io.torcdb.control.catalog.TablePlans;
import io.torcdb.control.membership.ClusterBirth;
import io.torcdb.control.membership.Registration;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.catalog.TableStatus;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcilerTest {
    @TempDir Path folder;

    private ControlBench bench;
    private Reconciler reconciler;

    @BeforeEach
    void open() {
        bench = new ControlBench(folder);
        reconciler =
                new Reconciler(
                        bench.proposer,
                        bench.heartbeats,
                        new ClusterBirth(3, 3, 3),
                        bench.platform());
    }

    @AfterEach
    void stop() {
        reconciler.close();
        bench.close();
    }

    /** Starts, and registers three nodes. */
    private void startCluster() {
        bench.log.lead();
        reconciler.start();
        bench.await(image -> image.clusterId() != 0);
        for (int i = 1; i <= 3; i++) {
            bench.make(new Registration(0, TestCatalog.newNode(i)).plan());
        }
        bench.await(image -> image.groups().size() == 3);
    }

    private static Plan create(String name) {
        return TablePlans.create(TestCatalog.onDemand(name), TestCatalog.BIRTH);
    }

    private static boolean has(CatalogImage image, String table, TableStatus status) {
        return image.table(table).map(TableInfo::status).filter(s -> s == status).isPresent();
    }

    private FakeNode node(long id) {
        return new FakeNode(bench.platform().network(), id, FakeNode::done);
    }

    @Test
    void theClusterIsBornAndItsFirstGroupsAreMadeWhenAllInitialNodesAreThere() {
        startCluster();

        var image = bench.machine.image();
        assertThat(image.replication()).isEqualTo(3);
        assertThat(image.groups()).allMatch(group -> group.nodes().size() == 3);
    }

    @Test
    void oneWhoDoesNotLeadDoesNothing() {
        reconciler.start();

        assertThat(bench.machine.image()).isEqualTo(CatalogImage.EMPTY);
        assertThat(bench.log.appliedEntries()).isZero();
    }

    @Test
    void aTableServesWhenAllItsGroupsHaveIt() {
        startCluster();
        var node = node(1);
        var _ = node(2);
        var _ = node(3);

        bench.make(create("t"));
        bench.await(image -> has(image, "t", TableStatus.ACTIVE));

        var install = node.asked.getFirst().getInstall();
        var table = bench.machine.image().table("t").orElseThrow();
        assertThat(install.getTable()).isEqualTo(table.id());
        assertThat(install.getPartitionsList())
                .allMatch(partition -> partition.getGroup() == node.asked.getFirst().getGroup());
    }

    @Test
    void theNodeThatIsSaidToLeadIsAsked() {
        startCluster();
        var leader = node(3);
        for (long id = 1; id <= 2; id++) {
            var _ = new FakeNode(bench.platform().network(), id, _ -> FakeNode.leaderIs(3));
        }

        bench.make(create("t"));
        bench.await(image -> has(image, "t", TableStatus.ACTIVE));

        assertThat(leader.asked).hasSize(3);
    }

    @Test
    void aNodeThatIsNotReadyIsAskedAgain() {
        startCluster();
        var calls = new AtomicInteger();
        for (long id = 1; id <= 3; id++) {
            var _ =
                    new FakeNode(
                            bench.platform().network(),
                            id,
                            request ->
                                    calls.incrementAndGet() < 7
                                            ? FakeNode.notReady()
                                            : FakeNode.done(request));
        }

        bench.make(create("t"));

        bench.await(image -> has(image, "t", TableStatus.ACTIVE));
    }

    @Test
    void aTableWaitsForItsGroupsWhileOtherChangesGoOn() {
        startCluster();

        bench.make(create("t"));
        bench.make(create("u"));

        assertThat(has(bench.machine.image(), "t", TableStatus.CREATING)).isTrue();
        for (long id = 1; id <= 3; id++) {
            var _ = node(id);
        }
        bench.await(image -> has(image, "t", TableStatus.ACTIVE));
        bench.await(image -> has(image, "u", TableStatus.ACTIVE));
    }

    @Test
    void aTableWithNewSettingsServesWithoutAWordToItsGroups() {
        startCluster();
        var node = node(1);
        var _ = node(2);
        var _ = node(3);
        bench.make(create("t"));
        bench.await(image -> has(image, "t", TableStatus.ACTIVE));
        var asked = node.asked.size();

        bench.make(
                SettingsPlans.update(
                        "t",
                        new SettingsPlans.Update(
                                Optional.of(new BillingChange(Mode.PROVISIONED, 5, 6)),
                                Optional.empty(),
                                Optional.empty()),
                        7));
        bench.await(image ->
                has(image, "t", TableStatus.ACTIVE)
                        && image.table("t").orElseThrow().settings().billing().writeUnits() == 6);

        assertThat(node.asked).hasSize(asked);
    }

    @Test
    void aDeletedTableIsDroppedEverywhereAndThenGone() {
        startCluster();
        var node = node(1);
        var _ = node(2);
        var _ = node(3);
        bench.make(create("t"));
        bench.await(image -> has(image, "t", TableStatus.ACTIVE));
        var table = bench.machine.image().table("t").orElseThrow();

        bench.make(TablePlans.delete("t"));
        bench.await(image -> image.table("t").isEmpty());

        assertThat(node.asked.getLast().getDrop().getTable()).isEqualTo(table.id());
    }

    @Test
    void theNextLeaderFinishesWhatIsLeft() {
        startCluster();
        bench.make(create("t"));
        bench.log.stopLeading();
        for (long id = 1; id <= 3; id++) {
            var _ = node(id);
        }

        bench.log.lead();

        bench.await(image -> has(image, "t", TableStatus.ACTIVE));
    }

    @Test
    void manyTablesAreMadeAtOnce() {
        startCluster();
        for (long id = 1; id <= 3; id++) {
            var _ = node(id);
        }

        for (int i = 0; i < 100; i++) {
            bench.make(create("t" + i));
        }

        bench.await(image ->
                image.tables().stream()
                                .filter(table -> table.status() == TableStatus.ACTIVE)
                                .count()
                        == 100);
    }
}
