package io.torcdb.tests.contract;

import io.torcdb.node.store.Store;
import io.torcdb.node.store.Store.Family;
import io.torcdb.node.store.StoreFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Opens the stores of a test and closes them; short words for what tests do with them. */
abstract class StoresUnderTest {
    /** Greater than every key here. */
    private static final String ABOVE = "\uffff";

    @TempDir Path root;
    private Map<Path, Store> open = new HashMap<>();
    private @Nullable StoreFactory stores;
    private @Nullable Store store;

    /** Makes the stores under test. */
    abstract StoreFactory stores();

    /**
     * Returns a folder that holds what a crash of this moment leaves of {@code folder}, while the
     * store in it is open.
     */
    abstract Path afterCrash(Path folder, Path copy) throws IOException;

    @BeforeEach
    void openAStore() {
        stores = stores();
        open = new HashMap<>();
        store = open("store");
    }

    @AfterEach
    void closeTheStores() {
        open.values().forEach(Store::close);
        if (stores != null) {
            stores.close();
        }
    }

    Store store() {
        if (store == null) {
            throw new IllegalStateException();
        }
        return store;
    }

    /** Closes the store and opens it again. */
    void reopen() {
        store().close();
        store = open("store");
    }

    Store open(String name) {
        return open(name, root.resolve(name));
    }

    Store open(String name, Path folder) {
        if (stores == null) {
            throw new IllegalStateException();
        }
        var opened = stores.open(folder);
        open.put(root.resolve(name), opened);
        return opened;
    }

    void write(Consumer<Store.Batch> changes) {
        try (var batch = store().batch()) {
            changes.accept(batch);
            store().write(batch);
        }
    }

    void fill(String... keys) {
        write(batch -> {
            for (var key : keys) {
                batch.put(Family.ITEMS, bytes(key), bytes(key));
            }
        });
    }

    static void writeNumbered(Store store, int number, int valueBytes) {
        try (var batch = store.batch()) {
            batch.put(Family.ITEMS, bytes("item" + number), new byte[valueBytes]);
            batch.put(Family.META, bytes("last"), bytes(Integer.toString(number)));
            store.write(batch);
        }
    }

    List<String> scan(String lower, String upper, boolean descending) {
        var keys = new ArrayList<String>();
        try (var cursor = store().scan(Family.ITEMS, bytes(lower), bytes(upper), descending)) {
            while (cursor.next()) {
                keys.add(text(cursor.key()));
            }
        }
        return keys;
    }

    Map<String, String> contents(Family family) {
        return contents(store(), family);
    }

    static Map<String, String> contents(Store store, Family family) {
        var contents = new TreeMap<String, String>();
        try (var cursor =
                store.scan(family, new byte[0], ABOVE.getBytes(StandardCharsets.UTF_8), false)) {
            while (cursor.next()) {
                contents.put(text(cursor.key()), text(cursor.value()));
            }
        }
        return contents;
    }

    static int number(byte @Nullable [] value) {
        return value == null ? 0 : Integer.parseInt(text(value));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
