package io.torcdb.tests.simulation;

import io.torcdb.node.store.Store;
import io.torcdb.node.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map that forgets unflushed batches when it crashes, as far back as chance will have it.
 * What is in memory is chance, too.
 */
final class SimStore implements Store {
    private final SimScheduler scheduler;
    private final double missChance;
    private final Map<Family, NavigableMap<byte[], byte[]>> state;
    private final Map<Family, NavigableMap<byte[], byte[]>> flushed;
    private final List<SimBatch> unflushed = new ArrayList<>();
    private boolean closed;

    SimStore(SimScheduler scheduler, double missChance) {
        this(scheduler, missChance, empty());
    }

    private SimStore(
            SimScheduler scheduler,
            double missChance,
            Map<Family, NavigableMap<byte[], byte[]>> content) {
        this.scheduler = scheduler;
        this.missChance = missChance;
        this.state = copy(content);
        this.flushed = copy(content);
    }

    private static Map<Family, NavigableMap<byte[], byte[]>> empty() {
        var maps = new EnumMap<Family, NavigableMap<byte[], byte[]>>(Family.class);
        for (Family family : Family.values()) {
            maps.put(family, new TreeMap<>(Arrays::compareUnsigned));
        }
        return maps;
    }

    private static Map<Family, NavigableMap<byte[], byte[]>> copy(
            Map<Family, NavigableMap<byte[], byte[]>> content) {
        var maps = empty();
        content.forEach((family, map) -> of(maps, family).putAll(map));
        return maps;
    }

    private static NavigableMap<byte[], byte[]> of(
            Map<Family, NavigableMap<byte[], byte[]>> maps, Family family) {
        var map = maps.get(family);
        if (map == null) {
            throw new IllegalStateException("every family has its map");
        }
        return map;
    }

    /** Returns what is left after a crash. */
    SimStore crashed() {
        closed = true;
        var left = copy(flushed);
        int survivors = scheduler.random().nextInt(unflushed.size() + 1);
        unflushed.subList(0, survivors).forEach(batch -> batch.applyTo(left));
        return new SimStore(scheduler, missChance, left);
    }

    /** Returns a durable copy of the present state. */
    SimStore copied() {
        return new SimStore(scheduler, missChance, state);
    }

    /** Returns a digest of the whole state. */
    long digest() {
        var crc = new CRC32();
        for (Family family : Family.values()) {
            of(state, family)
                    .forEach((key, value) -> {
                        crc.update(key);
                        crc.update(value);
                    });
        }
        return crc.getValue();
    }

    private NavigableMap<byte[], byte[]> open(Family family) {
        if (closed) {
            throw new StoreException("the store is closed");
        }
        return of(state, family);
    }

    @Override
    public byte @Nullable [] get(Family family, byte[] key) {
        return open(family).get(key);
    }

    @Override
    public boolean getFromMemory(Family family, byte[] key, Consumer<byte @Nullable []> found) {
        if (scheduler.chance(missChance)) {
            return false;
        }
        found.accept(open(family).get(key));
        return true;
    }

    @Override
    public Cursor scan(Family family, byte[] lower, byte[] upper, boolean descending) {
        var range = new TreeMap<>(open(family).subMap(lower, upper));
        var entries = descending ? range.descendingMap() : range;
        return new SimCursor(List.copyOf(entries.entrySet()).iterator());
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
        return new SimBatch();
    }

    @Override
    public void flush() {
        unflushed.forEach(batch -> batch.applyTo(flushed));
        unflushed.clear();
    }

    @Override
    public void checkpoint(Path folder) {
        throw new UnsupportedOperationException("the simulation copies in memory");
    }

    @Override
    public long sizeBytes() {
        return 0;
    }

    @Override
    public void close() {
        closed = true;
    }

    private static final class SimBatch implements Batch {
        private final List<Consumer<Map<Family, NavigableMap<byte[], byte[]>>>> changes =
                new ArrayList<>();

        void applyTo(Map<Family, NavigableMap<byte[], byte[]>> maps) {
            changes.forEach(change -> change.accept(maps));
        }

        @Override
        public void put(Family family, byte[] key, byte[] value) {
            byte[] ownKey = key.clone();
            byte[] ownValue = value.clone();
            changes.add(maps -> of(maps, family).put(ownKey, ownValue));
        }

        @Override
        public void delete(Family family, byte[] key) {
            byte[] ownKey = key.clone();
            changes.add(maps -> of(maps, family).remove(ownKey));
        }

        @Override
        public void deleteRange(Family family, byte[] lower, byte[] upper) {
            byte[] ownLower = lower.clone();
            byte[] ownUpper = upper.clone();
            changes.add(maps -> of(maps, family).subMap(ownLower, ownUpper).clear());
        }

        @Override
        public void close() {}
    }

    private static final class SimCursor implements Cursor {
        private final Iterator<Map.Entry<byte[], byte[]>> rest;
        private Map.@Nullable Entry<byte[], byte[]> current;

        SimCursor(Iterator<Map.Entry<byte[], byte[]>> rest) {
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
