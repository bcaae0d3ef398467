package io.torcdb.model.item;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Attribute values by name, in UTF-8 byte order of the names. Immutable, two arrays, so that
 * decoding an item sorts nothing and copying a map of an item costs nothing.
 */
final class NameMap extends AbstractMap<String, AttributeValue>
        implements SequencedMap<String, AttributeValue> {
    private final String[] names;
    private final AttributeValue[] values;

    private NameMap(String[] names, AttributeValue[] values) {
        this.names = names;
        this.values = values;
    }

    /** Returns {@code map} in the one order. */
    static NameMap copyOf(Map<String, AttributeValue> map) {
        if (map instanceof NameMap same) {
            return same;
        }
        List<Map.Entry<String, AttributeValue>> entries = new ArrayList<>(map.entrySet());
        entries.sort(Map.Entry.comparingByKey(Order.UTF_8));
        var names = new String[entries.size()];
        var values = new AttributeValue[names.length];
        boolean repaired = false;
        for (int i = 0; i < names.length; i++) {
            String name = entries.get(i).getKey();
            names[i] = Text.wellFormed(name);
            repaired |= !names[i].equals(name);
            values[i] = Objects.requireNonNull(entries.get(i).getValue());
        }
        return repaired ? resorted(names, values) : new NameMap(names, values);
    }

    /** Repaired names may stand elsewhere in the order, or have become equal. */
    private static NameMap resorted(String[] names, AttributeValue[] values) {
        var sorted = new TreeMap<String, AttributeValue>(Order.UTF_8);
        for (int i = 0; i < names.length; i++) {
            sorted.put(names[i], values[i]);
        }
        return new NameMap(
                sorted.keySet().toArray(new String[0]),
                sorted.values().toArray(new AttributeValue[0]));
    }

    /** Returns the map of names that are in order and without duplicates; takes the arrays over. */
    static NameMap ofSorted(String[] names, AttributeValue[] values) {
        return new NameMap(names, values);
    }

    String name(int index) {
        return names[index];
    }

    AttributeValue value(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public @Nullable AttributeValue get(@Nullable Object key) {
        int index = indexOf(key);
        return index < 0 ? null : values[index];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return indexOf(key) >= 0;
    }

    private int indexOf(@Nullable Object key) {
        return key instanceof String name ? Arrays.binarySearch(names, name, Order.UTF_8) : -1;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super AttributeValue> action) {
        for (int i = 0; i < names.length; i++) {
            action.accept(names[i], values[i]);
        }
    }

    @Override
    public Set<Map.Entry<String, AttributeValue>> entrySet() {
        return new Entries();
    }

    @Override
    public SequencedMap<String, AttributeValue> reversed() {
        var reversed = new LinkedHashMap<String, AttributeValue>();
        for (int i = names.length - 1; i >= 0; i--) {
            reversed.put(names[i], values[i]);
        }
        return Collections.unmodifiableSequencedMap(reversed);
    }

    private final class Entries extends AbstractSet<Map.Entry<String, AttributeValue>> {
        @Override
        public int size() {
            return names.length;
        }

        @Override
        public Iterator<Map.Entry<String, AttributeValue>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < names.length;
                }

                @Override
                public Map.Entry<String, AttributeValue> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    int index = next++;
                    return Map.entry(names[index], values[index]);
                }
            };
        }
    }
}
