package io.torcdb.control.catalog;

import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.model.catalog.CatalogChange;
import io.torcdb.wire.CatalogCodec;
import java.nio.ByteBuffer;

/** A change as an entry of the log: the number of the format, then the message. */
final class CatalogEntry {
    private static final byte FORMAT = 1;

    private CatalogEntry() {}

    static byte[] encode(CatalogChange change) {
        var message = CatalogCodec.encode(change).toByteArray();
        return ByteBuffer.allocate(1 + message.length).put(FORMAT).put(message).array();
    }

    /**
     * Throws IllegalArgumentException for what no version of Torc known here has written: the
     * replica must not go on then.
     */
    static CatalogChange decode(ByteBuffer entry) {
        if (!entry.hasRemaining() || entry.get(entry.position()) != FORMAT) {
            throw new IllegalArgumentException("a catalog entry of an unknown format");
        }
        try {
            var message = entry.slice(entry.position() + 1, entry.remaining() - 1);
            return CatalogCodec.decode(io.torcdb.proto.internal.CatalogChange.parseFrom(message));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("a catalog entry that cannot be read", e);
        }
    }
}
