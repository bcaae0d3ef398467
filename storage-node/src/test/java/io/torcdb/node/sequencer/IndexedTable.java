package io.torcdb.node.sequencer;

import static io.torcdb.node.sequencer.OneGroup.encoded;
import static io.torcdb.node.sequencer.OneGroup.number;
import static io.torcdb.node.sequencer.OneGroup.target;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.torcdb.model.expression.Path;
import io.torcdb.model.expression.Update;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.item.KeyCodec;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeyType;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.LocalIndex.Projection;
import io.torcdb.node.store.Keys;
import io.torcdb.node.store.Store;
import io.torcdb.node.store.StoredItem;
import io.torcdb.proto.internal.WriteRequest;
import io.torcdb.wire.ExpressionCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Words for a table with three local indexes: two by the number i, one by the string k. All items
 * have the partition key "part" and the token 5.
 */
final class IndexedTable {
    static final LocalIndex ALL = index(20, "all", "i", KeyType.N, Projection.ALL);
    static final LocalIndex KEYS = index(21, "keys", "k", KeyType.S, Projection.KEYS_ONLY);
    static final LocalIndex SOME = index(22, "some", "i", KeyType.N, Projection.INCLUDE, "x");
    static final List<LocalIndex> INDEXES = List.of(ALL, KEYS, SOME);

    private static final byte[] ABOVE_ALL = {-1, -1, -1, -1, -1, -1, -1, -1};

    private IndexedTable() {}

    private static LocalIndex index(
            long container, String name, String key, KeyType type, Object... projection) {
        var included = new TreeSet<String>();
        for (int i = 1; i < projection.length; i++) {
            included.add((String) projection[i]);
        }
        return new LocalIndex(
                container, name, new KeyAttribute(key, type), (Projection) projection[0], included);
    }

    static OneGroup open() {
        return OneGroup.open(INDEXES, Limits.COLLECTION_BYTES);
    }

    static StringValue text(String value) {
        return new StringValue(value);
    }

    /** Returns an item with the sort key and the attributes given by name and value. */
    static Item item(long sort, Object... namesAndValues) {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        attributes.put("p", text("part"));
        attributes.put("s", number(sort));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put((String) namesAndValues[i], (AttributeValue) namesAndValues[i + 1]);
        }
        return Item.of(attributes);
    }

    static WriteRequest.Builder put(long sort, Object... namesAndValues) {
        return WriteRequest.newBuilder()
                .setTarget(target(5))
                .setKey(OneGroup.key(sort))
                .setPut(encoded(item(sort, namesAndValues)));
    }

    static Path path(String name) {
        return new Path(List.of(new Path.Name(name)));
    }

    static WriteRequest.Builder update(long sort, Update.Action... actions) {
        return WriteRequest.newBuilder()
                .setTarget(target(5))
                .setKey(OneGroup.key(sort))
                .setUpdate(
                        WriteRequest.UpdateAction.newBuilder()
                                .setUpdate(ExpressionCodec.encode(new Update(List.of(actions))))
                                .setKeyItem(encoded(item(sort))));
    }

    static Update.Action set(String name, AttributeValue value) {
        return new Update.Assign(path(name), new Update.Term.Literal(value));
    }

    static Update.Action copy(String name, String from) {
        return new Update.Assign(path(name), new Update.Term.At(path(from)));
    }

    static Update.Action remove(String name) {
        return new Update.Remove(path(name));
    }

    /** Returns where entries of a sort key of an index begin, as a bound of a range. */
    static ByteString bound(AttributeValue indexKey) {
        return OneGroup.bound(
                5,
                UnsafeByteOperations.unsafeWrap(
                        KeyCodec.encode(text("part"), Optional.of(indexKey))));
    }

    /** Returns the entries of an index in their order. */
    static List<Item> entries(OneGroup one, LocalIndex index) {
        var found = new ArrayList<Item>();
        try (var cursor = one.store.scan(Store.Family.INDEXES, new byte[0], ABOVE_ALL, false)) {
            while (cursor.next()) {
                if (Keys.container(cursor.key()) == index.container()) {
                    byte[] value = StoredItem.check(cursor.value());
                    Item entry = ItemCodec.decode(StoredItem.item(value));
                    if (StoredItem.itemBytes(value) != entry.sizeBytes()) {
                        throw new AssertionError("the size of an entry is wrong");
                    }
                    found.add(entry);
                }
            }
        }
        return found;
    }
}
