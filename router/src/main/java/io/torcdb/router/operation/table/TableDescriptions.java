package io.torcdb.router.operation.table;

import io.torcdb.model.catalog.Billing;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.catalog.TableStatus;
import io.torcdb.model.request.Response;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Describes tables as DynamoDB does. */
public final class TableDescriptions {
    private TableDescriptions() {}

    /**
     * Returns the description of a table; that of one being deleted tells no schema.
     *
     * @param nowMillis decides which decreases of throughput were today
     */
    public static Response.TableDescription of(
            TableInfo table, TableSizes.Size size, Arns arns, long nowMillis) {
        boolean deleting = table.status() == TableStatus.DELETING;
        TableSchema schema = table.schema();
        return new Response.TableDescription(
                table.name(),
                table.uuid(),
                arns.ofTable(table.name()),
                table.status().name(),
                table.createdMillis(),
                deleting ? List.of() : definitions(schema),
                deleting ? List.of() : keySchema(schema.keys()),
                deleting
                        ? List.of()
                        : schema.localIndexes().stream()
                                .map(index -> described(index, table, size, arns))
                                .toList(),
                billing(table.settings().billing(), nowMillis),
                table.settings().deletionProtection(),
                table.settings()
                        .tableClass()
                        .map(chosen ->
                                new Response.TableClass(
                                        chosen.name().name(), chosen.changedMillis())),
                size.table().items(),
                size.table().bytes());
    }

    private static List<Response.Definition> definitions(TableSchema schema) {
        var defined = new LinkedHashSet<KeyAttribute>(schema.keys());
        schema.localIndexes().forEach(index -> defined.add(index.sortKey()));
        return defined.stream()
                .map(key -> new Response.Definition(key.name(), key.type().name()))
                .toList();
    }

    private static List<Response.KeyElement> keySchema(List<KeyAttribute> keys) {
        var elements = new ArrayList<Response.KeyElement>(keys.size());
        for (KeyAttribute key : keys) {
            elements.add(
                    new Response.KeyElement(key.name(), elements.isEmpty() ? "HASH" : "RANGE"));
        }
        return elements;
    }

    private static Response.LocalIndexDescription described(
            LocalIndex index, TableInfo table, TableSizes.Size size, Arns arns) {
        TableSizes.Held held = size.ofIndex(index.container());
        return new Response.LocalIndexDescription(
                index.name(),
                arns.ofIndex(table.name(), index.name()),
                keySchema(List.of(table.schema().partitionKey(), index.sortKey())),
                index.projection().name(),
                List.copyOf(index.nonKeyAttributes()),
                held.items(),
                held.bytes());
    }

    private static Response.Billing billing(Billing billing, long nowMillis) {
        return new Response.Billing(
                billing.onDemand(),
                billing.onDemandSinceMillis(),
                billing.readUnits(),
                billing.writeUnits(),
                billing.lastIncreaseMillis(),
                billing.lastDecreaseMillis(),
                billing.decreasesToday(nowMillis));
    }
}
