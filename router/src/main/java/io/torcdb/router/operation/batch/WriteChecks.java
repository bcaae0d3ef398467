package io.torcdb.router.operation.batch;

import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.outcome.Sentences;
import io.torcdb.model.request.Request;
import io.torcdb.router.operation.check.Constraints;
import io.torcdb.router.operation.check.ItemLimits;
import io.torcdb.router.operation.check.Outcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Checks a BatchWriteItem as far as that needs no table. */
final class WriteChecks {
    static final int MAX_WRITES = 25;

    private static final String OPERATION = "BatchWriteItem";

    private WriteChecks() {}

    static Outcome<List<TableWrites>> check(Request.BatchWriteItem request, Request.Flaws flaws) {
        SequencedMap<String, List<Request.BatchWrite>> tables =
                request.requestItems().orElseGet(TreeMap::new);
        return Outcomes.after(
                List.of(
                        () -> Constraints.ofTableNames(tables.keySet()),
                        () -> constraints(request, tables, flaws.missing()),
                        () -> Elements.required(request.requestItems(), OPERATION),
                        () -> Elements.tooMany(count(tables), MAX_WRITES, OPERATION),
                        flaws::values),
                () -> writes(tables));
    }

    private static Optional<Failure> constraints(
            Request.BatchWriteItem request,
            Map<String, List<Request.BatchWrite>> tables,
            List<String> missing) {
        var constraints = new Constraints();
        missing.forEach(path -> constraints.present(path, Optional.empty()));
        for (Map.Entry<String, List<Request.BatchWrite>> table : tables.entrySet()) {
            constraints.sizeOfMember("requestItems", table, 1, MAX_WRITES);
        }
        return constraints
                .oneOf(
                        "returnConsumedCapacity",
                        request.returnConsumedCapacity(),
                        Constraints.RETURN_CONSUMED_CAPACITY)
                .oneOf(
                        "returnItemCollectionMetrics",
                        request.returnItemCollectionMetrics(),
                        Constraints.RETURN_ITEM_COLLECTION_METRICS)
                .failure();
    }

    private static long count(Map<String, List<Request.BatchWrite>> tables) {
        return tables.values().stream().mapToLong(List::size).sum();
    }

    private static Outcome<List<TableWrites>> writes(Map<String, List<Request.BatchWrite>> tables) {
        var all = new ArrayList<TableWrites>(tables.size());
        for (Map.Entry<String, List<Request.BatchWrite>> table : tables.entrySet()) {
            var writes = new ArrayList<TableWrites.Write>(table.getValue().size());
            for (Request.BatchWrite asked : table.getValue()) {
                if (asked.put().isPresent() == asked.delete().isPresent()) {
                    return Outcome.invalid(Sentences.NOT_ONE_KIND);
                }
                Optional<Item> item = asked.put().map(Item::of);
                Optional<Failure> broken = item.flatMap(ItemLimits::ofPut);
                if (broken.isPresent()) {
                    return Outcome.refused(broken.get());
                }
                writes.add(new TableWrites.Write(asked, item));
            }
            all.add(new TableWrites(table.getKey(), writes));
        }
        return Outcome.success(all);
    }
}
