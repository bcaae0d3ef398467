package io.torcdb.node.sequencer;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.torcdb.model.capacity.Units;
import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Conditions;
import io.torcdb.model.expression.Projection;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.TableSchema;
import io.torcdb.node.group.OwnedPartition;
import io.torcdb.node.group.OwnedTable;
import io.torcdb.node.store.Keys;
import io.torcdb.node.store.Store;
import io.torcdb.node.store.StoredItem;
import io.torcdb.proto.internal.KeyAttribute;
import io.torcdb.proto.internal.RangeReply.Page;
import io.torcdb.proto.internal.RangeRequest;
import io.torcdb.wire.ExpressionCodec;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page of a range of a table or of a local index: ends with the item or entry that
 * reaches the limit of items or of bytes, both counted before the filter. Entries may be completed
 * from the table, on one view of both; what that reads ends a page, too. Used once.
 */
final class PageReader {
    private final RangeRequest request;
    private final Access.Granted granted;
    private final Optional<Condition> filter;
    private final Optional<Projection> projection;
    private final Optional<LocalIndex> index;
    private final long mostBytes;
    private final Page.Builder page = Page.newBuilder();
    private int scanned;
    private long bytes;
    private long fetchedBytes;
    private long fetchedBlocks;
    private int count;

    PageReader(RangeRequest request, Access.Granted granted) {
        this.request = request;
        this.granted = granted;
        this.filter =
                request.hasFilter()
                        ? Optional.of(ExpressionCodec.condition(request.getFilter()))
                        : Optional.empty();
        this.projection =
                request.hasProjection()
                        ? Optional.of(ExpressionCodec.projection(request.getProjection()))
                        : Optional.empty();
        this.index = granted.table().localIndex(request.getIndex());
        long asked = Integer.toUnsignedLong(request.getMaxBytes());
        this.mostBytes = asked == 0 ? Limits.PAGE_BYTES : Math.min(asked, Limits.PAGE_BYTES);
    }

    /** Returns whether the index of a range, if it is of one, is one of the table. */
    static boolean isKnown(RangeRequest request, OwnedTable table) {
        return request.getIndex() == 0 || table.localIndex(request.getIndex()).isPresent();
    }

    /** Returns whether the whole range lies in a partition. */
    static boolean isWithin(RangeRequest request, OwnedPartition partition) {
        long container = container(request);
        byte[] first = Keys.firstOfToken(container, partition.partition().getFirstToken());
        byte[] end = Keys.endOfToken(container, partition.partition().getLastToken());
        return Arrays.compareUnsigned(lower(request), first) >= 0
                && Arrays.compareUnsigned(upper(request), end) <= 0;
    }

    private static long container(RangeRequest request) {
        return request.getIndex() == 0 ? request.getTarget().getTable() : request.getIndex();
    }

    private static byte[] lower(RangeRequest request) {
        return Keys.bound(container(request), request.getLower());
    }

    private static byte[] upper(RangeRequest request) {
        return request.getUpper().isEmpty()
                ? Keys.endOfContainer(container(request))
                : Keys.bound(container(request), request.getUpper());
    }

    Page read(Store store) {
        byte[] lower = lower(request);
        byte[] upper = upper(request);
        boolean descending = request.getDescending();
        if (index.isEmpty()) {
            try (var items = store.scan(Store.Family.ITEMS, lower, upper, descending)) {
                return read(items, (_, value) -> value);
            }
        }
        if (!request.getFetch()) {
            try (var entries = store.scan(Store.Family.INDEXES, lower, upper, descending)) {
                return read(entries, (_, value) -> value);
            }
        }
        try (var view = store.view();
                var entries = view.scan(Store.Family.INDEXES, lower, upper, descending)) {
            return read(entries, (key, entry) -> itemOf(view, key, entry));
        }
    }

    /** Finds the value that filter and projection see. */
    private interface Completion {
        byte @Nullable [] of(byte[] key, byte[] value);
    }

    private Page read(Store.Cursor cursor, Completion completion) {
        byte[] last = null;
        boolean ended = true;
        while (ended && cursor.next()) {
            byte[] value = StoredItem.check(cursor.value());
            byte[] whole = completion.of(cursor.key(), value);
            if (whole != null) {
                last = value;
                take(value, whole);
                ended = !isFull();
            }
        }
        page.setCount(count).setScannedCount(scanned).setScannedBytes(bytes).setEnded(ended);
        page.setFetchedBlocks(fetchedBlocks);
        if (!ended && last != null) {
            page.setLastKey(keyOf(last));
        }
        return page.build();
    }

    /** Returns the stored item that an entry is of. */
    private byte @Nullable [] itemOf(Store.View view, byte[] entryKey, byte[] entry) {
        TableSchema schema = granted.table().indexed().orElseThrow();
        byte[] key = schema.keyOfStored(decode(entry)).encoded();
        byte[] item =
                view.get(
                        Store.Family.ITEMS,
                        Keys.item(
                                        granted.table().id(),
                                        Keys.token(entryKey),
                                        UnsafeByteOperations.unsafeWrap(key))
                                .toByteArray());
        if (item == null) {
            return null;
        }
        int size = StoredItem.itemBytes(StoredItem.check(item));
        fetchedBytes += size;
        fetchedBlocks += Math.ceilDiv(size, Units.READ_BLOCK_BYTES);
        return item;
    }

    private boolean isFull() {
        return bytes >= mostBytes
                || fetchedBytes >= mostBytes
                || (request.getLimit() != 0 && scanned >= limit());
    }

    private long limit() {
        return Integer.toUnsignedLong(request.getLimit());
    }

    /**
     * @param value what is in the range, and counts
     * @param whole what filter and projection see: the same, or the whole item
     */
    private void take(byte[] value, byte[] whole) {
        scanned++;
        bytes += StoredItem.itemBytes(value);
        @Nullable Item item = null;
        if (filter.isPresent()) {
            item = decode(whole);
            if (!Conditions.holds(filter.get(), item)) {
                return;
            }
        }
        count++;
        if (request.getCountOnly()) {
            return;
        }
        if (projection.isPresent()) {
            Item projected = projection.get().apply(item == null ? decode(whole) : item);
            page.addItems(UnsafeByteOperations.unsafeWrap(ItemCodec.encode(projected)));
        } else {
            page.addItems(StoredItem.view(whole));
        }
    }

    private static Item decode(byte[] value) {
        return ItemCodec.decode(StoredItem.item(value));
    }

    /** Returns the attributes of the table's key, and of the index's, alone. */
    private ByteString keyOf(byte[] value) {
        Item item = decode(value);
        var key = new TreeMap<String, AttributeValue>();
        for (KeyAttribute attribute : granted.table().schema().getKeysList()) {
            item.get(attribute.getName()).ifPresent(part -> key.put(attribute.getName(), part));
        }
        index.map(LocalIndex::sortKey)
                .flatMap(own -> item.get(own.name()))
                .ifPresent(part -> key.put(index.orElseThrow().sortKey().name(), part));
        return UnsafeByteOperations.unsafeWrap(ItemCodec.encode(Item.of(key)));
    }
}
