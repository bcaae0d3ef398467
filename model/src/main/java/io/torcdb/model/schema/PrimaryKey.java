package io.torcdb.model.schema;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.BinaryValue;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.KeyCodec;
import io.torcdb.model.ring.Tokens;
import java.util.Map;
import java.util.Optional;

/** The key of one item; made by {@link TableSchema}, which checks the rules. Immutable. */
public record PrimaryKey(AttributeValue partitionKey, Optional<AttributeValue> sortKey) {
    /** Throws IllegalArgumentException for types that are no keys. */
    public PrimaryKey {
        if (!isKey(partitionKey) || !sortKey.map(PrimaryKey::isKey).orElse(true)) {
            throw new IllegalArgumentException("keys are S, N or B");
        }
    }

    /** Returns the order-preserving encoding of the whole key. */
    public byte[] encoded() {
        return KeyCodec.encode(partitionKey, sortKey);
    }

    /** Returns the token of the partition key in a table of this schema. */
    public long token(TableSchema schema) {
        return Tokens.token(schema.hashSeed(), KeyCodec.encodePartitionKey(partitionKey));
    }

    /** Returns the item of the key attributes alone. */
    public Item toItem(TableSchema schema) {
        String partitionName = schema.partitionKey().name();
        if (sortKey.isEmpty()) {
            return Item.of(Map.of(partitionName, partitionKey));
        }
        String sortName = schema.sortKey().orElseThrow().name();
        return Item.of(Map.of(partitionName, partitionKey, sortName, sortKey.get()));
    }

    private static boolean isKey(AttributeValue value) {
        return value instanceof StringValue
                || value instanceof NumberValue
                || value instanceof BinaryValue;
    }
}
