package io.torcdb.node.group;

import io.torcdb.node.store.StoreException;
import java.nio.ByteBuffer;

/** Opens rows of META, whose first byte is a format. */
final class Rows {
    private Rows() {}

    /** Returns what follows the format byte; throws StoreException for another form. */
    static ByteBuffer open(byte[] row, byte format, int leastBytes) {
        if (row.length < leastBytes || row[0] != format) {
            throw new StoreException("a row of a group's state is damaged or too new");
        }
        return ByteBuffer.wrap(row, 1, row.length - 1);
    }
}
