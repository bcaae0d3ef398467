package io.torcdb.router.operation.table;

import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.proto.internal.IndexSize;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.TableSizeReply;
import io.torcdb.proto.internal.TableSizeRequest;
import io.torcdb.runtime.Network;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.catalog.CatalogFollower;
import io.torcdb.runtime.catalog.ControlClient;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many items and bytes tables and their indexes hold, as the leaders of their partitions
 * reported it last. What is told is at most a few seconds old: leaders report every second to the
 * control plane, and it is asked when the answer at hand is older than {@link #FRESH_NANOS}. Only
 * while it does not answer, what it said last is told. Safe for use by many threads; never blocks.
 */
public final class TableSizes {
    private static final Logger LOG = LoggerFactory.getLogger(TableSizes.class);

    /** Younger than this it is told again without asking. */
    static final long FRESH_NANOS = 1_000_000_000L;

    /** A description does not wait longer for it. */
    static final long PATIENCE_NANOS = 500_000_000L;

    /** Questions under way at once; more are answered with what is known. */
    static final int MAX_ASKING = 64;

    /** What a table or an index holds. */
    record Held(long items, long bytes) {
        static final Held NOTHING = new Held(0, 0);
    }

    /**
     * What a table and its indexes hold.
     *
     * @param indexes by container
     */
    public record Size(Held table, SortedMap<Long, Held> indexes) {
        /** Nobody has told yet. */
        public static final Size UNKNOWN =
                new Size(Held.NOTHING, Collections.unmodifiableSortedMap(new TreeMap<>()));

        Held ofIndex(long container) {
            return indexes.getOrDefault(container, Held.NOTHING);
        }
    }

    private record Known(Size size, long atNanos) {}

    private final ConcurrentHashMap<Long, Known> known = new ConcurrentHashMap<>();
    private final Semaphore asking = new Semaphore(MAX_ASKING);
    private final ControlClient control;
    private final CatalogFollower catalog;
    private final Platform platform;

    public TableSizes(ControlClient control, CatalogFollower catalog, Platform platform) {
        this.control = control;
        this.catalog = catalog;
        this.platform = platform;
    }

    /** Tells what {@code table} holds. */
    public void of(TableInfo table, Consumer<Size> done) {
        Known last = known.get(table.id());
        boolean fresh = last != null && platform.time().nanoTime() - last.atNanos() < FRESH_NANOS;
        if (fresh || !asking.tryAcquire()) {
            done.accept(last == null ? Size.UNKNOWN : last.size());
            return;
        }
        platform.threads()
                .newThread(() -> {
                    Size size = last == null ? Size.UNKNOWN : last.size();
                    try {
                        size = ask(table.id(), size);
                    } finally {
                        asking.release();
                        done.accept(size);
                    }
                })
                .start();
    }

    private Size ask(long table, Size otherwise) {
        var request = TableSizeRequest.newBuilder().setTable(table).build().toByteString();
        Network.Reply reply = control.call(Method.CONTROL_TABLE_SIZE, request, PATIENCE_NANOS);
        try {
            if (reply instanceof Network.Reply.Answered(var payload)) {
                TableSizeReply answer = TableSizeReply.parseFrom(payload);
                if (!answer.hasFailure()) {
                    Size size = sizeOf(answer);
                    remember(table, size);
                    return size;
                }
            }
        } catch (InvalidProtocolBufferException damaged) {
            LOG.warn("a damaged answer", damaged);
        }
        return otherwise;
    }

    private static Size sizeOf(TableSizeReply answer) {
        var indexes = new TreeMap<Long, Held>(Long::compareUnsigned);
        for (IndexSize index : answer.getIndexesList()) {
            indexes.put(index.getContainer(), new Held(index.getEntries(), index.getBytes()));
        }
        return new Size(
                new Held(answer.getItems(), answer.getBytes()),
                Collections.unmodifiableSortedMap(indexes));
    }

    private void remember(long table, Size size) {
        known.put(table, new Known(size, platform.time().nanoTime()));
        if (known.size() > 2 * catalog.image().tableCount() + MAX_ASKING) {
            known.keySet().removeIf(id -> catalog.image().tableById(id).isEmpty());
        }
    }
}
