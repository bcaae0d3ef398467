package io.torcdb.control.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.torcdb.control.TestCatalog;
import io.torcdb.control.placement.FirstGroups;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.TableStatus;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeyType;
import io.torcdb.model.schema.LocalIndex;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TablePlansTest {
    private final CatalogImage cluster = withGroups(TestCatalog.cluster(3, 3));

    private static CatalogImage withGroups(CatalogImage image) {
        return image.with(FirstGroups.plan(image, image.nodes().size()).orElseThrow())
                .orElseThrow();
    }

    private static CatalogImage done(CatalogImage image, Plan plan) {
        return switch (plan.on(image)) {
            case Plan.Step.Propose(var change) -> image.with(change).orElseThrow();
            case Plan.Step.Nothing() -> image;
            case Plan.Step.Refuse(var failure) -> throw new AssertionError(failure);
        };
    }

    private static Plan create(String name) {
        return TablePlans.create(TestCatalog.onDemand(name), TestCatalog.BIRTH);
    }

    private static Plan.Step refused(Failure failure) {
        return new Plan.Step.Refuse(failure);
    }

    @Test
    void aTableIsCreatedActivatedDeletedAndRemoved() {
        var created = done(cluster, create("t"));
        var table = created.table("t").orElseThrow();
        assertThat(table.status()).isEqualTo(TableStatus.CREATING);
        assertThat(created.partitions(table.id())).hasSize(3);

        var active = done(created, TablePlans.activate(table.id()));
        assertThat(active.table("t").orElseThrow().status()).isEqualTo(TableStatus.ACTIVE);
        var deleting = done(active, TablePlans.delete("t"));
        assertThat(deleting.table("t").orElseThrow().status()).isEqualTo(TableStatus.DELETING);
        var removed = done(deleting, TablePlans.remove(table.id()));

        assertThat(removed.table("t")).isEmpty();
        assertThat(removed.partitions()).isEmpty();
    }

    @Test
    void aNameIsTakenUntilTheTableIsGone() {
        var inUse = refused(new Failure.InUse("Table already exists: t"));
        var created = done(cluster, create("t"));
        var id = created.table("t").orElseThrow().id();
        var deleting = done(done(created, TablePlans.activate(id)), TablePlans.delete("t"));

        assertThat(create("t").on(created)).isEqualTo(inUse);
        assertThat(create("t").on(deleting)).isEqualTo(inUse);
        assertThat(create("t").on(done(deleting, TablePlans.remove(id))))
                .isInstanceOf(Plan.Step.Propose.class);
    }

    @Test
    void deletingWhatIsNotThereOrBusyIsRefused() {
        var created = done(cluster, create("t"));
        var id = created.table("t").orElseThrow().id();
        var deleting = done(done(created, TablePlans.activate(id)), TablePlans.delete("t"));
        var busy = "Attempt to change a resource which is still in use: Table is being ";

        assertThat(TablePlans.delete("x").on(created))
                .isEqualTo(
                        refused(
                                new Failure.NotFound(
                                        "Requested resource not found: Table: x not found")));
        assertThat(TablePlans.delete("t").on(created))
                .isEqualTo(refused(new Failure.InUse(busy + "created: t")));
        assertThat(TablePlans.delete("t").on(deleting))
                .isEqualTo(refused(new Failure.InUse(busy + "deleted: t")));
    }

    @Test
    void controllersThatComeLateChangeNothing() {
        var created = done(cluster, create("t"));
        var id = created.table("t").orElseThrow().id();
        var active = done(created, TablePlans.activate(id));

        assertThat(TablePlans.activate(id).on(active)).isEqualTo(Plan.nothing());
        assertThat(TablePlans.remove(id).on(active)).isEqualTo(Plan.nothing());
        assertThat(TablePlans.activate(id).on(cluster)).isEqualTo(Plan.nothing());
    }

    @Test
    void beforeTheFirstGroupsATableIsSurelyNotMade() {
        var step = create("t").on(TestCatalog.cluster(3, 3));

        assertThat(step)
                .isInstanceOfSatisfying(
                        Plan.Step.Refuse.class,
                        refuse ->
                                assertThat(refuse.failure())
                                        .isInstanceOfSatisfying(
                                                Failure.Unavailable.class,
                                                failure ->
                                                        assertThat(failure.mayHaveApplied())
                                                                .isFalse()));
    }

    @Test
    void thereIsALimitOfTables() {
        var image = cluster;
        for (int i = 0; i < TablePlans.MAX_TABLES; i++) {
            image = done(image, create("t" + i));
        }

        assertThat(create("more").on(image))
                .isEqualTo(
                        refused(
                                new Failure.LimitExceeded(
                                        "Subscriber limit exceeded: There is a limit of 2500"
                                                + " tables per subscriber")));
    }

    @Test
    void theContainersOfIndexesFollowTheTablesIdAndThePartitionsFollowThem() {
        var wanted = TestCatalog.onDemand("t");
        var indexed =
                new TablePlans.Wanted(
                        "t",
                        wanted.keys(),
                        wanted.hashAlgorithm(),
                        List.of(index("z"), index("a")),
                        wanted.settings());

        var created = done(cluster, TablePlans.create(indexed, TestCatalog.BIRTH));

        var table = created.table("t").orElseThrow();
        assertThat(table.schema().localIndexes())
                .extracting(LocalIndex::name, LocalIndex::container)
                .containsExactly(tuple("a", table.id() + 1), tuple("z", table.id() + 2));
        assertThat(created.partitions(table.id()).getFirst().id()).isEqualTo(table.id() + 3);
        assertThat(created.nextId()).isEqualTo(table.id() + 3 + 3);
    }

    private static LocalIndex index(String name) {
        return new LocalIndex(
                0,
                name,
                new KeyAttribute("i", KeyType.N),
                LocalIndex.Projection.ALL,
                new TreeSet<>());
    }
}
