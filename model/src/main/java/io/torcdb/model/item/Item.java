package io.torcdb.model.item;

import io.torcdb.model.outcome.FoundItem;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** An item: its attributes by name, in UTF-8 byte order of the names. Immutable. */
public record Item(SequencedMap<String, AttributeValue> attributes) implements FoundItem {
    /** The largest item that is stored, names included. */
    public static final int MAX_ITEM_BYTES = 400 * 1024;

    /** How deep values of an item nest: 31 lists or maps around a scalar. */
    public static final int MAX_NESTING = 32;

    /** The item without attributes. */
    public static final Item EMPTY = of(Map.of());

    /** Copies into the one order. */
    public Item {
        attributes = NameMap.copyOf(attributes);
    }

    /** Returns the item of these attributes. */
    public static Item of(Map<String, AttributeValue> attributes) {
        return new Item(NameMap.copyOf(attributes));
    }

    /** Returns the value of one attribute. */
    public Optional<AttributeValue> get(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /**
     * Returns the size as DynamoDB counts it, for limits and capacity. Walks the whole item; {@link
     * ItemCodec#sizeBytes} reads it from an encoding at once.
     */
    public int sizeBytes() {
        int bytes = 0;
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            bytes += Text.utf8Length(attribute.getKey()) + attribute.getValue().sizeBytes();
        }
        return bytes;
    }

    /** Returns how deep the values nest: 1 for scalars, one more for each list or map around. */
    public int nesting() {
        int deepest = 0;
        for (AttributeValue value : attributes.values()) {
            deepest = Math.max(deepest, Sizes.nesting(value));
        }
        return deepest;
    }
}
