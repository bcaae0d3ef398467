package io.torcdb.model.item;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Collects the attributes of an item, or the members of a map, as they come; of a name that comes
 * twice the last value counts. Sorts a few in place, and nothing at all where they come in order.
 * For one thread.
 */
public final class NamedValues {
    private static final int FIRST_CAPACITY = 8;

    /** So many are sorted by insertion. */
    private static final int FEW = 24;

    private String[] names = new String[FIRST_CAPACITY];
    private AttributeValue[] values = new AttributeValue[FIRST_CAPACITY];
    private int size;
    private boolean ascending = true;

    /** Adds a value; unpaired surrogates of its name are replaced. */
    public void put(String name, AttributeValue value) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        names[size] = Text.wellFormed(name);
        values[size] = value;
        ascending &= size == 0 || Order.UTF_8.compare(names[size - 1], names[size]) < 0;
        size++;
    }

    /** Returns what was collected, in the one order; nothing is to be added any more. */
    public SequencedMap<String, AttributeValue> toMap() {
        if (!ascending) {
            if (size > FEW) {
                return sorted();
            }
            sort();
        }
        return size == names.length
                ? NameMap.ofSorted(names, values)
                : NameMap.ofSorted(Arrays.copyOf(names, size), Arrays.copyOf(values, size));
    }

    private SequencedMap<String, AttributeValue> sorted() {
        var map = new LinkedHashMap<String, AttributeValue>();
        for (int i = 0; i < size; i++) {
            map.put(names[i], values[i]);
        }
        return NameMap.copyOf(map);
    }

    private void sort() {
        int count = size;
        size = 0;
        for (int i = 0; i < count; i++) {
            insert(names[i], values[i]);
        }
    }

    /** Inserts among those in front, which are in order. */
    private void insert(String name, AttributeValue value) {
        int at = size;
        while (at > 0) {
            int order = Order.UTF_8.compare(names[at - 1], name);
            if (order == 0) {
                values[at - 1] = value;
                return;
            }
            if (order < 0) {
                break;
            }
            at--;
        }
        System.arraycopy(names, at, names, at + 1, size - at);
        System.arraycopy(values, at, values, at + 1, size - at);
        names[at] = name;
        values[at] = value;
        size++;
    }
}
