package io.torcdb.node.group;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.TableSchema;
import io.torcdb.node.store.StoreException;
import io.torcdb.proto.internal.Schema;
import io.torcdb.wire.CatalogCodec;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A table of which the group owns partitions, or owned some before it was dropped. Immutable.
 *
 * @param id also the container of its items
 * @param schema what shapes the effects of its writes
 * @param dropped whether it was taken out; ids are never used again, so that a late repetition of
 *     its installation changes nothing
 * @param indexed the schema of a table with local indexes, decoded; empty without
 */
public record OwnedTable(long id, Schema schema, boolean dropped, Optional<TableSchema> indexed) {
    private static final byte FORMAT = 1;
    private static final byte LIVE = 0;
    private static final byte DROPPED = 1;

    OwnedTable(long id, Schema schema, boolean dropped) {
        this(
                id,
                schema,
                dropped,
                schema.getLocalIndexesCount() == 0
                        ? Optional.empty()
                        : Optional.of(CatalogCodec.decode(schema)));
    }

    /** Returns the local index whose entries are in {@code container}. */
    public Optional<LocalIndex> localIndex(long container) {
        return indexed.flatMap(decoded ->
                decoded.localIndexes().stream()
                        .filter(index -> index.container() == container)
                        .findFirst());
    }

    byte[] encode() {
        return ByteBuffer.allocate(2 + schema.getSerializedSize())
                .put(FORMAT)
                .put(dropped ? DROPPED : LIVE)
                .put(schema.toByteArray())
                .array();
    }

    static OwnedTable decode(long id, byte[] row) {
        ByteBuffer in = Rows.open(row, FORMAT, 2);
        boolean dropped = in.get() == DROPPED;
        try {
            return new OwnedTable(id, Schema.parseFrom(ByteString.copyFrom(in)), dropped);
        } catch (InvalidProtocolBufferException e) {
            throw new StoreException("a table's row is damaged", e);
        }
    }
}
