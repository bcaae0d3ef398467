package io.torcdb.control.catalog;

import io.torcdb.control.placement.FirstPartitions;
import io.torcdb.model.catalog.Billing;
import io.torcdb.model.catalog.CatalogChange;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.catalog.TableSettings;
import io.torcdb.model.catalog.TableStatus;
import io.torcdb.model.item.Order;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.TableSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What users and controllers want of tables. */
public final class TablePlans {
    /** The service's own limit. */
    static final int MAX_TABLES = 2_500;

    private static final String PROTECTED =
            "Resource cannot be deleted as it is currently protected against deletion. Disable"
                    + " deletion protection first.";

    private TablePlans() {}

    /**
     * A table that is asked for.
     *
     * @param localIndexes without their containers
     * @param settings of whose billing only the mode and the units are heeded
     */
    public record Wanted(
            String name,
            List<KeyAttribute> keys,
            int hashAlgorithm,
            List<LocalIndex> localIndexes,
            TableSettings settings) {
        public Wanted {
            keys = List.copyOf(keys);
            localIndexes = List.copyOf(localIndexes);
        }

        private TableSchema schema(long hashSeed, long firstContainer) {
            var indexes = new ArrayList<LocalIndex>(localIndexes.size());
            var ordered =
                    localIndexes.stream()
                            .sorted(Comparator.comparing(LocalIndex::name, Order.UTF_8))
                            .toList();
            for (int i = 0; i < ordered.size(); i++) {
                indexes.add(ordered.get(i).in(firstContainer + i));
            }
            return new TableSchema(1, keys, hashSeed, hashAlgorithm, indexes);
        }

        private TableSettings settings(long nowMillis) {
            var billing = settings.billing();
            return settings.with(
                    billing.onDemand()
                            ? Billing.bornOnDemand(nowMillis)
                            : Billing.provisioned(billing.readUnits(), billing.writeUnits()));
        }
    }

    /** What chance and the clock give to a new table. */
    public record Birth(String uuid, long hashSeed, long createdMillis) {}

    /** Returns the plan that makes a table, whose groups then learn of it. */
    public static Plan create(Wanted wanted, Birth birth) {
        return image -> {
            if (image.table(wanted.name()).isPresent()) {
                return Plan.refuse(new Failure.InUse("Table already exists: " + wanted.name()));
            }
            var tags = wanted.settings().tags().size();
            if (tags > SettingsPlans.MAX_TAGS) {
                return Plan.refuse(new Failure.Invalid(SettingsPlans.tooManyTags(tags)));
            }
            if (image.tableCount() >= MAX_TABLES) {
                return Plan.refuse(
                        new Failure.LimitExceeded(
                                "Subscriber limit exceeded: There is a limit of "
                                        + MAX_TABLES
                                        + " tables per subscriber"));
            }
            if (image.groups().isEmpty()) {
                return Plan.refuse(
                        new Failure.Unavailable(
                                "The cluster waits for its first storage nodes.", false));
            }
            var id = image.nextId();
            var table =
                    new TableInfo(
                            id,
                            wanted.name(),
                            birth.uuid(),
                            birth.createdMillis(),
                            TableStatus.CREATING,
                            wanted.schema(birth.hashSeed(), id + 1),
                            wanted.settings(birth.createdMillis()));
            return Plan.propose(
                    new CatalogChange.TableCreated(
                            image.version(), table, FirstPartitions.plan(image, table)));
        };
    }

    /** Returns the plan that begins to delete a table. */
    public static Plan delete(String name) {
        return image ->
                ActiveTable.step(
                        image,
                        name,
                        table -> {
                            if (table.settings().deletionProtection()) {
                                return Plan.refuse(new Failure.Invalid(PROTECTED));
                            }
                            return Plan.propose(
                                    new CatalogChange.TableStatusChanged(
                                            image.version(), table.id(), TableStatus.DELETING));
                        });
    }

    /** Returns the plan that lets a table serve, all of whose groups have learnt of its change. */
    public static Plan activate(long table) {
        return image ->
                image.tableById(table)
                        .filter(found ->
                                found.status() == TableStatus.CREATING
                                        || found.status() == TableStatus.UPDATING)
                        .map(_ ->
                                Plan.propose(
                                        new CatalogChange.TableStatusChanged(
                                                image.version(), table, TableStatus.ACTIVE)))
                        .orElseGet(Plan::nothing);
    }

    /** Returns the plan that forgets a table, whose items all groups have dropped. */
    public static Plan remove(long table) {
        return image ->
                image.tableById(table)
                        .filter(found -> found.status() == TableStatus.DELETING)
                        .map(_ ->
                                Plan.propose(
                                        new CatalogChange.TableRemoved(image.version(), table)))
                        .orElseGet(Plan::nothing);
    }
}
