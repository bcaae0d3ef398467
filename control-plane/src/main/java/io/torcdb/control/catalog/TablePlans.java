package io.torcdb.control.catalog;

import io.torcdb.control.placement.FirstPartitions;
import io.torcdb.model.catalog.CatalogChange;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.catalog.TableStatus;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.TableSchema;
import java.util.List;

/** What users and controllers want of tables. */
public final class TablePlans {
    /** The service's own limit. */
    static final int MAX_TABLES = 2_500;

    private static final String IN_USE =
            "Attempt to change a resource which is still in use: Table is being ";

    private TablePlans() {}

    /** A table that is asked for. */
    public record Wanted(
            String name,
            List<KeyAttribute> keys,
            int hashAlgorithm,
            boolean onDemand,
            long readUnits,
            long writeUnits) {
        public Wanted {
            keys = List.copyOf(keys);
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
            var schema =
                    new TableSchema(1, wanted.keys(), birth.hashSeed(), wanted.hashAlgorithm());
            var table =
                    new TableInfo(
                            image.nextId(),
                            wanted.name(),
                            birth.uuid(),
                            birth.createdMillis(),
                            TableStatus.CREATING,
                            schema,
                            wanted.onDemand(),
                            wanted.readUnits(),
                            wanted.writeUnits());
            return Plan.propose(
                    new CatalogChange.TableCreated(
                            image.version(), table, FirstPartitions.plan(image, table)));
        };
    }

    /** Returns the plan that begins to delete a table. */
    public static Plan delete(String name) {
        return image -> {
            var table = image.table(name);
            if (table.isEmpty()) {
                return Plan.refuse(
                        new Failure.NotFound(
                                "Requested resource not found: Table: " + name + " not found"));
            }
            return switch (table.get().status()) {
                case CREATING -> Plan.refuse(new Failure.InUse(IN_USE + "created: " + name));
                case UPDATING -> Plan.refuse(new Failure.InUse(IN_USE + "updated: " + name));
                case DELETING -> Plan.refuse(new Failure.InUse(IN_USE + "deleted: " + name));
                case ACTIVE ->
                        Plan.propose(
                                new CatalogChange.TableStatusChanged(
                                        image.version(), table.get().id(), TableStatus.DELETING));
            };
        };
    }

    /** Returns the plan that lets a table serve, all of whose groups have learnt of it. */
    public static Plan activate(long table) {
        return image ->
                image.tableById(table)
                        .filter(found -> found.status() == TableStatus.CREATING)
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
