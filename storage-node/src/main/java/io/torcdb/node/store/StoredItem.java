package io.torcdb.node.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The value of an item in the store: a header and the encoded item. The header holds format, kind,
 * origin region, checksum, write time and the item's size as DynamoDB counts it, so that counters
 * and capacity need no decoding.
 */
public final class StoredItem {
    /** Bytes in front of the encoded item. */
    public static final int HEADER_BYTES = 24;

    private static final byte FORMAT = 1;
    // 1 is reserved for tombstones, for replication between clusters.
    private static final byte LIVE = 0;
    private static final int KIND_AT = 1;
    private static final int REGION_AT = 2;
    private static final int CHECKSUM_AT = 4;
    private static final int TIME_AT = 8;
    private static final int SIZE_AT = 16;
    private static final int HOME_REGION = 0;

    private StoredItem() {}

    /**
     * Returns the value for an item.
     *
     * @param writeTime the group time of the write
     * @param itemBytes the item's size as DynamoDB counts it
     * @param item the encoded item
     */
    public static byte[] encode(long writeTime, int itemBytes, ByteString item) {
        byte[] value = new byte[HEADER_BYTES + item.size()];
        ByteBuffer.wrap(value)
                .put(FORMAT)
                .put(LIVE)
                .putShort((short) HOME_REGION)
                .putInt(0)
                .putLong(writeTime)
                .putInt(itemBytes);
        item.copyTo(value, HEADER_BYTES);
        ByteBuffer.wrap(value).putInt(CHECKSUM_AT, checksum(value));
        return value;
    }

    /** Returns {@code value} when it is whole; throws StoreException when it is damaged. */
    public static byte[] check(byte[] value) {
        if (value.length < HEADER_BYTES
                || value[0] != FORMAT
                || value[KIND_AT] != LIVE
                || ByteBuffer.wrap(value).getInt(CHECKSUM_AT) != checksum(value)) {
            throw new StoreException("a stored item is damaged");
        }
        return value;
    }

    /** Returns the item's size as DynamoDB counts it. */
    public static int itemBytes(byte[] value) {
        return ByteBuffer.wrap(value).getInt(SIZE_AT);
    }

    /** Returns the group time of the write. */
    public static long writeTime(byte[] value) {
        return ByteBuffer.wrap(value).getLong(TIME_AT);
    }

    /** Returns the id of the region that the write was made in; 0 is this one. */
    public static int region(byte[] value) {
        return ByteBuffer.wrap(value).getShort(REGION_AT);
    }

    /** Returns a copy of the encoded item. */
    public static byte[] item(byte[] value) {
        return Arrays.copyOfRange(value, HEADER_BYTES, value.length);
    }

    /** Returns the encoded item without copying; {@code value} must not change any more. */
    public static ByteString view(byte[] value) {
        return UnsafeByteOperations.unsafeWrap(value, HEADER_BYTES, value.length - HEADER_BYTES);
    }

    private static int checksum(byte[] value) {
        var crc = new CRC32C();
        crc.update(value, 0, CHECKSUM_AT);
        crc.update(value, TIME_AT, value.length - TIME_AT);
        return (int) crc.getValue();
    }
}
