package io.torcdb.node.index;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.torcdb.model.capacity.Units;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.LocalIndex.Projection;
import io.torcdb.model.schema.TableSchema;
import io.torcdb.node.store.Keys;
import io.torcdb.proto.internal.WriteReply.IndexUnits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The entries that one image of an item has in the local indexes of its table; the item has been
 * checked. Immutable.
 */
public final class IndexEntries {
    private final TableSchema schema;
    // In the order of the schema's indexes.
    private final List<Optional<Entry>> entries;
    private final int bytes;

    /**
     * @param key without container and token
     */
    private record Entry(ByteString key, ByteString encoded, int bytes) {}

    private IndexEntries(TableSchema schema, List<Optional<Entry>> entries) {
        this.schema = schema;
        this.entries = List.copyOf(entries);
        int sum = 0;
        for (Optional<Entry> entry : entries) {
            sum += entry.map(Entry::bytes).orElse(0);
        }
        this.bytes = sum;
    }

    /** Returns those of no item: none. */
    public static IndexEntries none(TableSchema schema) {
        return new IndexEntries(
                schema, Collections.nCopies(schema.localIndexes().size(), Optional.empty()));
    }

    /**
     * Returns those of an item.
     *
     * @param encoded the same item, encoded
     */
    public static IndexEntries of(TableSchema schema, Item item, ByteString encoded) {
        var entries = new ArrayList<Optional<Entry>>();
        for (LocalIndex index : schema.localIndexes()) {
            entries.add(
                    index.entryOf(item, schema)
                            .map(entry -> {
                                ByteString content =
                                        index.projection() == Projection.ALL
                                                ? encoded
                                                : wrap(ItemCodec.encode(entry));
                                return new Entry(
                                        wrap(index.encodedKey(entry, schema)),
                                        content,
                                        ItemImage.itemBytes(content));
                            }));
        }
        return new IndexEntries(schema, entries);
    }

    private static ByteString wrap(byte[] bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    /** Returns the size of all of them as DynamoDB counts it. */
    public int bytes() {
        return bytes;
    }

    /** Returns what leads from these to {@code next}, the entries of the item's next image. */
    public IndexChanges changesTo(IndexEntries next, long token) {
        var changes = new ArrayList<IndexChange>();
        var units = new ArrayList<IndexUnits>();
        for (int i = 0; i < entries.size(); i++) {
            long container = schema.localIndexes().get(i).container();
            int taken = change(container, token, entries.get(i), next.entries.get(i), changes);
            if (taken > 0) {
                units.add(IndexUnits.newBuilder().setContainer(container).setUnits(taken).build());
            }
        }
        return new IndexChanges(changes, units);
    }

    /** Adds the changes of one index and returns the units that it takes. */
    private static int change(
            long container,
            long token,
            Optional<Entry> before,
            Optional<Entry> after,
            List<IndexChange> changes) {
        if (before.equals(after)) {
            return 0;
        }
        if (before.isPresent()
                && after.isPresent()
                && before.get().key().equals(after.get().key())) {
            int grown = after.get().bytes() - before.get().bytes();
            changes.add(put(container, token, after.get(), 0, grown));
            return units(Math.max(before.get().bytes(), after.get().bytes()));
        }
        int units = 0;
        if (before.isPresent()) {
            changes.add(
                    new IndexChange(
                            Keys.item(container, token, before.get().key()),
                            Optional.empty(),
                            0,
                            -1,
                            -before.get().bytes()));
            units += units(before.get().bytes());
        }
        if (after.isPresent()) {
            changes.add(put(container, token, after.get(), 1, after.get().bytes()));
            units += units(after.get().bytes());
        }
        return units;
    }

    private static IndexChange put(
            long container, long token, Entry entry, int entriesDelta, int bytesDelta) {
        return new IndexChange(
                Keys.item(container, token, entry.key()),
                Optional.of(entry.encoded()),
                entry.bytes(),
                entriesDelta,
                bytesDelta);
    }

    private static int units(int bytes) {
        return Math.ceilDiv(bytes, Units.WRITE_BLOCK_BYTES);
    }
}
