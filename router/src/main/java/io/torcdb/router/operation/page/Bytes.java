package io.torcdb.router.operation.page;

import java.nio.ByteBuffer;

/** Small moves on arrays of bytes. */
final class Bytes {
    static final byte[] NONE = {};

    private Bytes() {}

    static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            joined.put(part);
        }
        return joined.array();
    }

    static byte[] ofToken(long token) {
        return ByteBuffer.allocate(Long.BYTES).putLong(token).array();
    }
}
