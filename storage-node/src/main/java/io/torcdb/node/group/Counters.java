package io.torcdb.node.group;

import io.torcdb.node.store.Keys;
import io.torcdb.node.store.StoreException;
import io.torcdb.proto.internal.Effect;
import io.torcdb.proto.internal.IndexEffect;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What a partition holds. Immutable.
 *
 * @param items how many items
 * @param bytes their size as DynamoDB counts it
 * @param changePosition how many changes were made; the position of the newest
 * @param indexes what the partition's part of each local index holds, by container; an index that
 *     never had an entry is absent
 */
public record Counters(
        long items, long bytes, long changePosition, SequencedMap<Long, IndexCounters> indexes) {
    static final Counters ZERO = new Counters(0, 0, 0);

    /** What the counters of rows take that know no indexes. */
    static final int BYTES_WITHOUT_INDEXES = 3 * Long.BYTES;

    private static final int FIXED_BYTES = BYTES_WITHOUT_INDEXES + Integer.BYTES;
    private static final int INDEX_BYTES = 3 * Long.BYTES;

    /**
     * What an index holds.
     *
     * @param entries how many entries
     * @param bytes their size as DynamoDB counts it
     */
    public record IndexCounters(long entries, long bytes) {
        IndexCounters plus(IndexCounters more) {
            return new IndexCounters(entries + more.entries, bytes + more.bytes);
        }
    }

    /** Copies into the order of the containers. */
    public Counters {
        indexes = indexes.isEmpty() ? Collections.emptyNavigableMap() : ordered(indexes);
    }

    /** Makes those of a partition without indexes. */
    public Counters(long items, long bytes, long changePosition) {
        this(items, bytes, changePosition, Collections.emptyNavigableMap());
    }

    private static SequencedMap<Long, IndexCounters> ordered(
            SequencedMap<Long, IndexCounters> indexes) {
        var ordered = new TreeMap<Long, IndexCounters>(Long::compareUnsigned);
        ordered.putAll(indexes);
        return Collections.unmodifiableSequencedMap(ordered);
    }

    /** Returns the size of items and entries together. */
    public long bytesWithIndexes() {
        long sum = bytes;
        for (IndexCounters index : indexes.values()) {
            sum += index.bytes();
        }
        return sum;
    }

    Counters plus(Effect effect) {
        SequencedMap<Long, IndexCounters> next = indexes;
        if (effect.getIndexesCount() > 0) {
            next = new TreeMap<>(indexes);
            for (IndexEffect change : effect.getIndexesList()) {
                next.merge(
                        Keys.container(change.getKey().toByteArray()),
                        new IndexCounters(change.getEntriesDelta(), change.getBytesDelta()),
                        IndexCounters::plus);
            }
        }
        return new Counters(
                items + effect.getItemsDelta(),
                bytes + effect.getBytesDelta(),
                changePosition + 1,
                next);
    }

    int encodedBytes() {
        return FIXED_BYTES + indexes.size() * INDEX_BYTES;
    }

    void encode(ByteBuffer out) {
        out.putLong(items).putLong(bytes).putLong(changePosition).putInt(indexes.size());
        indexes.forEach((container, index) ->
                out.putLong(container).putLong(index.entries()).putLong(index.bytes()));
    }

    static Counters decodeWithoutIndexes(ByteBuffer in) {
        return new Counters(in.getLong(), in.getLong(), in.getLong());
    }

    static Counters decode(ByteBuffer in) {
        Counters fixed = decodeWithoutIndexes(in);
        int count = in.getInt();
        if (count < 0 || count > in.remaining() / INDEX_BYTES) {
            throw new StoreException("a partition's row is damaged");
        }
        var indexes = new TreeMap<Long, IndexCounters>(Long::compareUnsigned);
        for (int i = 0; i < count; i++) {
            indexes.put(in.getLong(), new IndexCounters(in.getLong(), in.getLong()));
        }
        return new Counters(fixed.items, fixed.bytes, fixed.changePosition, indexes);
    }
}
