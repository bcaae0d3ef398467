package io.torcdb.node.sequencer;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Conditions;
import io.torcdb.model.expression.Projection;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.node.group.OwnedPartition;
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
 * Reads one page of a range: ends with the item that reaches the limit of items or of bytes, both
 * counted before the filter. Used once.
 */
final class PageReader {
    private final RangeRequest request;
    private final Access.Granted granted;
    private final Optional<Condition> filter;
    private final Optional<Projection> projection;
    private final long mostBytes;
    private final Page.Builder page = Page.newBuilder();
    private int scanned;
    private long bytes;
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
        long asked = Integer.toUnsignedLong(request.getMaxBytes());
        this.mostBytes = asked == 0 ? Limits.PAGE_BYTES : Math.min(asked, Limits.PAGE_BYTES);
    }

    /** Returns whether the whole range lies in a partition. */
    static boolean isWithin(RangeRequest request, OwnedPartition partition) {
        long table = request.getTarget().getTable();
        byte[] first = Keys.firstOfToken(table, partition.partition().getFirstToken());
        byte[] end = Keys.endOfToken(table, partition.partition().getLastToken());
        return Arrays.compareUnsigned(lower(request), first) >= 0
                && Arrays.compareUnsigned(upper(request), end) <= 0;
    }

    private static byte[] lower(RangeRequest request) {
        return Keys.bound(request.getTarget().getTable(), request.getLower());
    }

    private static byte[] upper(RangeRequest request) {
        long table = request.getTarget().getTable();
        return request.getUpper().isEmpty()
                ? Keys.endOfContainer(table)
                : Keys.bound(table, request.getUpper());
    }

    Page read(Store store) {
        byte[] last = null;
        boolean ended = true;
        try (Store.Cursor cursor =
                store.scan(
                        Store.Family.ITEMS,
                        lower(request),
                        upper(request),
                        request.getDescending())) {
            while (ended && cursor.next()) {
                last = StoredItem.check(cursor.value());
                take(last);
                ended = !isFull();
            }
        }
        page.setCount(count).setScannedCount(scanned).setScannedBytes(bytes).setEnded(ended);
        if (!ended && last != null) {
            page.setLastKey(keyOf(last));
        }
        return page.build();
    }

    private boolean isFull() {
        return bytes >= mostBytes || (request.getLimit() != 0 && scanned >= limit());
    }

    private long limit() {
        return Integer.toUnsignedLong(request.getLimit());
    }

    private void take(byte[] value) {
        scanned++;
        bytes += StoredItem.itemBytes(value);
        @Nullable Item item = null;
        if (filter.isPresent()) {
            item = decode(value);
            if (!Conditions.holds(filter.get(), item)) {
                return;
            }
        }
        count++;
        if (request.getCountOnly()) {
            return;
        }
        if (projection.isPresent()) {
            Item projected = projection.get().apply(item == null ? decode(value) : item);
            page.addItems(UnsafeByteOperations.unsafeWrap(ItemCodec.encode(projected)));
        } else {
            page.addItems(StoredItem.view(value));
        }
    }

    private static Item decode(byte[] value) {
        return ItemCodec.decode(StoredItem.item(value));
    }

    /** Returns the key's attributes alone, in the shape of the schema that wrote the item. */
    private ByteString keyOf(byte[] value) {
        Item item = decode(value);
        var key = new TreeMap<String, AttributeValue>();
        for (KeyAttribute attribute : granted.table().schema().getKeysList()) {
            item.get(attribute.getName()).ifPresent(part -> key.put(attribute.getName(), part));
        }
        return UnsafeByteOperations.unsafeWrap(ItemCodec.encode(Item.of(key)));
    }
}
