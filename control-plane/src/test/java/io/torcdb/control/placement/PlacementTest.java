package io.torcdb.control.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.control.TestCatalog;
import io.torcdb.control.catalog.Plan;
import io.torcdb.control.catalog.TablePlans;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.GroupInfo;
import io.torcdb.model.catalog.PartitionInfo;
import java.util.HashMap;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {
    private static CatalogImage withGroups(int nodes, int replication) {
        var image = TestCatalog.cluster(nodes, replication);
        return image.with(FirstGroups.plan(image, image.nodes().size()).orElseThrow())
                .orElseThrow();
    }

    private static CatalogImage withTable(CatalogImage image, TablePlans.Wanted table) {
        return switch (TablePlans.create(table, TestCatalog.BIRTH).on(image)) {
            case Plan.Step.Propose(var change) -> image.with(change).orElseThrow();
            case Plan.Step.Nothing() -> throw new AssertionError();
            case Plan.Step.Refuse(var failure) -> throw new AssertionError(failure);
        };
    }

    private static int partitionsOf(CatalogImage image, TablePlans.Wanted table) {
        var with = withTable(image, table);
        return with.partitions(with.table(table.name()).orElseThrow().id()).size();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,1", "3,3", "4,3", "5,3", "7,3", "12,3", "30,3", "5,5"})
    void thereIsOneGroupANodeWithItsReplicasOnDistinctNodes(int nodes, int replication) {
        var image = withGroups(nodes, replication);

        assertThat(image.groups()).hasSize(nodes);
        var replicas = new HashMap<Long, Integer>();
        for (var group : image.groups()) {
            assertThat(group.nodes()).hasSize(replication).doesNotHaveDuplicates();
            group.nodes().forEach(node -> replicas.merge(node, 1, Integer::sum));
        }
        assertThat(replicas).hasSize(nodes);
        assertThat(replicas.values()).allMatch(count -> count <= replication + 1);
        assertThat(image.groups().stream().map(group -> group.nodes().getFirst()))
                .doesNotHaveDuplicates();
    }

    @Test
    void thereAreAsManyFirstGroupsAsWanted() {
        var cluster = TestCatalog.cluster(3, 3);

        assertThat(FirstGroups.plan(cluster, 1).orElseThrow().groups()).hasSize(1);
        assertThat(FirstGroups.plan(cluster, 9).orElseThrow().groups()).hasSize(9);
    }

    @Test
    void theFirstGroupsWaitForAllInitialNodesAndAreMadeOnce() {
        var born = TestCatalog.cluster(2, 1);
        var waiting =
                CatalogImage.of(
                        new CatalogImage.Header(
                                born.version(), born.clusterId(), 1, 1, 3, born.nextId()),
                        born.nodes(),
                        born.groups(),
                        born.tables(),
                        born.partitions());

        assertThat(FirstGroups.plan(CatalogImage.EMPTY, 1)).isEmpty();
        assertThat(FirstGroups.plan(waiting, waiting.nodes().size())).isEmpty();
        assertThat(FirstGroups.plan(born, born.nodes().size())).isPresent();
        assertThat(FirstGroups.plan(withGroups(2, 1), 2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "5,5,1",
        "3000,1000,1",
        "3001,1,2",
        "1,1001,2",
        "9000,1,3",
        "1,5500,6",
        "40000,40000,8"
    })
    void aProvisionedTableBeginsWithAsManyPartitionsAsItsThroughputAsksFor(
            long readUnits, long writeUnits, int partitions) {
        var image = withGroups(8, 3);

        assertThat(partitionsOf(image, TestCatalog.wanted("t", false, readUnits, writeUnits)))
                .isEqualTo(partitions);
    }

    @Test
    void anOnDemandTableBeginsWithFourButAtMostOneAGroup() {
        assertThat(partitionsOf(withGroups(8, 3), TestCatalog.onDemand("t"))).isEqualTo(4);
        assertThat(partitionsOf(withGroups(3, 3), TestCatalog.onDemand("t"))).isEqualTo(3);
        assertThat(partitionsOf(withGroups(1, 1), TestCatalog.onDemand("t"))).isEqualTo(1);
    }

    @Test
    void partitionsAreSpreadOverTheGroups() {
        var image = withGroups(6, 3);
        for (int i = 0; i < 30; i++) {
            image = withTable(image, TestCatalog.wanted("p" + i, false, 1, 1 + 1_500 * (i % 3)));
            var id = image.table("p" + i).orElseThrow().id();
            var groups = new HashSet<Long>();
            assertThat(image.partitions(id)).allMatch(partition -> groups.add(partition.group()));
        }

        var counts =
                image.groups().stream()
                        .map(GroupInfo::id)
                        .mapToInt(image::partitionCount)
                        .summaryStatistics();
        assertThat(counts.getMax() - counts.getMin()).isLessThanOrEqualTo(1);
    }

    @Test
    void partitionsCoverEveryTokenOnce() {
        var image = withTable(withGroups(5, 3), TestCatalog.onDemand("t"));
        var partitions = image.partitions(image.table("t").orElseThrow().id());

        assertThat(partitions.getFirst().firstToken()).isZero();
        assertThat(partitions.getLast().lastToken()).isEqualTo(-1);
        for (int i = 1; i < partitions.size(); i++) {
            assertThat(partitions.get(i).firstToken())
                    .isEqualTo(partitions.get(i - 1).lastToken() + 1);
        }
        assertThat(partitions).extracting(PartitionInfo::epoch).containsOnly(1L);
    }
}
