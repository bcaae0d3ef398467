package io.torcdb.router.operation.batch;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.router.operation.check.Constraints;
import io.torcdb.router.operation.check.Expressions;
import io.torcdb.router.operation.check.Mixing;
import io.torcdb.router.operation.check.Outcomes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Checks a BatchGetItem as far as that needs no table. */
final class ReadChecks {
    static final int MAX_KEYS = 100;

    private static final String OPERATION = "BatchGetItem";

    private ReadChecks() {}

    static Outcome<List<TableRead>> check(Request.BatchGetItem request, Request.Flaws flaws) {
        SequencedMap<String, Request.KeysAndAttributes> tables =
                request.requestItems().orElseGet(TreeMap::new);
        return Outcomes.after(
                List.of(
                        () -> Constraints.ofTableNames(tables.keySet()),
                        () -> constraints(request, tables),
                        () -> Elements.required(request.requestItems(), OPERATION),
                        () -> Elements.tooMany(count(tables), MAX_KEYS, OPERATION)),
                () -> reads(tables, flaws));
    }

    private static Optional<Failure> constraints(
            Request.BatchGetItem request, Map<String, Request.KeysAndAttributes> tables) {
        var constraints = new Constraints();
        tables.forEach((name, asked) -> {
            constraints.present("requestItems." + name + ".member.keys", asked.keys());
            asked.keys()
                    .ifPresent(keys ->
                            constraints.sizeUnseen(
                                    "RequestItems." + name + ".member.Keys", keys, 1, MAX_KEYS));
            asked.attributesToGet()
                    .ifPresent(names ->
                            constraints.size(
                                    "requestItems." + name + ".member.attributesToGet",
                                    names,
                                    1,
                                    Integer.MAX_VALUE));
        });
        return constraints
                .oneOf(
                        "returnConsumedCapacity",
                        request.returnConsumedCapacity(),
                        Constraints.RETURN_CONSUMED_CAPACITY)
                .failure();
    }

    private static long count(Map<String, Request.KeysAndAttributes> tables) {
        return tables.values().stream().mapToLong(asked -> asked.keys().orElseThrow().size()).sum();
    }

    /** The parameters of all tables are checked before any key. */
    private static Outcome<List<TableRead>> reads(
            Map<String, Request.KeysAndAttributes> tables, Request.Flaws flaws) {
        Optional<Failure> parameters =
                tables.values().stream()
                        .map(ReadChecks::parameters)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .or(flaws::values);
        if (parameters.isPresent()) {
            return Outcome.refused(parameters.get());
        }
        var reads = new ArrayList<TableRead>(tables.size());
        for (Map.Entry<String, Request.KeysAndAttributes> table : tables.entrySet()) {
            switch (read(table.getKey(), table.getValue(), flaws)) {
                case Outcome.Success<TableRead>(var read) -> reads.add(read);
                case Outcome.Refused<TableRead>(var failure) -> {
                    return Outcome.refused(failure);
                }
            }
        }
        return Outcome.success(reads);
    }

    private static Optional<Failure> parameters(Request.KeysAndAttributes asked) {
        return Mixing.of(asked)
                .or(() ->
                        expressions(asked, Request.Flaws.NONE)
                                .without(
                                        List.of(
                                                Expressions.projection(
                                                        asked.projectionExpression()))));
    }

    private static Expressions expressions(Request.KeysAndAttributes asked, Request.Flaws flaws) {
        return new Expressions(
                new Request.Placeholders(asked.expressionAttributeNames(), Optional.empty()),
                flaws);
    }

    private static Outcome<TableRead> read(
            String name, Request.KeysAndAttributes asked, Request.Flaws flaws) {
        Expressions expressions = expressions(asked, flaws);
        return Outcomes.after(
                        List.of(
                                () -> duplicates(asked.keys().orElseThrow()),
                                expressions::badPlaceholders),
                        () ->
                                expressions.onlyProjection(
                                        asked.projectionExpression(), asked.attributesToGet()))
                .map(projection -> new TableRead(name, asked, projection));
    }

    /** Refuses equal keys; numbers are equal by value. */
    private static Optional<Failure> duplicates(List<SequencedMap<String, AttributeValue>> keys) {
        return new HashSet<Map<String, AttributeValue>>(keys).size() < keys.size()
                ? Elements.duplicates()
                : Optional.empty();
    }
}
