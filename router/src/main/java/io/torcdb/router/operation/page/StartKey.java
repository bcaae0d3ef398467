package io.torcdb.router.operation.page;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.KeyCodec;
import io.torcdb.model.schema.PrimaryKey;
import java.util.Optional;

/**
 * The position after which a page begins. Immutable.
 *
 * @param indexKey the sort key of the index that is read, if one is
 */
record StartKey(PrimaryKey key, Optional<AttributeValue> indexKey) {
    /** Returns the sort key of what is read. */
    Optional<AttributeValue> sortKey() {
        return indexKey.or(key::sortKey);
    }

    /** Returns the encoded key of what is read: of an index, its sort key before the table's. */
    byte[] encoded() {
        return indexKey.isEmpty()
                ? key.encoded()
                : Bytes.join(
                        KeyCodec.encodePartitionKey(key.partitionKey()),
                        KeyCodec.encodeSortKey(indexKey.get()),
                        key.sortKey().map(KeyCodec::encodeSortKey).orElse(Bytes.NONE));
    }
}
