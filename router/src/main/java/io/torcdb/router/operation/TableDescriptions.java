package io.torcdb.router.operation;

import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.catalog.TableStatus;
import io.torcdb.model.request.Response;
import io.torcdb.model.schema.KeyAttribute;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Describes tables as DynamoDB does. */
final class TableDescriptions {
    private TableDescriptions() {}

    static Response.TableDescription of(TableInfo table, TableSizes.Size size, Arns arns) {
        boolean deleting = table.status() == TableStatus.DELETING;
        List<KeyAttribute> keys = deleting ? List.of() : table.schema().keys();
        return new Response.TableDescription(
                table.name(),
                table.uuid(),
                arns.ofTable(table.name()),
                table.status().name(),
                table.createdMillis(),
                keys.stream()
                        .map(key -> new Response.Definition(key.name(), key.type().name()))
                        .toList(),
                IntStream.range(0, keys.size())
                        .mapToObj(i ->
                                new Response.KeyElement(
                                        keys.get(i).name(), i == 0 ? "HASH" : "RANGE"))
                        .toList(),
                List.of(),
                new Response.Billing(
                        table.onDemand(),
                        table.onDemand() ? Optional.of(table.createdMillis()) : Optional.empty(),
                        table.readUnits(),
                        table.writeUnits(),
                        Optional.empty(),
                        Optional.empty(),
                        0),
                false,
                Optional.empty(),
                size.items(),
                size.bytes());
    }
}
