package io.torcdb.model.expression;

import io.torcdb.model.expression.Condition.Comparator;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeySchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * A key condition of the right shape, one or two attributes with a condition each, not yet checked
 * against a schema. Immutable.
 */
public final class KeyConditions {
    private static final int MAX_KEYS = 2;

    private final SequencedMap<String, Optional<SortCondition>> byAttribute;

    private KeyConditions(SequencedMap<String, Optional<SortCondition>> byAttribute) {
        this.byAttribute = byAttribute;
    }

    /** Returns the conditions that a KeyConditionExpression joins; comes after all parsing. */
    public static Outcome<KeyConditions> of(Condition condition) {
        var clauses = new KeyClauses();
        Optional<String> problem = clauses.add(condition);
        if (problem.isPresent()) {
            return Outcome.invalid(problem.get());
        }
        var byAttribute = new LinkedHashMap<String, Optional<SortCondition>>();
        clauses.byAttribute().forEach((name, clause) -> byAttribute.put(name, Optional.of(clause)));
        return of(byAttribute);
    }

    /**
     * Returns these conditions on attributes.
     *
     * @param byAttribute empty where the condition is none that keys are looked up by
     */
    public static Outcome<KeyConditions> of(
            SequencedMap<String, Optional<SortCondition>> byAttribute) {
        return byAttribute.isEmpty() || byAttribute.size() > MAX_KEYS
                ? Outcome.invalid(Texts.TOO_MANY_KEYS)
                : Outcome.success(new KeyConditions(new LinkedHashMap<>(byAttribute)));
    }

    /** Returns what to read of a table, or of an index, that has this key. */
    public Outcome<KeyCondition> on(KeySchema schema) {
        if (byAttribute.size() > schema.attributes().size()) {
            return Outcome.invalid(Texts.KEY_CONDITION_NOT_SUPPORTED);
        }
        Optional<SortCondition> ofPartitionKey = of(schema.partitionKey());
        if (ofPartitionKey.isEmpty()) {
            return Outcome.invalid(whyNone(schema.partitionKey()));
        }
        if (!(ofPartitionKey.get() instanceof SortCondition.Compare(var comparator, var value))
                || comparator != Comparator.EQUAL) {
            return Outcome.invalid(Texts.KEY_CONDITION_NOT_SUPPORTED);
        }
        if (!schema.partitionKey().type().matches(value)) {
            return Outcome.invalid(Texts.KEY_CONDITION_TYPE);
        }
        Optional<String> problem = schema.problemOfPartitionKey(value);
        if (problem.isPresent()) {
            return Outcome.invalid(problem.get());
        }
        return sortCondition(schema).map(sort -> new KeyCondition(value, sort));
    }

    private Optional<SortCondition> of(KeyAttribute key) {
        return Optional.ofNullable(byAttribute.get(key.name())).flatMap(Function.identity());
    }

    /** Returns why there is no condition that {@code key} could be looked up by. */
    private String whyNone(KeyAttribute key) {
        return byAttribute.containsKey(key.name())
                ? Texts.KEY_CONDITION_NOT_INDEXABLE
                : Texts.keyConditionMissed(key.name());
    }

    private Outcome<Optional<SortCondition>> sortCondition(KeySchema schema) {
        if (byAttribute.size() == 1) {
            return Outcome.success(Optional.empty());
        }
        KeyAttribute key = schema.sortKey().orElseThrow();
        Optional<SortCondition> condition = of(key);
        if (condition.isEmpty()) {
            return Outcome.invalid(whyNone(key));
        }
        List<AttributeValue> values = values(condition.get());
        if (!values.stream().allMatch(key.type()::matches)) {
            return Outcome.invalid(Texts.KEY_CONDITION_TYPE);
        }
        return values.stream()
                .map(schema::problemOfSortKey)
                .flatMap(Optional::stream)
                .findFirst()
                .map(Outcome::<Optional<SortCondition>>invalid)
                .orElseGet(() -> Outcome.success(condition));
    }

    private static List<AttributeValue> values(SortCondition condition) {
        return switch (condition) {
            case SortCondition.Compare(_, var value) -> List.of(value);
            case SortCondition.Between(var low, var high) -> List.of(low, high);
            case SortCondition.BeginsWith(var prefix) -> List.of(prefix);
        };
    }
}
