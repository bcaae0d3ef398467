package io.torcdb.control.catalog;

import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Sentences;
import java.util.function.Function;

/** Changes of a table that must be there and not be changing, in the service's words. */
final class ActiveTable {
    private static final String IN_USE =
            "Attempt to change a resource which is still in use: Table is being ";

    private ActiveTable() {}

    /** Returns the step of {@code change} for a table that is ACTIVE, else a refusal. */
    static Plan.Step step(CatalogImage image, String name, Function<TableInfo, Plan.Step> change) {
        var table = image.table(name);
        if (table.isEmpty()) {
            return Plan.refuse(new Failure.NotFound(Sentences.noTable(name)));
        }
        return switch (table.get().status()) {
            case CREATING -> inUse("created", name);
            case UPDATING -> inUse("updated", name);
            case DELETING -> inUse("deleted", name);
            case ACTIVE -> change.apply(table.get());
        };
    }

    private static Plan.Step inUse(String what, String name) {
        return Plan.refuse(new Failure.InUse(IN_USE + what + ": " + name));
    }
}
