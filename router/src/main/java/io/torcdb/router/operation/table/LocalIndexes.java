package io.torcdb.router.operation.table;

import io.torcdb.model.outcome.Sentences;
import io.torcdb.model.request.Request.IndexProjection;
import io.torcdb.model.request.Request.KeySchemaElement;
import io.torcdb.model.request.Request.LocalSecondaryIndex;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.LocalIndex.Projection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The rules of a new table's local secondary indexes, in the service's order. */
final class LocalIndexes {
    private static final int MAX_INDEXES = 5;

    private LocalIndexes() {}

    /** Returns what is wrong with the indexes of a table whose own keys are in order. */
    static Optional<String> problem(
            List<LocalSecondaryIndex> indexes, List<KeySchemaElement> table, AttributeTypes types) {
        if (indexes.isEmpty()) {
            return invalid("List of LocalSecondaryIndexes is empty");
        }
        if (table.size() < 2) {
            return invalid(
                    "Table KeySchema does not have a range key, which is required when specifying"
                            + " a LocalSecondaryIndex");
        }
        var names = new TreeSet<String>();
        for (LocalSecondaryIndex index : indexes) {
            Optional<String> problem = problem(index, table, types);
            if (problem.isPresent()) {
                return problem;
            }
            String name = index.indexName().orElseThrow();
            if (!names.add(name)) {
                return invalid("Duplicate index name: " + name);
            }
        }
        return indexes.size() > MAX_INDEXES
                ? invalid(
                        "Number of LocalSecondaryIndexes exceeds per-table limit of " + MAX_INDEXES)
                : Optional.empty();
    }

    private static Optional<String> problem(
            LocalSecondaryIndex index, List<KeySchemaElement> table, AttributeTypes types) {
        List<KeySchemaElement> keys = index.keySchema().orElseThrow();
        String name = index.indexName().orElseThrow();
        Optional<String> ofKeys = KeyChecks.ofKeys(keys, types);
        if (ofKeys.isPresent()) {
            return ofKeys;
        }
        if (keys.size() < 2) {
            return invalid("Index KeySchema does not have a range key for index: " + name);
        }
        String indexHash = AttributeTypes.names(keys).getFirst();
        String tableHash = AttributeTypes.names(table).getFirst();
        if (!indexHash.equals(tableHash)) {
            return invalid(
                    "Index KeySchema does not have the same leading hash key as table KeySchema"
                            + " for index: "
                            + name
                            + ". index hash key: "
                            + indexHash
                            + ", table hash key: "
                            + tableHash);
        }
        return ofProjection(index.projection().orElseThrow());
    }

    private static Optional<String> ofProjection(IndexProjection projection) {
        if (projection.projectionType().isEmpty()) {
            return invalid("Unknown ProjectionType: null");
        }
        String type = projection.projectionType().get();
        boolean includes = type.equals(Projection.INCLUDE.name());
        if (includes && projection.nonKeyAttributes().isEmpty()) {
            return invalid("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
        }
        if (!includes && projection.nonKeyAttributes().isPresent()) {
            return invalid("ProjectionType is " + type + ", but NonKeyAttributes is specified");
        }
        return Optional.empty();
    }

    private static Optional<String> invalid(String problem) {
        return Optional.of(Sentences.INVALID_PARAMETERS + problem);
    }

    /** Returns an index that has been checked; the control plane gives it its container. */
    static LocalIndex of(LocalSecondaryIndex index, AttributeTypes types) {
        IndexProjection projection = index.projection().orElseThrow();
        return new LocalIndex(
                0,
                index.indexName().orElseThrow(),
                types.of(index.keySchema().orElseThrow()).getLast(),
                Projection.valueOf(projection.projectionType().orElseThrow()),
                new TreeSet<>(projection.nonKeyAttributes().orElse(List.of())));
    }
}
