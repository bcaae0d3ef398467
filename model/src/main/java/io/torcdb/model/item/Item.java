package io.torcdb.model.item;

import java.util.Collections;
import java.util.SequencedMap;
import java.util.TreeMap;

/** An item: its attributes by name, in UTF-8 byte order of the names. Immutable. */
public record Item(SequencedMap<String, AttributeValue> attributes) {
    /** Copies into the one order. */
    public Item {
        var sorted = new TreeMap<String, AttributeValue>(Order.UTF_8);
        sorted.putAll(attributes);
        attributes = Collections.unmodifiableSequencedMap(sorted);
    }
}
