package io.torcdb.model.item;

import io.torcdb.model.outcome.FoundItem;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * An item: its attributes by name, in UTF-8 byte order of the names. Immutable. It is a tree of
 * values or their encoding, whichever it was made of, and the other as soon as that is asked for:
 * an item that nobody looks into is never decoded.
 */
public final class Item implements FoundItem {
    /** The largest item that is stored, names included. */
    public static final int MAX_ITEM_BYTES = 400 * 1024;

    /** How deep values of an item nest: 31 lists or maps around a scalar. */
    public static final int MAX_NESTING = 32;

    /** The item without attributes. */
    public static final Item EMPTY = of(Map.of());

    // Two threads may both make what is missing: the same, and safe to hand over without a lock,
    // since what both types hold is final.
    private @Nullable NameMap attributes;
    private @Nullable Binary encoding;

    /** Copies into the one order. */
    public Item(SequencedMap<String, AttributeValue> attributes) {
        this.attributes = NameMap.copyOf(attributes);
    }

    /** The item that {@code encoding} is of, if it is one. */
    Item(Binary encoding) {
        this.encoding = encoding;
    }

    /** Returns the item of these attributes. */
    public static Item of(Map<String, AttributeValue> attributes) {
        return new Item(NameMap.copyOf(attributes));
    }

    /**
     * Returns the attributes; throws {@link CorruptItemException} where they were encoded and the
     * encoding is damaged.
     */
    public SequencedMap<String, AttributeValue> attributes() {
        return members();
    }

    private NameMap members() {
        NameMap known = attributes;
        if (known == null) {
            known = new ItemDecoder(encoding().array()).members();
            attributes = known;
        }
        return known;
    }

    /** Returns the encoding. */
    Binary encoding() {
        Binary known = encoding;
        if (known == null) {
            known = Binary.wrap(ItemEncoder.encode(members()));
            encoding = known;
        }
        return known;
    }

    /** Returns the value of one attribute. */
    public Optional<AttributeValue> get(String name) {
        return Optional.ofNullable(attributes().get(name));
    }

    /**
     * Returns the size as DynamoDB counts it, for limits and capacity. An item that is asked for
     * its size is about to be written, so it is encoded for that.
     */
    public int sizeBytes() {
        return ItemCodec.sizeBytes(encoding().array());
    }

    /** Returns how deep the values nest: 1 for scalars, one more for each list or map around. */
    public int nesting() {
        return Sizes.nestingOfMembers(members());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Item that && members().equals(that.members());
    }

    @Override
    public int hashCode() {
        return members().hashCode();
    }

    @Override
    public String toString() {
        return "Item" + members();
    }
}
