package io.torcdb.model.catalog;

import io.torcdb.model.schema.TableSchema;

/**
 * A table. Immutable.
 *
 * @param id also the container of its items
 * @param uuid the API's TableId
 */
public record TableInfo(
        long id,
        String name,
        String uuid,
        long createdMillis,
        TableStatus status,
        TableSchema schema,
        TableSettings settings) {
    /** Returns this table with another status. */
    public TableInfo with(TableStatus newStatus) {
        return with(newStatus, settings);
    }

    /** Returns this table with another status and other settings. */
    public TableInfo with(TableStatus newStatus, TableSettings newSettings) {
        return new TableInfo(id, name, uuid, createdMillis, newStatus, schema, newSettings);
    }
}
