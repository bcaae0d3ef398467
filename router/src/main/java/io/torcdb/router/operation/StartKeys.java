package io.torcdb.router.operation;

import io.torcdb.model.expression.KeyCondition;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.schema.PrimaryKey;
import io.torcdb.model.schema.TableSchema;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of ExclusiveStartKey. It is just data: any well-formed key of the table is legal, also
 * that of an item that does not exist.
 */
final class StartKeys {
    private static final String INVALID = "The provided starting key is invalid";
    private static final String INVALID_OF_SCAN =
            INVALID + ": The provided key element does not match the schema";
    private static final String OUTSIDE =
            "The provided starting key is outside query boundaries based on provided conditions";
    private static final String NOT_OF_PREDICATE =
            "The provided starting key does not match the range key predicate";
    private static final String ONE_ROW =
            "The query can return at most one row and cannot be restarted";

    private StartKeys() {}

    static Outcome<Optional<PrimaryKey>> ofQuery(
            Optional<Map<String, AttributeValue>> key, TableSchema schema) {
        return of(key, schema, INVALID);
    }

    static Outcome<Optional<PrimaryKey>> ofScan(
            Optional<Map<String, AttributeValue>> key, TableSchema schema) {
        return of(key, schema, INVALID_OF_SCAN);
    }

    private static Outcome<Optional<PrimaryKey>> of(
            Optional<Map<String, AttributeValue>> key, TableSchema schema, String text) {
        if (key.isEmpty()) {
            return Outcome.success(Optional.empty());
        }
        return switch (schema.keyOf(key.get())) {
            case Outcome.Success<PrimaryKey>(var primary) -> Outcome.success(Optional.of(primary));
            case Outcome.Refused<PrimaryKey> _ -> Outcome.invalid(text);
        };
    }

    /** Returns what is wrong with a start key under a query's key condition. */
    static Optional<Failure> outside(
            PrimaryKey start, KeyCondition condition, Bounds bounds, TableSchema schema) {
        String problem = null;
        if (schema.sortKey().isEmpty() || Bounds.exactSortKey(condition).isPresent()) {
            problem = ONE_ROW;
        } else if (!start.partitionKey().equals(condition.partitionKey())) {
            problem = OUTSIDE;
        } else if (!bounds.contains(start, schema)) {
            problem = NOT_OF_PREDICATE;
        }
        return Optional.ofNullable(problem).map(Failure.Invalid::new);
    }
}
