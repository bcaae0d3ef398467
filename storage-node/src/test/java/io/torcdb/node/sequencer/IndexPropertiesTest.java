package io.torcdb.node.sequencer;

import static io.torcdb.node.sequencer.OneGroup.encoded;
import static io.torcdb.node.sequencer.OneGroup.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnsafeByteOperations;
import io.torcdb.model.expression.Update;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.item.KeyCodec;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.node.group.Counters.IndexCounters;
import io.torcdb.node.store.Store;
import io.torcdb.node.store.Store.Family;
import io.torcdb.node.store.StoredItem;
import io.torcdb.node.store.rocks.RocksConfig;
import io.torcdb.node.store.rocks.RocksStores;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.proto.internal.WriteRequest;
import io.torcdb.wire.ExpressionCodec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Local indexes agree with their table whatever is written, compared with a naive model. */
class IndexPropertiesTest {
    private static final int OPERATIONS = 4_000;
    private static final int CHECK_EVERY = 250;
    private static final int REOPEN_EVERY = 1_000;
    private static final List<String> NAMES = List.of("i", "k", "x", "y");

    @TempDir Path folder;
    private final Random random = new Random(11);
    // By the name of the partition key and the sort key.
    private final Map<Key, Item> model = new TreeMap<>();

    private record Key(int partition, long sort) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return partition == other.partition
                    ? Long.compare(sort, other.sort)
                    : Integer.compare(partition, other.partition);
        }

        AttributeValue partitionKey() {
            return IndexedTable.text("part" + partition);
        }

        Map<String, AttributeValue> attributes() {
            var attributes = new HashMap<String, AttributeValue>();
            attributes.put("p", partitionKey());
            attributes.put("s", number(sort));
            return attributes;
        }
    }

    @Test
    void entriesAndCountersAreThoseOfTheItems() {
        try (var stores = RocksStores.open(RocksConfig.SMALL)) {
            Store store = stores.open(folder);
            OneGroup one = OneGroup.on(store);
            one.lead(1);
            one.install(IndexedTable.INDEXES);
            for (int operation = 1; operation <= OPERATIONS; operation++) {
                if (random.nextInt(8) == 0) {
                    burst(one);
                } else {
                    operate(one, true);
                }
                if (operation % CHECK_EVERY == 0) {
                    check(one);
                }
                if (operation % REOPEN_EVERY == 0) {
                    one.service.close();
                    store.flush();
                    store.close();
                    store = stores.open(folder);
                    one = OneGroup.on(store);
                    one.lead(1L + operation);
                    check(one);
                }
            }
            one.service.close();
            store.close();
        }
        assertThat(model).hasSizeGreaterThan(20);
    }

    /** Several writes in one log entry. */
    private void burst(OneGroup one) {
        one.log.hold();
        for (int i = 0; i < 10; i++) {
            operate(one, false);
        }
        one.log.release();
    }

    private void operate(OneGroup one, boolean answered) {
        var key = new Key(random.nextInt(3), random.nextInt(15));
        Optional<Item> old = Optional.ofNullable(model.get(key));
        var request = WriteRequest.newBuilder();
        Optional<Item> next =
                switch (random.nextInt(6)) {
                    case 0 -> Optional.empty();
                    case 1, 2 -> updated(key, old, request);
                    default -> Optional.of(anItem(key));
                };
        if (next.isEmpty()) {
            request.setDelete(true);
        } else if (!request.hasUpdate()) {
            request.setPut(encoded(next.get()));
        }
        request.setTarget(OneGroup.target(5L + key.partition()))
                .setKey(
                        UnsafeByteOperations.unsafeWrap(
                                KeyCodec.encode(
                                        key.partitionKey(), Optional.of(number(key.sort())))));
        List<WriteReply> answers = one.writing(request);
        if (answered) {
            assertThat(answers.getFirst().hasWritten()).as("%s", answers).isTrue();
        }
        if (next.isPresent()) {
            model.put(key, next.get());
        } else {
            model.remove(key);
        }
    }

    private Item anItem(Key key) {
        Map<String, AttributeValue> attributes = key.attributes();
        for (String name : NAMES) {
            if (random.nextBoolean()) {
                attributes.put(name, value(name));
            }
        }
        return Item.of(attributes);
    }

    private AttributeValue value(String name) {
        return name.equals("i")
                ? number(random.nextInt(-3, 3))
                : IndexedTable.text("v".repeat(1 + random.nextInt(name.equals("k") ? 3 : 2_000)));
    }

    /** Sets or removes one attribute; sets the request's update to it. */
    private Optional<Item> updated(Key key, Optional<Item> old, WriteRequest.Builder request) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        var attributes = new HashMap<>(old.map(Item::attributes).orElse(Item.EMPTY.attributes()));
        attributes.putAll(key.attributes());
        Update.Action action;
        if (random.nextInt(3) == 0 && old.isPresent()) {
            action = IndexedTable.remove(name);
            attributes.remove(name);
        } else {
            AttributeValue value = value(name);
            action = IndexedTable.set(name, value);
            attributes.put(name, value);
        }
        request.getUpdateBuilder()
                .setUpdate(ExpressionCodec.encode(new Update(List.of(action))))
                .setKeyItem(encoded(Item.of(key.attributes())));
        return Optional.of(Item.of(attributes));
    }

    private void check(OneGroup one) {
        var expected = new TreeMap<String, Item>();
        var counted = new TreeMap<Long, IndexCounters>();
        for (LocalIndex index : IndexedTable.INDEXES) {
            long entries = 0;
            long bytes = 0;
            for (Map.Entry<Key, Item> item : model.entrySet()) {
                Optional<Item> entry = naiveEntry(index, item.getValue());
                if (entry.isPresent()) {
                    expected.put(naiveKey(index, item.getKey(), entry.get()), entry.get());
                    entries++;
                    bytes += entry.get().sizeBytes();
                }
            }
            counted.put(index.container(), new IndexCounters(entries, bytes));
        }
        var counters = one.group.ownership().partition(OneGroup.PARTITION).orElseThrow().counters();

        assertThat(stored(one.store)).isEqualTo(expected);
        assertThat(counters.indexes()).isEqualTo(counted);
        assertThat(counters.items()).isEqualTo(model.size());
        assertThat(counters.bytes())
                .isEqualTo(model.values().stream().mapToLong(Item::sizeBytes).sum());
    }

    private static Optional<Item> naiveEntry(LocalIndex index, Item item) {
        String key = index.sortKey().name();
        if (item.get(key).isEmpty()) {
            return Optional.empty();
        }
        var names =
                new ArrayList<String>(
                        switch (index.projection()) {
                            case ALL -> List.of("p", "s", "i", "k", "x", "y");
                            case KEYS_ONLY -> List.of("p", "s", key);
                            case INCLUDE -> List.of("p", "s", key, "x");
                        });
        var attributes = new HashMap<String, AttributeValue>();
        names.forEach(name -> item.get(name).ifPresent(value -> attributes.put(name, value)));
        return Optional.of(Item.of(attributes));
    }

    private static String naiveKey(LocalIndex index, Key key, Item entry) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                ByteBuffer.allocate(16)
                        .putLong(index.container())
                        .putLong(5L + key.partition())
                        .array());
        bytes.writeBytes(KeyCodec.encodePartitionKey(key.partitionKey()));
        bytes.writeBytes(KeyCodec.encodeSortKey(entry.get(index.sortKey().name()).orElseThrow()));
        bytes.writeBytes(KeyCodec.encodeSortKey(number(key.sort())));
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static SequencedMap<String, Item> stored(Store store) {
        var stored = new TreeMap<String, Item>();
        byte[] above = {-1, -1, -1, -1, -1, -1, -1, -1};
        try (var cursor = store.scan(Family.INDEXES, new byte[0], above, false)) {
            while (cursor.next()) {
                byte[] value = StoredItem.check(cursor.value());
                stored.put(
                        HexFormat.of().formatHex(cursor.key()),
                        ItemCodec.decode(StoredItem.item(value)));
            }
        }
        return stored;
    }
}
