package io.torcdb.model.catalog;

import io.torcdb.model.schema.TableSchema;

/**
 * A table.
 *
 * @param id also the container of its items
 * @param uuid the API's TableId
 * @param onDemand whether its BillingMode is PAY_PER_REQUEST
 * @param readUnits provisioned read capacity, 0 on demand
 * @param writeUnits provisioned write capacity, 0 on demand
 */
public record TableInfo(
        long id,
        String name,
        String uuid,
        long createdMillis,
        TableStatus status,
        TableSchema schema,
        boolean onDemand,
        long readUnits,
        long writeUnits) {
    /** Returns this table with another status. */
    public TableInfo with(TableStatus newStatus) {
        return new TableInfo(
                id, name, uuid, createdMillis, newStatus, schema, onDemand, readUnits, writeUnits);
    }
}
