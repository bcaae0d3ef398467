package io.torcdb.tests.contract;

import io.torcdb.node.store.StoreFactory;
import io.torcdb.node.store.rocks.RocksConfig;
import io.torcdb.node.store.rocks.RocksStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** RocksDB keeps to {@link StoreContract}. */
final class RocksStoreTest extends StoreContract {
    /** So small that stores flush and compact by themselves during the tests. */
    private static final RocksConfig TINY = new RocksConfig(1 << 20, 256 << 10, 2, 64 << 20);

    @Override
    StoreFactory stores() {
        return RocksStores.open(TINY);
    }

    /**
     * A copy of the folder while the store is open: what is only in its memory is not in it. Taken
     * again when a flush or a compaction in the background changed the folder meanwhile.
     */
    @Override
    Path afterCrash(Path folder, Path copy) throws IOException {
        Files.createDirectories(copy);
        while (!copied(folder, copy)) {
            for (var file : files(copy)) {
                Files.delete(file);
            }
        }
        return copy;
    }

    private static boolean copied(Path folder, Path copy) throws IOException {
        var before = files(folder);
        try {
            for (var file : before) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
            for (var file : before) {
                if (Files.size(file) != Files.size(copy.resolve(file.getFileName()))) {
                    return false;
                }
            }
        } catch (NoSuchFileException _) {
            return false;
        }
        return before.equals(files(folder));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
