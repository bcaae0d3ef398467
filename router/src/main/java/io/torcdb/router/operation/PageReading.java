package io.torcdb.router.operation;

import com.google.protobuf.ByteString;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Projection;
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Response;
import io.torcdb.proto.internal.RangeReply;
import io.torcdb.proto.internal.RangeRequest;
import io.torcdb.router.operation.check.Outcomes;
import io.torcdb.wire.ExpressionCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads one page of the API: from partition to partition, in token order, until the limit of items,
 * the limit of bytes, or the end of the range. Its steps run one after the other on whatever thread
 * brings the last answer.
 */
final class PageReading {
    /** What a page reads before filtering. */
    static final int MAX_PAGE_BYTES = 1 << 20;

    /**
     * What is to be read.
     *
     * @param limit items evaluated, 0 for none but the page's bytes
     */
    record Plan(
            TableInfo table,
            Bounds bounds,
            boolean descending,
            int limit,
            boolean countOnly,
            boolean strong,
            Optional<Condition> filter,
            Optional<Projection> projection) {}

    private final Context context;
    private final Plan plan;
    private final long deadlineNanos;
    private final Consumer<Outcome<Response>> done;
    private final List<Item> items = new ArrayList<>();
    private int count;
    private int scannedCount;
    private long scannedBytes;

    PageReading(Context context, Plan plan, long deadlineNanos, Consumer<Outcome<Response>> done) {
        this.context = context;
        this.plan = plan;
        this.deadlineNanos = deadlineNanos;
        this.done = done;
    }

    void start() {
        read(plan.bounds());
    }

    private void read(Bounds bounds) {
        if (bounds.isEmpty()) {
            finish(Optional.empty());
            return;
        }
        var request =
                RangeRequest.newBuilder()
                        .setDescending(plan.descending())
                        .setLimit(plan.limit() == 0 ? 0 : plan.limit() - scannedCount)
                        .setMaxBytes((int) Math.max(1, MAX_PAGE_BYTES - scannedBytes))
                        .setCountOnly(plan.countOnly())
                        .setStrong(plan.strong());
        plan.filter().ifPresent(tree -> request.setFilter(ExpressionCodec.encode(tree)));
        plan.projection().ifPresent(paths -> request.setProjection(ExpressionCodec.encode(paths)));
        var call = new RangeCall(request, bounds);
        context.routes()
                .send(
                        plan.table(),
                        Bounds.tokenOf(bounds.lower()),
                        call,
                        deadlineNanos,
                        reply ->
                                Outcomes.proceed(
                                        reply,
                                        done,
                                        page -> add(page.getPage(), bounds, call.askedEnd())));
    }

    private void add(RangeReply.Page page, Bounds asked, ByteString askedEnd) {
        for (ByteString item : page.getItemsList()) {
            items.add(ItemOperations.decode(item));
        }
        count += page.getCount();
        scannedCount += page.getScannedCount();
        scannedBytes += page.getScannedBytes();
        if (!page.getEnded()) {
            finish(Optional.of(ItemOperations.decode(page.getLastKey())));
        } else if (askedEnd.equals(asked.upper())) {
            finish(Optional.empty());
        } else {
            read(new Bounds(askedEnd, asked.upper()));
        }
    }

    private void finish(Optional<Item> lastEvaluatedKey) {
        Optional<List<Item>> found = plan.countOnly() ? Optional.empty() : Optional.of(items);
        done.accept(
                Outcome.success(
                        new Response.Page(
                                found, count, scannedCount, lastEvaluatedKey, Optional.empty())));
    }
}
