package io.torcdb.router.operation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.TableSizeReply;
import io.torcdb.proto.internal.TableSizeRequest;
import io.torcdb.runtime.Network;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.catalog.CatalogFollower;
import io.torcdb.runtime.catalog.ControlClient;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many items and bytes tables hold, as the leaders of their partitions reported it last. While
 * no control plane answers, what it said last is told. Safe for use by many threads; never blocks.
 */
final class TableSizes {
    private static final Logger LOG = LoggerFactory.getLogger(TableSizes.class);

    /** Younger than this it is told again without asking. */
    static final long FRESH_NANOS = 1_000_000_000L;

    /** A description does not wait longer for it. */
    static final long PATIENCE_NANOS = 500_000_000L;

    /** Questions under way at once; more are answered with what is known. */
    static final int MAX_ASKING = 64;

    /** What a table holds. */
    record Size(long items, long bytes) {
        static final Size UNKNOWN = new Size(0, 0);
    }

    private record Known(Size size, long atNanos) {}

    private final ConcurrentHashMap<Long, Known> known = new ConcurrentHashMap<>();
    private final Semaphore asking = new Semaphore(MAX_ASKING);
    private final ControlClient control;
    private final CatalogFollower catalog;
    private final Platform platform;

    TableSizes(ControlClient control, CatalogFollower catalog, Platform platform) {
        this.control = control;
        this.catalog = catalog;
        this.platform = platform;
    }

    void of(TableInfo table, Consumer<Size> done) {
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
                    var size = new Size(answer.getItems(), answer.getBytes());
                    remember(table, size);
                    return size;
                }
            }
        } catch (InvalidProtocolBufferException damaged) {
            LOG.warn("a damaged answer", damaged);
        }
        return otherwise;
    }

    private void remember(long table, Size size) {
        known.put(table, new Known(size, platform.time().nanoTime()));
        if (known.size() > 2 * catalog.image().tableCount() + MAX_ASKING) {
            known.keySet().removeIf(id -> catalog.image().tableById(id).isEmpty());
        }
    }
}
