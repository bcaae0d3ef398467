package io.torcdb.router.operation;

import com.google.protobuf.ByteString;
import io.torcdb.model.catalog.PartitionInfo;
import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.KeyCondition;
import io.torcdb.model.expression.SortCondition;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.KeyCodec;
import io.torcdb.model.ring.Tokens;
import io.torcdb.model.schema.PrimaryKey;
import io.torcdb.model.schema.TableSchema;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Ranges of store keys (token, partition key, sort key): lower ends are inclusive, upper ends
 * exclusive, and an empty upper end is that of the table.
 */
record Bounds(ByteString lower, ByteString upper) {
    private static final byte[] LAST_BYTE = {0};

    /** Returns the range that a query reads. */
    static Bounds of(KeyCondition condition, TableSchema schema) {
        byte[] partitionKey = KeyCodec.encodePartitionKey(condition.partitionKey());
        byte[] head = join(token(Tokens.token(schema.hashSeed(), partitionKey)), partitionKey);
        byte[] end = KeyCodec.successor(head);
        return condition
                .sortCondition()
                .map(sort -> of(sort, head, end))
                .orElseGet(() -> bounds(head, end));
    }

    private static Bounds of(SortCondition condition, byte[] head, byte[] end) {
        return switch (condition) {
            case SortCondition.Compare(var comparator, var value) -> {
                byte[] at = join(head, KeyCodec.encodeSortKey(value));
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
                            join(head, KeyCodec.encodeSortKey(low)),
                            KeyCodec.successor(join(head, KeyCodec.encodeSortKey(high))));
            case SortCondition.BeginsWith(var prefix) -> {
                byte[] at = join(head, KeyCodec.sortKeyPrefix(prefix));
                yield bounds(at, KeyCodec.successor(at));
            }
        };
    }

    /** Returns what of this range comes after {@code start} in the direction of travel. */
    Bounds after(PrimaryKey start, TableSchema schema, boolean descending) {
        byte[] at = storeKey(start, schema);
        return descending
                ? new Bounds(lower, lesserEnd(upper, ByteString.copyFrom(at)))
                : new Bounds(greater(lower, ByteString.copyFrom(join(at, LAST_BYTE))), upper);
    }

    /** Returns whether nothing can lie in this range. */
    boolean isEmpty() {
        return !upper.isEmpty() && compare(lower, upper) >= 0;
    }

    /** Returns whether a key lies in this range. */
    boolean contains(PrimaryKey key, TableSchema schema) {
        var at = ByteString.copyFrom(storeKey(key, schema));
        return compare(lower, at) <= 0 && (upper.isEmpty() || compare(at, upper) < 0);
    }

    /** Returns the range of a whole table. */
    static Bounds ofTable() {
        return new Bounds(ByteString.copyFrom(token(0)), ByteString.EMPTY);
    }

    /** Returns the exclusive end of a partition; empty for the table's last. */
    static ByteString endOf(PartitionInfo partition) {
        return partition.lastToken() == -1
                ? ByteString.EMPTY
                : ByteString.copyFrom(token(partition.lastToken() + 1));
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

    /** Returns the store key, without its container, of a primary key. */
    static byte[] storeKey(PrimaryKey key, TableSchema schema) {
        return join(token(key.token(schema)), key.encoded());
    }

    /** Returns the only sort key that a query can find, if there is but one. */
    static Optional<AttributeValue> exactSortKey(KeyCondition condition) {
        return condition
                .sortCondition()
                .flatMap(sort ->
                        sort instanceof SortCondition.Compare(var comparator, var value)
                                        && comparator == Condition.Comparator.EQUAL
                                ? Optional.of(value)
                                : Optional.empty());
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

    private static byte[] token(long token) {
        return ByteBuffer.allocate(Long.BYTES).putLong(token).array();
    }

    private static byte[] join(byte[] left, byte[] right) {
        return ByteBuffer.allocate(left.length + right.length).put(left).put(right).array();
    }
}
