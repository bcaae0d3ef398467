package io.torcdb.node.store.rocks;

import io.torcdb.node.store.DurableFiles;
import io.torcdb.node.store.Store;
import io.torcdb.node.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.Range;
import org.rocksdb.ReadOptions;
import org.rocksdb.ReadTier;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SizeApproximationFlag;
import org.rocksdb.Slice;
import org.rocksdb.Status;
import org.rocksdb.WriteOptions;

/**
 * One replica's state in one RocksDB. RocksDB keeps no log: what is not flushed is replayed from
 * the replicated one, so a batch costs no write to the disk. Closing waits for those inside, open
 * cursors and batches included; whoever comes later gets a {@link StoreException}.
 */
final class RocksStore implements Store {
    private static final String TABLE_FILE_SUFFIX = ".sst";

    private final RocksDB database;
    private final EnumMap<Family, ColumnFamilyHandle> families = new EnumMap<>(Family.class);

    /** Those of the families, and RocksDB's own default one, which is empty. */
    private final List<ColumnFamilyHandle> handles;

    private final WriteOptions withoutLog = new WriteOptions().setDisableWAL(true);
    private final ReadOptions fromMemory = new ReadOptions().setReadTier(ReadTier.BLOCK_CACHE_TIER);
    private final Uses uses = new Uses();

    private RocksStore(RocksDB database, List<ColumnFamilyHandle> handles) {
        this.database = database;
        this.handles = handles;
        for (var family : Family.values()) {
            families.put(family, handles.get(families.size()));
        }
    }

    static RocksStore open(Path folder, RocksOptions options) throws RocksDBException {
        var descriptors = new ArrayList<ColumnFamilyDescriptor>();
        for (var family : Family.values()) {
            var name = family.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            descriptors.add(new ColumnFamilyDescriptor(name, options.family()));
        }
        descriptors.add(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options.family()));
        var handles = new ArrayList<ColumnFamilyHandle>();
        var database = RocksDB.open(options.database(), folder.toString(), descriptors, handles);
        return new RocksStore(database, handles);
    }

    ColumnFamilyHandle handle(Family family) {
        return Objects.requireNonNull(families.get(family));
    }

    @Override
    public byte @Nullable [] get(Family family, byte[] key) {
        var entry = uses.enter();
        try {
            return database.get(handle(family), key);
        } catch (RocksDBException e) {
            throw failed("read", e);
        } finally {
            uses.leave(entry);
        }
    }

    @Override
    public boolean getFromMemory(Family family, byte[] key, Consumer<byte @Nullable []> found) {
        byte @Nullable [] value;
        var entry = uses.enter();
        try {
            value = database.get(handle(family), fromMemory, key);
        } catch (RocksDBException e) {
            var status = e.getStatus();
            if (status != null && status.getCode() == Status.Code.Incomplete) {
                return false;
            }
            throw failed("read", e);
        } finally {
            uses.leave(entry);
        }
        found.accept(value);
        return true;
    }

    @Override
    public Cursor scan(Family family, byte[] lower, byte[] upper, boolean descending) {
        var entry = uses.enter();
        var range = new RocksRange(lower, upper);
        var iterator = database.newIterator(handle(family), range.options());
        return new RocksCursor(iterator, range, descending, () -> uses.leave(entry));
    }

    @Override
    public View view() {
        var entry = uses.enter();
        return new RocksView(this, database, () -> uses.leave(entry));
    }

    @Override
    public void write(Batch batch) {
        var entry = uses.enter();
        try {
            database.write(withoutLog, ((RocksBatch) batch).changes());
        } catch (RocksDBException e) {
            throw failed("write", e);
        } finally {
            uses.leave(entry);
        }
    }

    @Override
    public Batch batch() {
        var entry = uses.enter();
        return new RocksBatch(this, () -> uses.leave(entry));
    }

    @Override
    public void flush() {
        var entry = uses.enter();
        try (var options = new FlushOptions().setWaitForFlush(true).setAllowWriteStall(true)) {
            database.flush(options, handles);
        } catch (RocksDBException e) {
            throw failed("flush", e);
        } finally {
            uses.leave(entry);
        }
    }

    @Override
    public void checkpoint(Path folder) {
        var entry = uses.enter();
        try (var checkpoint = Checkpoint.create(database)) {
            checkpoint.createCheckpoint(folder.toString());
            sync(folder);
        } catch (RocksDBException | IOException e) {
            throw failed("copy", e);
        } finally {
            uses.leave(entry);
        }
    }

    /** The table files are links to files that were synced when they were written. */
    private static void sync(Path folder) throws IOException {
        List<Path> written;
        try (Stream<Path> files = Files.list(folder)) {
            written =
                    files.filter(file -> !file.toString().endsWith(TABLE_FILE_SUFFIX))
                            .sorted()
                            .toList();
        }
        for (var file : written) {
            DurableFiles.sync(file);
        }
        DurableFiles.sync(folder);
        DurableFiles.syncParent(folder);
    }

    @Override
    public long sizeBytes() {
        var entry = uses.enter();
        try {
            return database.getAggregatedLongProperty("rocksdb.live-sst-files-size")
                    + database.getAggregatedLongProperty("rocksdb.cur-size-all-mem-tables");
        } catch (RocksDBException e) {
            throw failed("measure", e);
        } finally {
            uses.leave(entry);
        }
    }

    @Override
    public long approximateBytes(Family family, byte[] lower, byte[] upper) {
        var entry = uses.enter();
        try (var from = new Slice(lower);
                var to = new Slice(upper)) {
            return database.getApproximateSizes(
                            handle(family),
                            List.of(new Range(from, to)),
                            SizeApproximationFlag.INCLUDE_FILES,
                            SizeApproximationFlag.INCLUDE_MEMTABLES)[0];
        } finally {
            uses.leave(entry);
        }
    }

    @Override
    public void close() {
        if (!uses.close()) {
            return;
        }
        handles.forEach(ColumnFamilyHandle::close);
        withoutLog.close();
        fromMemory.close();
        database.close();
    }

    static StoreException failed(String what, Exception cause) {
        return new StoreException(
                "The database failed to " + what + ": " + cause.getMessage() + ".", cause);
    }
}
