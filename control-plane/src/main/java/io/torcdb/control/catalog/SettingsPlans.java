package io.torcdb.control.catalog;

import io.torcdb.model.catalog.Billing;
import io.torcdb.model.catalog.CatalogChange;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.TableClass;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.catalog.TableSettings;
import io.torcdb.model.catalog.TableStatus;
import io.torcdb.model.catalog.TimeToLive;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.outcome.Sentences;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What users want of the settings of a table that is there. */
public final class SettingsPlans {
    static final int MAX_TAGS = 50;

    /** The shortest time between two changes of a table's time to live. */
    static final Duration TIME_TO_LIVE_PAUSE = Duration.ofHours(1);

    private SettingsPlans() {}

    /** What an UpdateTable asks for; what is empty stays as it is. */
    public record Update(
            Optional<BillingChange> billing,
            Optional<Boolean> deletionProtection,
            Optional<TableClass.Name> tableClass) {}

    /**
     * Returns the plan of an UpdateTable. Throughput and class are changed through UPDATING;
     * protection is so at once, so that a table can be deleted as soon as it is unprotected.
     */
    public static Plan update(String name, Update update, long nowMillis) {
        return image ->
                ActiveTable.step(
                        image,
                        name,
                        table ->
                                switch (billing(table, update, nowMillis)) {
                                    case Outcome.Refused<TableSettings>(var failure) ->
                                            Plan.refuse(failure);
                                    case Outcome.Success<TableSettings>(var settings) ->
                                            changed(image, table, settings, update, nowMillis);
                                });
    }

    private static Outcome<TableSettings> billing(TableInfo table, Update update, long nowMillis) {
        var settings = table.settings();
        if (update.billing().isEmpty()) {
            return Outcome.success(settings);
        }
        return switch (update.billing().get().of(settings.billing(), nowMillis)) {
            case Outcome.Refused<?>(var failure) -> Outcome.refused(failure);
            case Outcome.Success<Billing>(var billing) -> Outcome.success(settings.with(billing));
        };
    }

    private static Plan.Step changed(
            CatalogImage image,
            TableInfo table,
            TableSettings billed,
            Update update,
            long nowMillis) {
        var settings = billed;
        var chosen = settings.tableClass().map(TableClass::name).orElse(TableClass.Name.STANDARD);
        if (update.tableClass().isPresent() && update.tableClass().get() != chosen) {
            settings =
                    settings.with(
                            new TableClass(update.tableClass().get(), Optional.of(nowMillis)));
        }
        var status = settings.equals(table.settings()) ? TableStatus.ACTIVE : TableStatus.UPDATING;
        if (update.deletionProtection().isPresent()) {
            settings = settings.withDeletionProtection(update.deletionProtection().get());
        }
        return step(image, table, status, settings);
    }

    /** Returns the plan that adds tags or gives them other values. */
    public static Plan putTags(String name, Map<String, String> tags) {
        return image ->
                existing(
                        image,
                        name,
                        table -> {
                            var all = new TreeMap<>(table.settings().tags());
                            all.putAll(tags);
                            if (all.size() > MAX_TAGS) {
                                return Plan.refuse(new Failure.Invalid(tooManyTags(all.size())));
                            }
                            return same(image, table, table.settings().withTags(all));
                        });
    }

    /** Returns what is said of a table with more than {@link #MAX_TAGS}. */
    static String tooManyTags(int tags) {
        return Sentences.INVALID_PARAMETERS
                + "Too many tags: a table has at most "
                + MAX_TAGS
                + ", not "
                + tags;
    }

    /** Returns the plan that takes tags away; keys that are not there don't matter. */
    public static Plan removeTags(String name, Collection<String> keys) {
        return image ->
                existing(
                        image,
                        name,
                        table -> {
                            var left = new TreeMap<>(table.settings().tags());
                            left.keySet().removeAll(keys);
                            return same(image, table, table.settings().withTags(left));
                        });
    }

    /** Returns the plan that switches the time to live of a table on or off. */
    public static Plan setTimeToLive(String name, TimeToLive wanted) {
        return image ->
                existing(
                        image,
                        name,
                        table ->
                                problem(table.settings().timeToLive(), wanted)
                                        .map(why -> Plan.refuse(new Failure.Invalid(why)))
                                        .orElseGet(() ->
                                                same(image, table, table.settings().with(wanted))));
    }

    private static Optional<String> problem(Optional<TimeToLive> before, TimeToLive wanted) {
        var enabled = before.filter(TimeToLive::enabled);
        if (enabled.isPresent() && !enabled.get().attribute().equals(wanted.attribute())) {
            return Optional.of(
                    "TimeToLive is active on a different AttributeName: current AttributeName is "
                            + enabled.get().attribute());
        }
        if (enabled.isPresent() == wanted.enabled()) {
            return Optional.of(
                    "TimeToLive is already " + (wanted.enabled() ? "enabled" : "disabled"));
        }
        return before.filter(last ->
                        wanted.changedMillis() - last.changedMillis()
                                < TIME_TO_LIVE_PAUSE.toMillis())
                .map(_ -> "Time to live has been modified multiple times within a fixed interval");
    }

    /** Tags and time to live may be changed while the table is busy with something else. */
    private static Plan.Step existing(
            CatalogImage image, String name, Function<TableInfo, Plan.Step> change) {
        var updating = image.table(name).filter(table -> table.status() == TableStatus.UPDATING);
        return updating.map(change).orElseGet(() -> ActiveTable.step(image, name, change));
    }

    private static Plan.Step same(CatalogImage image, TableInfo table, TableSettings settings) {
        return step(image, table, table.status(), settings);
    }

    private static Plan.Step step(
            CatalogImage image, TableInfo table, TableStatus status, TableSettings settings) {
        return settings.equals(table.settings())
                ? Plan.nothing()
                : Plan.propose(
                        new CatalogChange.TableSettingsChanged(
                                image.version(), table.id(), status, settings));
    }
}
