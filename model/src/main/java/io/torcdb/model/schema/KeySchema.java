package io.torcdb.model.schema;

import io.torcdb.model.item.AttributeValue;
import java.util.List;
import java.util.Optional;

/**
 * The key that a table or one of its local indexes is read by. Immutable.
 *
 * @param partitionKey decides the token
 * @param sortKey orders what has one partition key
 */
public record KeySchema(KeyAttribute partitionKey, Optional<KeyAttribute> sortKey) {
    /** Returns the partition key, then the sort key if there is one. */
    public List<KeyAttribute> attributes() {
        return sortKey.map(key -> List.of(partitionKey, key)).orElse(List.of(partitionKey));
    }

    /** Returns what is wrong with a partition key's value of the right type. */
    public Optional<String> problemOfPartitionKey(AttributeValue value) {
        return KeyTexts.problemOfPartitionKey(partitionKey, value);
    }

    /** Returns what is wrong with a sort key's value of the right type. */
    public Optional<String> problemOfSortKey(AttributeValue value) {
        return sortKey.flatMap(key -> KeyTexts.problemOfSortKey(key, value));
    }
}
