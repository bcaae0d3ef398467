package io.torcdb.tests.simulation;

import io.torcdb.node.store.Store.Family;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** What a store holds. */
final class SimContent {
    private final Map<Family, NavigableMap<byte[], byte[]>> maps = new EnumMap<>(Family.class);

    SimContent() {
        for (Family family : Family.values()) {
            maps.put(family, new TreeMap<>(Arrays::compareUnsigned));
        }
    }

    NavigableMap<byte[], byte[]> of(Family family) {
        var map = maps.get(family);
        if (map == null) {
            throw new IllegalStateException("every family has its map");
        }
        return map;
    }

    SimContent copy() {
        var copy = new SimContent();
        maps.forEach((family, map) -> copy.of(family).putAll(map));
        return copy;
    }

    long digest() {
        var crc = new CRC32();
        for (var map : maps.values()) {
            map.forEach((key, value) -> {
                crc.update(key);
                crc.update(value);
            });
        }
        return crc.getValue();
    }

    long sizeBytes() {
        long bytes = 0;
        for (var map : maps.values()) {
            for (var entry : map.entrySet()) {
                bytes += entry.getKey().length + entry.getValue().length;
            }
        }
        return bytes;
    }
}
