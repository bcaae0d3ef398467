package io.torcdb.model.schema;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.KeyCodec;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

    /**
     * Returns the entry of an item that has been checked before: its projection; empty when the
     * item lacks the sort key. With {@link Projection#ALL} it is the item itself.
     */
    public Optional<Item> entryOf(Item item, TableSchema schema) {
        if (item.get(sortKey.name()).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (projection) {
                    case ALL -> item;
                    case KEYS_ONLY -> keyItemOf(item, schema);
                    case INCLUDE -> included(item, schema);
                });
    }

    private Item included(Item item, TableSchema schema) {
        Map<String, AttributeValue> attributes = keysOf(item, schema);
        for (String name : nonKeyAttributes) {
            item.get(name).ifPresent(value -> attributes.put(name, value));
        }
        return Item.of(attributes);
    }

    /** Returns the table's key attributes and the sort key of an item or entry, and no others. */
    public Item keyItemOf(Item item, TableSchema schema) {
        return Item.of(keysOf(item, schema));
    }

    private Map<String, AttributeValue> keysOf(Item item, TableSchema schema) {
        var attributes = new HashMap<String, AttributeValue>(schema.keyItemOf(item).attributes());
        item.get(sortKey.name()).ifPresent(value -> attributes.put(sortKey.name(), value));
        return attributes;
    }

    /**
     * Returns the order-preserving encoding of the key of an entry: the partition key, the sort key
     * and the table's sort key. Throws IllegalArgumentException for what is no entry.
     */
    public byte[] encodedKey(Item entry, TableSchema schema) {
        PrimaryKey key = schema.keyOfStored(entry);
        AttributeValue own =
                entry.get(sortKey.name())
                        .orElseThrow(() -> new IllegalArgumentException("no entry of the index"));
        var encoded = new ByteArrayOutputStream();
        encoded.writeBytes(KeyCodec.encodePartitionKey(key.partitionKey()));
        encoded.writeBytes(KeyCodec.encodeSortKey(own));
        key.sortKey().ifPresent(value -> encoded.writeBytes(KeyCodec.encodeSortKey(value)));
        return encoded.toByteArray();
    }

    /** Returns what is wrong with the value that an item brings for the sort key. */
    public Optional<String> problemOfPut(AttributeValue value) {
        return IndexKeyTexts.problemOfPut(this, value);
    }

    /**
     * Returns what is wrong with the value that an update gives to the sort key.
     *
     * @param literal whether the update names the value instead of computing it
     */
    public Optional<String> problemOfUpdate(AttributeValue value, boolean literal) {
        return IndexKeyTexts.problemOfUpdate(this, value, literal);
    }

    /** Returns this index with its entries in {@code newContainer}. */
    public LocalIndex in(long newContainer) {
        return new LocalIndex(newContainer, name, sortKey, projection, nonKeyAttributes);
    }
}
