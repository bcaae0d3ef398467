package io.torcdb.router.operation.page;

import com.google.protobuf.ByteString;
import io.torcdb.model.catalog.PartitionInfo;
import io.torcdb.model.expression.KeyCondition;
import io.torcdb.model.expression.SortCondition;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.KeyCodec;
import io.torcdb.model.ring.TokenRange;
import io.torcdb.model.ring.Tokens;
import io.torcdb.model.schema.TableSchema;

/**
 * Ranges of store keys: token, partition key, sort key; of an index: token, partition key, the sort
 * key of the index, that of the table. Lower ends are inclusive, upper ends exclusive, and an empty
 * upper end is that of the table.
 */
record Bounds(ByteString lower, ByteString upper) {
    private static final long LAST_TOKEN = -1;

    /** Returns the range that a query reads. */
    static Bounds of(KeyCondition condition, TableSchema schema) {
        byte[] head = head(condition.partitionKey(), schema);
        byte[] end = KeyCodec.successor(head);
        return condition
                .sortCondition()
                .map(sort -> of(sort, head, end))
                .orElseGet(() -> bounds(head, end));
    }

    private static byte[] head(AttributeValue partitionKey, TableSchema schema) {
        byte[] encoded = KeyCodec.encodePartitionKey(partitionKey);
        return Bytes.join(Bytes.ofToken(Tokens.token(schema.hashSeed(), encoded)), encoded);
    }

    private static Bounds of(SortCondition condition, byte[] head, byte[] end) {
        return switch (condition) {
            case SortCondition.Compare(var comparator, var value) -> {
                byte[] at = Bytes.join(head, KeyCodec.encodeSortKey(value));
                yield switch (comparator) {
                    case EQUAL -> bounds(at, KeyCodec.successor(at));
                    case LESS -> bounds(head, at);
                    case LESS_OR_EQUAL -> bounds(head, KeyCodec.successor(at));
                    case GREATER -> bounds(KeyCodec.successor(at), end);
                    case GREATER_OR_EQUAL -> bounds(at, end);
                    case NOT_EQUAL -> throw new IllegalArgumentException("not a key condition");
                };
            }
            case SortCondition.Between(var low, var high) ->
                    bounds(
                            Bytes.join(head, KeyCodec.encodeSortKey(low)),
                            KeyCodec.successor(Bytes.join(head, KeyCodec.encodeSortKey(high))));
            case SortCondition.BeginsWith(var prefix) -> {
                byte[] at = Bytes.join(head, KeyCodec.sortKeyPrefix(prefix));
                yield bounds(at, KeyCodec.successor(at));
            }
        };
    }

    /** Returns the range of all keys that have one of these tokens. */
    static Bounds of(TokenRange tokens) {
        return new Bounds(ByteString.copyFrom(Bytes.ofToken(tokens.first())), end(tokens.last()));
    }

    /** Returns what of this range comes after {@code start} in the direction of travel. */
    Bounds after(StartKey start, TableSchema schema, boolean descending) {
        byte[] at = storeKey(start, schema);
        // No key begins with another, so what comes next is above all that begin with this one.
        return descending
                ? new Bounds(lower, lesserEnd(upper, ByteString.copyFrom(at)))
                : new Bounds(greater(lower, ByteString.copyFrom(KeyCodec.successor(at))), upper);
    }

    /** Returns whether nothing can lie in this range. */
    boolean isEmpty() {
        return !upper.isEmpty() && compare(lower, upper) >= 0;
    }

    /** Returns whether a position lies in this range. */
    boolean contains(StartKey key, TableSchema schema) {
        var at = ByteString.copyFrom(storeKey(key, schema));
        return compare(lower, at) <= 0 && (upper.isEmpty() || compare(at, upper) < 0);
    }

    /** Returns the exclusive end of a partition; empty for the table's last. */
    static ByteString endOf(PartitionInfo partition) {
        return end(partition.lastToken());
    }

    private static ByteString end(long lastToken) {
        return lastToken == LAST_TOKEN
                ? ByteString.EMPTY
                : ByteString.copyFrom(Bytes.ofToken(lastToken + 1));
    }

    static ByteString lesserEnd(ByteString left, ByteString right) {
        if (left.isEmpty()) {
            return right;
        }
        return right.isEmpty() || compare(left, right) <= 0 ? left : right;
    }

    /** Returns the token that a lower end begins with. */
    static long tokenOf(ByteString lower) {
        return lower.asReadOnlyByteBuffer().getLong(0);
    }

    private static byte[] storeKey(StartKey start, TableSchema schema) {
        return Bytes.join(Bytes.ofToken(start.key().token(schema)), start.encoded());
    }

    private static Bounds bounds(byte[] lower, byte[] upper) {
        return new Bounds(ByteString.copyFrom(lower), ByteString.copyFrom(upper));
    }

    private static ByteString greater(ByteString left, ByteString right) {
        return compare(left, right) >= 0 ? left : right;
    }

    private static int compare(ByteString left, ByteString right) {
        return ByteString.unsignedLexicographicalComparator().compare(left, right);
    }
}
