package io.torcdb.node.group;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.node.store.StoreException;
import io.torcdb.proto.internal.Partition;
import java.nio.ByteBuffer;

/**
 * A partition that the group owns, with its exact counters. Safe for use by many threads; the
 * counters are moved by the thread that applies entries.
 */
public final class OwnedPartition {
    private static final byte FORMAT = 1;
    private static final int COUNTER_BYTES = 3 * Long.BYTES;

    private final Partition partition;
    private volatile Counters counters;

    /**
     * What a partition holds.
     *
     * @param items how many items
     * @param bytes their size as DynamoDB counts it
     * @param changePosition how many changes were made; the position of the newest
     */
    public record Counters(long items, long bytes, long changePosition) {
        static final Counters ZERO = new Counters(0, 0, 0);

        Counters plus(long moreItems, long moreBytes) {
            return new Counters(items + moreItems, bytes + moreBytes, changePosition + 1);
        }
    }

    OwnedPartition(Partition partition, Counters counters) {
        this.partition = partition;
        this.counters = counters;
    }

    /** Returns the partition's entry of the map. */
    public Partition partition() {
        return partition;
    }

    /** Returns its id. */
    public long id() {
        return partition.getId();
    }

    /** Returns what it holds. */
    public Counters counters() {
        return counters;
    }

    void become(Counters next) {
        counters = next;
    }

    /** Returns whether {@code token} lies in it. */
    public boolean holds(long token) {
        return Long.compareUnsigned(token, partition.getFirstToken()) >= 0
                && Long.compareUnsigned(token, partition.getLastToken()) <= 0;
    }

    byte[] encode(Counters at) {
        return ByteBuffer.allocate(1 + COUNTER_BYTES + partition.getSerializedSize())
                .put(FORMAT)
                .putLong(at.items())
                .putLong(at.bytes())
                .putLong(at.changePosition())
                .put(partition.toByteArray())
                .array();
    }

    static OwnedPartition decode(byte[] row) {
        ByteBuffer in = Rows.open(row, FORMAT, 1 + COUNTER_BYTES);
        var counters = new Counters(in.getLong(), in.getLong(), in.getLong());
        try {
            return new OwnedPartition(Partition.parseFrom(ByteString.copyFrom(in)), counters);
        } catch (InvalidProtocolBufferException e) {
            throw new StoreException("a partition's row is damaged", e);
        }
    }
}
