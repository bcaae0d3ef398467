package io.torcdb.router.operation.page;

import io.torcdb.model.expression.Condition.Comparator;
import io.torcdb.model.expression.KeyCondition;
import io.torcdb.model.expression.SortCondition;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.outcome.Sentences;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.PrimaryKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of ExclusiveStartKey. It is just data: any well-formed key of the table, or of the
 * index, is legal, also that of an item that does not exist.
 */
final class StartKeys {
    private static final String INVALID = "The provided starting key is invalid";
    private static final String NOT_OF_THE_SCHEMA =
            INVALID + ": " + Sentences.NOT_OF_THE_KEY_SCHEMA;
    private static final String OUTSIDE =
            "The provided starting key is outside query boundaries based on provided conditions";
    private static final String NOT_OF_PREDICATE =
            "The provided starting key does not match the range key predicate";
    private static final String ONE_ROW =
            "The query can return at most one row and cannot be restarted";

    private StartKeys() {}

    static Outcome<Optional<StartKey>> ofQuery(
            Optional<Map<String, AttributeValue>> key, Source source) {
        return of(key, source, INVALID);
    }

    static Outcome<Optional<StartKey>> ofScan(
            Optional<Map<String, AttributeValue>> key, Source source) {
        return of(key, source, source.index().isPresent() ? INVALID : NOT_OF_THE_SCHEMA);
    }

    private static Outcome<Optional<StartKey>> of(
            Optional<Map<String, AttributeValue>> key, Source source, String ofAnotherShape) {
        if (key.isEmpty()) {
            return Outcome.success(Optional.empty());
        }
        return hasShape(key.get(), source.positionAttributes())
                ? values(key.get(), source).map(Optional::of)
                : Outcome.invalid(ofAnotherShape);
    }

    private static boolean hasShape(
            Map<String, AttributeValue> key, List<KeyAttribute> attributes) {
        return key.size() == attributes.size()
                && attributes.stream()
                        .allMatch(attribute -> {
                            AttributeValue value = key.get(attribute.name());
                            return value != null && attribute.type().matches(value);
                        });
    }

    /** Values of the right types may still be none that a key can have. */
    private static Outcome<StartKey> values(Map<String, AttributeValue> key, Source source) {
        return switch (source.schema().keyOfItem(Item.of(key))) {
            case Outcome.Success<PrimaryKey>(var primary) ->
                    indexKey(key, source).map(indexKey -> new StartKey(primary, indexKey));
            case Outcome.Refused<PrimaryKey>(Failure.Invalid(var message)) ->
                    Outcome.invalid(INVALID + ": " + message);
            case Outcome.Refused<PrimaryKey>(var failure) -> Outcome.refused(failure);
        };
    }

    private static Outcome<Optional<AttributeValue>> indexKey(
            Map<String, AttributeValue> key, Source source) {
        Optional<AttributeValue> value =
                source.index()
                        .map(LocalIndex::sortKey)
                        .flatMap(attribute -> Optional.ofNullable(key.get(attribute.name())));
        return value.flatMap(source.keys()::problemOfSortKey)
                .map(problem -> Outcome.<Optional<AttributeValue>>invalid(INVALID + ": " + problem))
                .orElseGet(() -> Outcome.success(value));
    }

    /** Returns what is wrong with a start key under a query's key condition. */
    static Optional<Failure> outside(StartKey start, KeyCondition condition, Source source) {
        boolean samePartitionKey = start.key().partitionKey().equals(condition.partitionKey());
        String problem = null;
        if (condition.sortCondition().isEmpty()) {
            if (!samePartitionKey) {
                problem = OUTSIDE;
            } else if (findsAtMostOne(condition, source)) {
                problem = ONE_ROW;
            }
        } else if (!meets(start, condition, source)) {
            problem = NOT_OF_PREDICATE;
        } else if (!samePartitionKey || findsAtMostOne(condition, source)) {
            problem = ONE_ROW;
        }
        return Optional.ofNullable(problem).map(Failure.Invalid::new);
    }

    /** Returns whether the sort key is one that the query looks for, whatever the partition key. */
    private static boolean meets(StartKey start, KeyCondition condition, Source source) {
        var there = new KeyCondition(start.key().partitionKey(), condition.sortCondition());
        return Bounds.of(there, source.schema()).contains(start, source.schema());
    }

    /** Returns whether a query names the whole key of a table's item. */
    private static boolean findsAtMostOne(KeyCondition condition, Source source) {
        return source.index().isEmpty()
                && (source.keys().sortKey().isEmpty()
                        || condition.sortCondition().filter(StartKeys::isExact).isPresent());
    }

    private static boolean isExact(SortCondition condition) {
        return condition instanceof SortCondition.Compare(var comparator, _)
                && comparator == Comparator.EQUAL;
    }
}
