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
    private static final byte FORMAT = 2;
    private static final byte FORMAT_WITHOUT_INDEXES = 1;

    private final Partition partition;
    private volatile Counters counters;

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
        var row =
                ByteBuffer.allocate(1 + at.encodedBytes() + partition.getSerializedSize())
                        .put(FORMAT);
        at.encode(row);
        return row.put(partition.toByteArray()).array();
    }

    static OwnedPartition decode(byte[] row) {
        Counters counters;
        ByteBuffer in;
        if (row.length > 0 && row[0] == FORMAT_WITHOUT_INDEXES) {
            in = Rows.open(row, FORMAT_WITHOUT_INDEXES, 1 + Counters.BYTES_WITHOUT_INDEXES);
            counters = Counters.decodeWithoutIndexes(in);
        } else {
            in = Rows.open(row, FORMAT, 1 + Counters.ZERO.encodedBytes());
            counters = Counters.decode(in);
        }
        try {
            return new OwnedPartition(Partition.parseFrom(ByteString.copyFrom(in)), counters);
        } catch (InvalidProtocolBufferException e) {
            throw new StoreException("a partition's row is damaged", e);
        }
    }
}
