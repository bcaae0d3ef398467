package io.torcdb.node.index;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.schema.TableSchema;
import io.torcdb.node.store.StoredItem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An item, or none, before or after a write: what is asked of it is decoded or derived when it is
 * asked for, at most once. Belongs to one evaluation.
 */
public final class ItemImage {
    private final Optional<ByteString> encoded;
    private final int bytes;
    private @Nullable Item item;
    private @Nullable IndexEntries entries;

    private ItemImage(Optional<ByteString> encoded, int bytes, @Nullable Item item) {
        this.encoded = encoded;
        this.bytes = bytes;
        this.item = item;
    }

    /** Returns that of a stored value, of no item when it is null. */
    public static ItemImage ofStored(byte @Nullable [] stored) {
        return stored == null
                ? new ItemImage(Optional.empty(), 0, null)
                : new ItemImage(
                        Optional.of(StoredItem.view(stored)), StoredItem.itemBytes(stored), null);
    }

    /**
     * Returns that of an encoded item, of no item when it is null.
     *
     * @param bytes the size of the item as DynamoDB counts it
     */
    public static ItemImage ofItem(@Nullable ByteString encoded, int bytes) {
        return new ItemImage(Optional.ofNullable(encoded), bytes, null);
    }

    /** Returns that of an item, or of none. */
    public static ItemImage ofItem(Optional<Item> item) {
        Optional<ByteString> encoded =
                item.map(content -> UnsafeByteOperations.unsafeWrap(ItemCodec.encode(content)));
        return new ItemImage(
                encoded, encoded.map(ItemImage::itemBytes).orElse(0), item.orElse(null));
    }

    /** Returns the size of an encoded item as DynamoDB counts it. */
    public static int itemBytes(ByteString encoded) {
        ByteString header = encoded.substring(0, Math.min(encoded.size(), ItemCodec.HEADER_BYTES));
        return ItemCodec.sizeBytes(header.toByteArray());
    }

    /** Returns the encoded item. */
    public Optional<ByteString> encoded() {
        return encoded;
    }

    /** Returns its size as DynamoDB counts it, 0 of none. */
    public int bytes() {
        return bytes;
    }

    /** Returns the item. */
    public Optional<Item> item() {
        if (item == null && encoded.isPresent()) {
            item = ItemCodec.decode(encoded.get().toByteArray());
        }
        return Optional.ofNullable(item);
    }

    /** Returns the item, or one without attributes. */
    public Item itemOrEmpty() {
        return item().orElse(Item.EMPTY);
    }

    /** Returns its entries in the local indexes of its table. */
    public IndexEntries entries(TableSchema schema) {
        IndexEntries known = entries;
        if (known == null) {
            Optional<Item> content = item();
            known =
                    content.isPresent()
                            ? IndexEntries.of(schema, content.get(), encoded.orElseThrow())
                            : IndexEntries.none(schema);
            entries = known;
        }
        return known;
    }
}
