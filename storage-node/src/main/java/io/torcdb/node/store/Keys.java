package io.torcdb.node.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;

/**
 * The layout of a replica's keys. In {@link Store.Family#ITEMS}: container (a table's id), token,
 * encoded partition and sort key, numbers as 8 bytes, big-endian, so that unsigned byte order is
 * token order and then key order. In {@link Store.Family#INDEXES} the same with the container of an
 * index and, between partition and sort key, the index's sort key. In {@link Store.Family#META}:
 * one letter, then an id where there are several.
 */
public final class Keys {
    private static final int CONTAINER_BYTES = Long.BYTES;
    private static final int TOKEN_BYTES = Long.BYTES;
    private static final byte TABLE = 't';
    private static final byte PARTITION = 'p';

    private Keys() {}

    /** Returns the META key of the head: applied position, epoch, sequence and group time. */
    public static byte[] head() {
        return new byte[] {'h'};
    }

    /** Returns the META key of a table. */
    public static byte[] table(long table) {
        return meta(TABLE, table);
    }

    /** Returns the META key of an owned partition. */
    public static byte[] partition(long partition) {
        return meta(PARTITION, partition);
    }

    /** Returns the first META key that is not below any table's. */
    public static byte[] firstTable() {
        return new byte[] {TABLE};
    }

    /** Returns the first META key above all tables'. */
    public static byte[] endOfTables() {
        return new byte[] {TABLE + 1};
    }

    /** Returns the first META key that is not below any partition's. */
    public static byte[] firstPartition() {
        return new byte[] {PARTITION};
    }

    /** Returns the first META key above all partitions'. */
    public static byte[] endOfPartitions() {
        return new byte[] {PARTITION + 1};
    }

    /**
     * Returns the key of an item or of an entry of an index; {@code key} is the encoding of its
     * primary key, or of the entry's.
     */
    public static ByteString item(long container, long token, ByteString key) {
        return UnsafeByteOperations.unsafeWrap(bound(container, token, key));
    }

    private static byte[] bound(long container, long token, ByteString key) {
        byte[] whole = new byte[CONTAINER_BYTES + TOKEN_BYTES + key.size()];
        ByteBuffer.wrap(whole).putLong(container).putLong(token);
        key.copyTo(whole, CONTAINER_BYTES + TOKEN_BYTES);
        return whole;
    }

    /** Returns the key for a bound of a range: {@code bound} is a key without its container. */
    public static byte[] bound(long container, ByteString bound) {
        byte[] key = new byte[CONTAINER_BYTES + bound.size()];
        ByteBuffer.wrap(key).putLong(container);
        bound.copyTo(key, CONTAINER_BYTES);
        return key;
    }

    /** Returns the first key that is not below any of a token. */
    public static byte[] firstOfToken(long container, long token) {
        return ByteBuffer.allocate(CONTAINER_BYTES + TOKEN_BYTES)
                .putLong(container)
                .putLong(token)
                .array();
    }

    /** Returns the first key above all of a token. */
    public static byte[] endOfToken(long container, long token) {
        return token == -1L ? endOfContainer(container) : firstOfToken(container, token + 1);
    }

    /** Returns the first key that is not below any of a container. */
    public static byte[] firstOfContainer(long container) {
        return ByteBuffer.allocate(CONTAINER_BYTES).putLong(container).array();
    }

    /** Returns the first key above all of a container. */
    public static byte[] endOfContainer(long container) {
        return firstOfContainer(container + 1);
    }

    /** Returns the container of the key of an item or entry. */
    public static long container(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    /** Returns the token of the key of an item or entry. */
    public static long token(byte[] key) {
        return ByteBuffer.wrap(key).getLong(CONTAINER_BYTES);
    }

    private static byte[] meta(byte kind, long id) {
        return ByteBuffer.allocate(1 + Long.BYTES).put(kind).putLong(id).array();
    }
}
