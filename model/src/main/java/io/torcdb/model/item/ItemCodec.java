package io.torcdb.model.item;

/**
 * Torc's binary encoding of items and values: what travels between processes and lies on disk.
 * Canonical: equal items have equal bytes, and nothing but the encoding of an item decodes.
 *
 * <p>An item is the format (1 byte), its size as DynamoDB counts it (4 bytes, big-endian), and its
 * attributes as in a map. A value is a tag (1 byte) and, by type: S, B a length and the bytes; N
 * the scale (zigzag), the number of bytes of the unscaled value (1 byte) and these in two's
 * complement; sets a count and the members in order, without tags; L a count and the values; M a
 * count and, in UTF-8 byte order of the names, name (length and bytes) and value. Lengths and
 * counts are unsigned varints. A value that stands alone begins with the format, too.
 *
 * <p>Numbers of formats and tags are never used again for something else. Decoding throws {@link
 * CorruptItemException}.
 */
public final class ItemCodec {
    /** The only format so far. */
    static final int FORMAT = 1;

    /** What stands in front of the attributes: format and size. */
    public static final int HEADER_BYTES = 1 + Integer.BYTES;

    private ItemCodec() {}

    /** Returns the encoding of an item, not to be changed. */
    public static byte[] encode(Item item) {
        return item.encoding().array();
    }

    /** Returns the item of an encoding. */
    public static Item decode(byte[] bytes) {
        return new Item(new ItemDecoder(bytes).members());
    }

    /**
     * Returns the item of an encoding, which must not change any more, without decoding it: that,
     * and finding that it is damaged, is left to whoever asks the item for an attribute.
     */
    public static Item undecoded(byte[] bytes) {
        return new Item(Binary.wrap(bytes));
    }

    /** Shows an item to {@code visitor} without decoding it. */
    public static void visit(Item item, ItemVisitor visitor) {
        new ItemWalk(item.encoding().array(), visitor).item();
    }

    /**
     * Returns {@link Item#sizeBytes} of an encoded item without decoding it; its first {@link
     * #HEADER_BYTES} are enough.
     */
    public static int sizeBytes(byte[] encodedItem) {
        var in = new ByteReader(encodedItem);
        if (in.get() != FORMAT) {
            throw new CorruptItemException("a format that is not known here");
        }
        return in.getInt();
    }

    public static byte[] encodeValue(AttributeValue value) {
        return ItemEncoder.encode(value);
    }

    public static AttributeValue decodeValue(byte[] bytes) {
        return new ItemDecoder(bytes).single();
    }
}
