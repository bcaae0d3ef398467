package io.torcdb.model.schema;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A local secondary index: the items of one partition key in the order of another attribute. It
 * holds only items that have that attribute. Immutable.
 *
 * @param container of its entries
 * @param sortKey what it orders by
 * @param projection which attributes an entry holds beside the table's key and the sort key
 * @param nonKeyAttributes what {@link Projection#INCLUDE} includes, else empty
 */
public record LocalIndex(
        long container,
        String name,
        KeyAttribute sortKey,
        Projection projection,
        SortedSet<String> nonKeyAttributes) {
    /** Which attributes an entry holds. */
    public enum Projection {
        ALL,
        KEYS_ONLY,
        INCLUDE
    }

    /** Copies. */
    public LocalIndex {
        nonKeyAttributes = Collections.unmodifiableSortedSet(new TreeSet<>(nonKeyAttributes));
    }
}
