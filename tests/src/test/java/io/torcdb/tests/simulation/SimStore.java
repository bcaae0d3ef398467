package io.torcdb.tests.simulation;

import io.torcdb.node.store.Store;
import io.torcdb.node.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map that forgets unflushed batches when it crashes, as far back as chance will have it.
 * What is in memory is chance, too.
 */
public final class SimStore implements Store {
    private final SimStores stores;
    private final Path folder;
    private final SimContent state;
    private final SimContent flushed;
    private final List<SimBatch> unflushed = new ArrayList<>();
    private boolean closed;

    SimStore(SimStores stores, Path folder, SimContent content) {
        this.stores = stores;
        this.folder = folder;
        this.state = content.copy();
        this.flushed = content.copy();
    }

    Path folder() {
        return folder;
    }

    /** Returns what a crash of this moment would leave. */
    SimContent surviving() {
        SimContent left = flushed.copy();
        int survivors = stores.scheduler().random().nextInt(unflushed.size() + 1);
        unflushed.subList(0, survivors).forEach(batch -> batch.applyTo(left));
        return left;
    }

    /** Ends without a flush. */
    void abandon() {
        closed = true;
    }

    /** Returns a digest of the whole state. */
    long digest() {
        return state.digest();
    }

    private NavigableMap<byte[], byte[]> open(Family family) {
        if (closed) {
            throw new StoreException("the store is closed");
        }
        return state.of(family);
    }

    @Override
    public byte @Nullable [] get(Family family, byte[] key) {
        return open(family).get(key);
    }

    @Override
    public boolean getFromMemory(Family family, byte[] key, Consumer<byte @Nullable []> found) {
        if (stores.scheduler().chance(stores.missChance())) {
            return false;
        }
        found.accept(open(family).get(key));
        return true;
    }

    @Override
    public Cursor scan(Family family, byte[] lower, byte[] upper, boolean descending) {
        return new SimCursor(open(family).subMap(lower, upper), descending);
    }

    @Override
    public View view() {
        var _ = open(Family.META);
        return new SimView(state.copy());
    }

    @Override
    public void write(Batch batch) {
        var changes = (SimBatch) batch;
        var _ = open(Family.META);
        changes.applyTo(state);
        unflushed.add(changes);
    }

    @Override
    public Batch batch() {
        var _ = open(Family.META);
        return new SimBatch();
    }

    @Override
    public void flush() {
        var _ = open(Family.META);
        unflushed.forEach(batch -> batch.applyTo(flushed));
        unflushed.clear();
        stores.persist(folder, flushed);
    }

    @Override
    public void checkpoint(Path target) {
        var _ = open(Family.META);
        stores.persistNew(target, state);
    }

    @Override
    public long sizeBytes() {
        return state.sizeBytes();
    }

    @Override
    public void close() {
        if (!closed) {
            flush();
            closed = true;
        }
    }

    @Override
    public long approximateBytes(Family family, byte[] lower, byte[] upper) {
        long bytes = 0;
        for (var entry : open(family).subMap(lower, upper).entrySet()) {
            bytes += entry.getKey().length + entry.getValue().length;
        }
        return bytes;
    }

    private record SimView(SimContent content) implements View {
        @Override
        public byte @Nullable [] get(Family family, byte[] key) {
            return content.of(family).get(key);
        }

        @Override
        public Cursor scan(Family family, byte[] lower, byte[] upper, boolean descending) {
            return new SimCursor(content.of(family).subMap(lower, upper), descending);
        }

        @Override
        public void close() {}
    }

    private static final class SimBatch implements Batch {
        private final List<Consumer<SimContent>> changes = new ArrayList<>();

        void applyTo(SimContent content) {
            changes.forEach(change -> change.accept(content));
        }

        @Override
        public void put(Family family, byte[] key, byte[] value) {
            byte[] ownKey = key.clone();
            byte[] ownValue = value.clone();
            changes.add(content -> content.of(family).put(ownKey, ownValue));
        }

        @Override
        public void delete(Family family, byte[] key) {
            byte[] ownKey = key.clone();
            changes.add(content -> content.of(family).remove(ownKey));
        }

        @Override
        public void deleteRange(Family family, byte[] lower, byte[] upper) {
            byte[] ownLower = lower.clone();
            byte[] ownUpper = upper.clone();
            changes.add(content -> content.of(family).subMap(ownLower, ownUpper).clear());
        }

        @Override
        public void close() {}
    }

    private static final class SimCursor implements Cursor {
        private final Iterator<Map.Entry<byte[], byte[]>> rest;
        private Map.@Nullable Entry<byte[], byte[]> current;

        SimCursor(SortedMap<byte[], byte[]> range, boolean descending) {
            NavigableMap<byte[], byte[]> ownRange = new TreeMap<>(range);
            var entries = descending ? ownRange.descendingMap() : ownRange;
            this.rest = List.copyOf(entries.entrySet()).iterator();
        }

        @Override
        public boolean next() {
            current = rest.hasNext() ? rest.next() : null;
            return current != null;
        }

        private Map.Entry<byte[], byte[]> current() {
            if (current == null) {
                throw new IllegalStateException("before the first or after the last element");
            }
            return current;
        }

        @Override
        public byte[] key() {
            return current().getKey();
        }

        @Override
        public byte[] value() {
            return current().getValue();
        }

        @Override
        public void close() {}
    }
}
