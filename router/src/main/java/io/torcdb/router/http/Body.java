package io.torcdb.router.http;

import io.netty.buffer.ByteBuf;
import io.torcdb.router.http.coding.ContentCoding;
import java.util.Arrays;

/**
 * The body of a request while it arrives, and then whole. Grows with what has arrived, not with
 * what a head announces. For one thread at a time.
 */
final class Body {
    private static final int FIRST_BYTES = 16 << 10;

    private final ContentCoding coding;
    private final int expectedBytes;
    private byte[] bytes;
    private int length;

    /** A body of which {@code expectedBytes} are announced; 0 when that is not known. */
    Body(ContentCoding coding, int expectedBytes) {
        this.coding = coding;
        this.expectedBytes = expectedBytes;
        this.bytes = new byte[Math.min(expectedBytes, FIRST_BYTES)];
    }

    /** Returns a body that nothing has arrived of. */
    static Body none() {
        return new Body(ContentCoding.IDENTITY, 0);
    }

    /** Copies what is readable. */
    void append(ByteBuf part) {
        int more = part.readableBytes();
        makeRoom(more);
        part.readBytes(bytes, length, more);
        length += more;
    }

    /** Copies the first {@code more} of {@code part}. */
    void append(byte[] part, int more) {
        makeRoom(more);
        System.arraycopy(part, 0, bytes, length, more);
        length += more;
    }

    private void makeRoom(int more) {
        if (length + more > bytes.length) {
            int doubled = Math.max(length + more, 2 * bytes.length);
            int wanted = expectedBytes > length + more ? Math.min(doubled, expectedBytes) : doubled;
            bytes = Arrays.copyOf(bytes, wanted);
        }
    }

    /** Returns how the bytes are packed. */
    ContentCoding coding() {
        return coding;
    }

    /** Returns the array that the body begins in. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns the number of bytes that have arrived. */
    int length() {
        return length;
    }
}
