package io.torcdb.control.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.torcdb.control.TestCatalog;
import io.torcdb.control.catalog.BillingChange.Mode;
import io.torcdb.control.placement.FirstGroups;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.TableClass;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.catalog.TableStatus;
import io.torcdb.model.catalog.TimeToLive;
import io.torcdb.model.outcome.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettingsPlansTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** The beginning of a day in UTC. */
    private static final long START = 20_000 * DAY;

    private CatalogImage image = active("t", false, 100, 100);

    private static CatalogImage active(String name, boolean onDemand, long read, long write) {
        var cluster = TestCatalog.cluster(1, 1);
        cluster =
                cluster.with(FirstGroups.plan(cluster, cluster.nodes().size()).orElseThrow())
                        .orElseThrow();
        var plan = TablePlans.create(TestCatalog.wanted(name, onDemand, read, write), birth());
        var created = apply(cluster, plan.on(cluster));
        return settled(created);
    }

    private static TablePlans.Birth birth() {
        return new TablePlans.Birth("uuid", 5, START);
    }

    private static CatalogImage settled(CatalogImage image) {
        return apply(image, TablePlans.activate(image.table("t").orElseThrow().id()).on(image));
    }

    private static CatalogImage apply(CatalogImage image, Plan.Step step) {
        return switch (step) {
            case Plan.Step.Propose(var change) -> image.with(change).orElseThrow();
            case Plan.Step.Nothing() -> image;
            case Plan.Step.Refuse(var failure) -> throw new AssertionError(failure);
        };
    }

    private void make(Plan plan) {
        image = settled(apply(image, plan.on(image)));
    }

    private Failure refusal(Plan plan) {
        return ((Plan.Step.Refuse) plan.on(image)).failure();
    }

    private TableInfo table() {
        return image.table("t").orElseThrow();
    }

    private static Plan units(long read, long write, long now) {
        return billing(new BillingChange(Mode.AS_IT_IS, read, write), now);
    }

    private static Plan onDemand(long now) {
        return billing(new BillingChange(Mode.ON_DEMAND, 0, 0), now);
    }

    private static Plan provisioned(long now) {
        return billing(new BillingChange(Mode.PROVISIONED, 5, 5), now);
    }

    private static Plan billing(BillingChange change, long now) {
        return SettingsPlans.update(
                "t",
                new SettingsPlans.Update(Optional.of(change), Optional.empty(), Optional.empty()),
                now);
    }

    private static Plan protection(boolean on) {
        return SettingsPlans.update(
                "t",
                new SettingsPlans.Update(Optional.empty(), Optional.of(on), Optional.empty()),
                START);
    }

    private static Plan tableClass(TableClass.Name name) {
        return SettingsPlans.update(
                "t",
                new SettingsPlans.Update(Optional.empty(), Optional.empty(), Optional.of(name)),
                START + 5);
    }

    private static Plan timeToLive(String attribute, boolean enabled, long now) {
        return SettingsPlans.setTimeToLive("t", new TimeToLive(attribute, enabled, now));
    }

    @Test
    void throughputIsChangedThroughUpdating() {
        var updating = apply(image, units(200, 50, START + 7).on(image));

        var billing = updating.table("t").orElseThrow().settings().billing();
        assertThat(updating.table("t").orElseThrow().status()).isEqualTo(TableStatus.UPDATING);
        assertThat(billing.readUnits()).isEqualTo(200);
        assertThat(billing.writeUnits()).isEqualTo(50);
        assertThat(billing.lastIncreaseMillis()).contains(START + 7);
        assertThat(billing.lastDecreaseMillis()).contains(START + 7);
        assertThat(billing.decreasesToday(START + 8)).isEqualTo(1);
        assertThat(billing.decreasesToday(START + DAY)).isZero();
        assertThat(settled(updating).table("t").orElseThrow().status())
                .isEqualTo(TableStatus.ACTIVE);
    }

    @Test
    void theSameThroughputIsRefused() {
        assertThat(refusal(units(100, 100, START)))
                .isEqualTo(
                        new Failure.Invalid(
                                "The provisioned throughput for the table will not change. The"
                                        + " requested value equals the current value. Current"
                                        + " ReadCapacityUnits provisioned for the table: 100. Requested"
                                        + " ReadCapacityUnits: 100. Current WriteCapacityUnits"
                                        + " provisioned for the table: 100. Requested"
                                        + " WriteCapacityUnits: 100. Refer to the Amazon DynamoDB"
                                        + " Developer Guide for current limits and how to request"
                                        + " higher limits."));
    }

    @Test
    void afterFourDecreasesOfADayEachWaitsForAnHour() {
        for (int i = 1; i <= BillingChange.FREE_DECREASES; i++) {
            make(units(100 - i, 100, START + i));
        }
        long last = START + BillingChange.FREE_DECREASES;

        assertThat(refusal(units(50, 100, last + HOUR - 1)))
                .isInstanceOfSatisfying(
                        Failure.LimitExceeded.class,
                        limit ->
                                assertThat(limit.message())
                                        .startsWith("Subscriber limit exceeded: ")
                                        .contains("Number of decreases today: 4."));
        make(units(150, 100, last + 1)); // an increase is free
        make(units(50, 100, last + HOUR));
        assertThat(refusal(units(40, 100, last + HOUR + 1)))
                .isInstanceOf(Failure.LimitExceeded.class);
        make(units(40, 100, START + DAY));
        assertThat(table().settings().billing().decreasesToday(START + DAY)).isEqualTo(1);
    }

    @Test
    void aTableIsSwitchedToOnDemandFourTimesInADay() {
        for (int i = 0; i < 4; i++) {
            make(onDemand(START + i * HOUR));
            assertThat(table().settings().billing().onDemandSinceMillis())
                    .contains(START + i * HOUR);
            assertThat(table().settings().billing().readUnits()).isZero();
            make(provisioned(START + i * HOUR + 1));
        }

        assertThat(refusal(onDemand(START + DAY - 1))).isInstanceOf(Failure.LimitExceeded.class);
        make(onDemand(START + DAY));
        make(provisioned(START + DAY + 1));
        assertThat(refusal(onDemand(START + DAY + HOUR - 1)))
                .isInstanceOf(Failure.LimitExceeded.class);
    }

    @Test
    void throughputOfAnOnDemandTableNeedsTheModeWithIt() {
        make(onDemand(START));

        assertThat(onDemand(START + 1).on(image)).isEqualTo(Plan.nothing());
        assertThat(refusal(units(5, 5, START + 1)))
                .isEqualTo(
                        new Failure.Invalid(
                                "One or more parameter values were invalid: Neither"
                                        + " ReadCapacityUnits nor WriteCapacityUnits can be specified"
                                        + " when BillingMode is PAY_PER_REQUEST"));
        make(provisioned(START + 1));
        assertThat(table().settings().billing().onDemand()).isFalse();
        assertThat(table().settings().billing().onDemandSinceMillis()).contains(START);
    }

    @Test
    void aProtectedTableIsNotDeleted() {
        make(protection(true));

        assertThat(refusal(TablePlans.delete("t")))
                .isEqualTo(
                        new Failure.Invalid(
                                "Resource cannot be deleted as it is currently protected against"
                                        + " deletion. Disable deletion protection first."));
        image = apply(image, protection(false).on(image));
        assertThat(TablePlans.delete("t").on(image)).isInstanceOf(Plan.Step.Propose.class);
    }

    @Test
    void anotherClassIsNotedWithItsTime() {
        assertThat(tableClass(TableClass.Name.STANDARD).on(image)).isEqualTo(Plan.nothing());

        make(tableClass(TableClass.Name.STANDARD_INFREQUENT_ACCESS));

        assertThat(table().settings().tableClass())
                .contains(
                        new TableClass(
                                TableClass.Name.STANDARD_INFREQUENT_ACCESS,
                                Optional.of(START + 5)));
    }

    @Test
    void aTableThatIsBusyOrAbsentIsNotChanged() {
        image = apply(image, units(200, 100, START).on(image));

        assertThat(refusal(units(300, 100, START)))
                .isEqualTo(
                        new Failure.InUse(
                                "Attempt to change a resource which is still in use: Table is being"
                                        + " updated: t"));
        assertThat(
                        SettingsPlans.update(
                                        "x",
                                        new SettingsPlans.Update(
                                                Optional.empty(),
                                                Optional.of(true),
                                                Optional.empty()),
                                        START)
                                .on(image))
                .isEqualTo(
                        Plan.refuse(
                                new Failure.NotFound(
                                        "Requested resource not found: Table: x not found")));
        assertThat(SettingsPlans.putTags("t", Map.of("k", "v")).on(image))
                .isInstanceOf(Plan.Step.Propose.class);
    }

    @Test
    void tagsAreAddedReplacedAndTakenAway() {
        make(SettingsPlans.putTags("t", Map.of("a", "1", "b", "2")));
        make(SettingsPlans.putTags("t", Map.of("b", "3")));
        make(SettingsPlans.removeTags("t", List.of("a", "none")));

        assertThat(table().settings().tags()).containsExactly(entry("b", "3"));
        assertThat(SettingsPlans.removeTags("t", List.of("none")).on(image))
                .isEqualTo(Plan.nothing());
    }

    @Test
    void aTableHasAtMost50Tags() {
        var tags = new TreeMap<String, String>();
        for (int i = 0; i < SettingsPlans.MAX_TAGS; i++) {
            tags.put("k" + i, "");
        }
        make(SettingsPlans.putTags("t", tags));

        assertThat(refusal(SettingsPlans.putTags("t", Map.of("more", ""))))
                .isInstanceOf(Failure.Invalid.class);
        make(SettingsPlans.putTags("t", Map.of("k0", "other")));
        assertThat(table().settings().tags()).hasSize(50).containsEntry("k0", "other");
    }

    @Test
    void timeToLiveIsSwitchedOncePerHour() {
        assertThat(refusal(timeToLive("e", false, START)))
                .isEqualTo(new Failure.Invalid("TimeToLive is already disabled"));
        make(timeToLive("e", true, START));

        assertThat(refusal(timeToLive("e", true, START + HOUR)))
                .isEqualTo(new Failure.Invalid("TimeToLive is already enabled"));
        var different =
                new Failure.Invalid(
                        "TimeToLive is active on a different AttributeName: current AttributeName"
                                + " is e");
        assertThat(refusal(timeToLive("f", true, START + HOUR))).isEqualTo(different);
        assertThat(refusal(timeToLive("f", false, START + HOUR))).isEqualTo(different);
        assertThat(refusal(timeToLive("e", false, START + HOUR - 1)))
                .isEqualTo(
                        new Failure.Invalid(
                                "Time to live has been modified multiple times within a fixed"
                                        + " interval"));
        make(timeToLive("e", false, START + HOUR));
        make(timeToLive("f", true, START + 2 * HOUR));
        assertThat(table().settings().timeToLive())
                .contains(new TimeToLive("f", true, START + 2 * HOUR));
    }
}
