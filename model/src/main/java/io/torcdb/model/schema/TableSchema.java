package io.torcdb.model.schema;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.outcome.Sentences;
import io.torcdb.model.ring.Tokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What shapes the effects of a table's writes. Immutable; a change has a new version.
 *
 * @param version counts the changes of this table's schema
 * @param keys the partition key, then the sort key if there is one
 * @param hashSeed of the tokens of this table
 * @param hashAlgorithm of the tokens of this table, {@link Tokens#XXH3}
 * @param localIndexes ordered by name
 */
public record TableSchema(
        long version,
        List<KeyAttribute> keys,
        long hashSeed,
        int hashAlgorithm,
        List<LocalIndex> localIndexes) {
    /** Copies; throws IllegalArgumentException for what no version of Torc known here has made. */
    public TableSchema {
        keys = List.copyOf(keys);
        localIndexes = List.copyOf(localIndexes);
        if (keys.isEmpty() || keys.size() > 2) {
            throw new IllegalArgumentException("a table has one or two key attributes");
        }
        if (keys.size() == 2 && keys.getFirst().name().equals(keys.getLast().name())) {
            throw new IllegalArgumentException("key attributes have different names");
        }
        if (hashAlgorithm != Tokens.XXH3) {
            throw new IllegalArgumentException("a hash algorithm that is not known here");
        }
    }

    /** Makes the schema of a table without indexes. */
    public TableSchema(long version, List<KeyAttribute> keys, long hashSeed, int hashAlgorithm) {
        this(version, keys, hashSeed, hashAlgorithm, List.of());
    }

    /** Returns the local index of that name. */
    public Optional<LocalIndex> localIndex(String name) {
        return localIndexes.stream().filter(index -> index.name().equals(name)).findFirst();
    }

    /** Returns the attribute that decides the token. */
    public KeyAttribute partitionKey() {
        return keys.getFirst();
    }

    /** Returns the attribute that orders the items of one partition key. */
    public Optional<KeyAttribute> sortKey() {
        return keys.size() == 2 ? Optional.of(keys.getLast()) : Optional.empty();
    }

    /** Returns whether {@code name} is an attribute of the key. */
    public boolean isKey(String name) {
        return partitionKey().name().equals(name) || keys.getLast().name().equals(name);
    }

    /** Returns the key that the table itself is read by. */
    public KeySchema keySchema() {
        return new KeySchema(partitionKey(), sortKey());
    }

    /** Returns the key that one of the table's indexes is read by. */
    public KeySchema keySchemaOf(LocalIndex index) {
        return new KeySchema(partitionKey(), Optional.of(index.sortKey()));
    }

    /** Returns the key of an item that is to be stored, or what is wrong with it. */
    public Outcome<PrimaryKey> keyOfItem(Item item) {
        Optional<String> problem =
                problem(item, partitionKey(), KeyTexts::problemOfPartitionKey)
                        .or(() ->
                                sortKey()
                                        .flatMap(key ->
                                                problem(item, key, KeyTexts::problemOfSortKey)));
        return problem.isPresent()
                ? Outcome.invalid(problem.get())
                : Outcome.success(keyOfStored(item));
    }

    private static Optional<String> problem(
            Item item,
            KeyAttribute key,
            BiFunction<KeyAttribute, AttributeValue, Optional<String>> ofValue) {
        AttributeValue value = item.attributes().get(key.name());
        if (value == null) {
            return Optional.of(KeyTexts.missing(key.name()));
        }
        if (!key.type().matches(value)) {
            return Optional.of(KeyTexts.typeMismatch(key, value));
        }
        return ofValue.apply(key, value);
    }

    /**
     * Returns what is wrong with an item that is to be stored for the local indexes: of the first
     * index, by name, whose sort key has a value that cannot be a key. Checked after the key.
     */
    public Optional<String> problemOfIndexKeys(Item item) {
        for (LocalIndex index : localIndexes) {
            Optional<String> problem =
                    item.get(index.sortKey().name()).flatMap(index::problemOfPut);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /** Returns the key that a request's Key parameter names, or what is wrong with it. */
    public Outcome<PrimaryKey> keyOf(Map<String, AttributeValue> parameter) {
        if (parameter.size() != keys.size()) {
            return Outcome.invalid(Sentences.NOT_OF_THE_KEY_SCHEMA);
        }
        for (KeyAttribute key : keys) {
            AttributeValue value = parameter.get(key.name());
            if (value == null || !key.type().matches(value)) {
                return Outcome.invalid(Sentences.NOT_OF_THE_KEY_SCHEMA);
            }
        }
        return keyOfItem(Item.of(parameter));
    }

    /**
     * Returns the key of an item that has been checked before; throws IllegalArgumentException if
     * there is none.
     */
    public PrimaryKey keyOfStored(Item item) {
        return new PrimaryKey(
                value(item, partitionKey()), sortKey().map(sortKey -> value(item, sortKey)));
    }

    /** Returns the key attributes of an item that has been checked before, and no others. */
    public Item keyItemOf(Item item) {
        var attributes = new HashMap<String, AttributeValue>();
        for (KeyAttribute key : keys) {
            attributes.put(key.name(), value(item, key));
        }
        return Item.of(attributes);
    }

    private static AttributeValue value(Item item, KeyAttribute key) {
        return item.get(key.name())
                .orElseThrow(() -> new IllegalArgumentException("an item without its key"));
    }
}
