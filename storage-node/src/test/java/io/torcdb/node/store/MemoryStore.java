package io.torcdb.node.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store in memory for unit tests; it can be told to have nothing at hand without a disk. */
public final class MemoryStore implements Store {
    private final Map<Family, ConcurrentNavigableMap<byte[], byte[]>> families =
            new EnumMap<>(Family.class);
    private final AtomicBoolean cold = new AtomicBoolean();

    public MemoryStore() {
        for (Family family : Family.values()) {
            families.put(family, new ConcurrentSkipListMap<>(Arrays::compareUnsigned));
        }
    }

    /** From here on memory knows nothing, or everything again. */
    public void cold(boolean nothingInMemory) {
        cold.set(nothingInMemory);
    }

    private ConcurrentNavigableMap<byte[], byte[]> of(Family family) {
        return Objects.requireNonNull(families.get(family));
    }

    @Override
    public byte @Nullable [] get(Family family, byte[] key) {
        return of(family).get(key);
    }

    @Override
    public boolean getFromMemory(Family family, byte[] key, Consumer<byte @Nullable []> found) {
        if (cold.get()) {
            return false;
        }
        found.accept(of(family).get(key));
        return true;
    }

    @Override
    public Cursor scan(Family family, byte[] lower, byte[] upper, boolean descending) {
        NavigableMap<byte[], byte[]> range = of(family).subMap(lower, upper);
        var entries = new ArrayList<Map.Entry<byte[], byte[]>>();
        (descending ? range.descendingMap() : range)
                .forEach((key, value) -> entries.add(Map.entry(key, value)));
        return new MemoryCursor(entries.iterator());
    }

    @Override
    public View view() {
        var copy = new MemoryStore();
        families.forEach((family, map) -> copy.of(family).putAll(map));
        return new MemoryView(copy);
    }

    @Override
    public void write(Batch batch) {
        ((MemoryBatch) batch).changes.forEach(Runnable::run);
    }

    @Override
    public Batch batch() {
        return new MemoryBatch();
    }

    @Override
    public void flush() {}

    @Override
    public void checkpoint(Path folder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long sizeBytes() {
        return 0;
    }

    @Override
    public long approximateBytes(Family family, byte[] lower, byte[] upper) {
        long bytes = 0;
        for (var entry : of(family).subMap(lower, upper).entrySet()) {
            bytes += entry.getKey().length + entry.getValue().length;
        }
        return bytes;
    }

    @Override
    public void close() {}

    private record MemoryView(MemoryStore copy) implements View {
        @Override
        public byte @Nullable [] get(Family family, byte[] key) {
            return copy.get(family, key);
        }

        @Override
        public Cursor scan(Family family, byte[] lower, byte[] upper, boolean descending) {
            return copy.scan(family, lower, upper, descending);
        }

        @Override
        public void close() {}
    }

    private final class MemoryBatch implements Batch {
        private final List<Runnable> changes = new ArrayList<>();

        @Override
        public void put(Family family, byte[] key, byte[] value) {
            changes.add(() -> of(family).put(key, value));
        }

        @Override
        public void delete(Family family, byte[] key) {
            changes.add(() -> of(family).remove(key));
        }

        @Override
        public void deleteRange(Family family, byte[] lower, byte[] upper) {
            changes.add(() -> of(family).subMap(lower, upper).clear());
        }

        @Override
        public void close() {}
    }

    private static final class MemoryCursor implements Cursor {
        private final Iterator<Map.Entry<byte[], byte[]>> rest;
        private Map.@Nullable Entry<byte[], byte[]> current;

        MemoryCursor(Iterator<Map.Entry<byte[], byte[]>> rest) {
            this.rest = rest;
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
