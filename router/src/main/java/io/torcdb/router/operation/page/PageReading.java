package io.torcdb.router.operation.page;

import com.google.protobuf.ByteString;
import io.torcdb.model.capacity.Consumption;
import io.torcdb.model.capacity.Units;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Response;
import io.torcdb.proto.internal.RangeReply;
import io.torcdb.proto.internal.RangeRequest;
import io.torcdb.router.operation.check.Outcomes;
import io.torcdb.router.routing.Routes;
import io.torcdb.wire.ExpressionCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Reads one page of the API: from partition to partition, in token order, until the limit of items,
 * the limit of bytes, or the end of the range. Its steps run one after the other on whatever thread
 * brings the last answer.
 */
public final class PageReading {
    /** What a page reads before filtering. */
    static final int MAX_PAGE_BYTES = 1 << 20;

    private final Routes routes;
    private final PagePlan plan;
    private final long deadlineNanos;
    private final Consumer<Outcome<Response>> done;
    private final List<Item> items = new ArrayList<>();
    private int count;
    private int scannedCount;
    private long scannedBytes;
    private long returnedBytes;
    private long fetchedBlocks;

    /**
     * Steps that are due; whoever makes it one does them, so that they never pile up on a stack.
     */
    private final AtomicInteger due = new AtomicInteger();

    private Bounds next;

    /** Makes the reading of one page. */
    public PageReading(
            Routes routes, PagePlan plan, long deadlineNanos, Consumer<Outcome<Response>> done) {
        this.routes = routes;
        this.plan = plan;
        this.deadlineNanos = deadlineNanos;
        this.done = done;
        this.next = plan.bounds();
    }

    /** Begins; the page or the failure is told once, on any thread. */
    public void start() {
        read(plan.bounds());
    }

    private void read(Bounds bounds) {
        next = bounds;
        if (due.getAndIncrement() == 0) {
            do {
                ask(next);
            } while (due.decrementAndGet() > 0);
        }
    }

    private void ask(Bounds bounds) {
        if (bounds.isEmpty()) {
            finish(Optional.empty());
            return;
        }
        var call = new RangeCall(request(), bounds);
        routes.send(
                plan.source().table(),
                Bounds.tokenOf(bounds.lower()),
                call,
                deadlineNanos,
                reply ->
                        Outcomes.proceed(
                                reply, done, page -> add(page.getPage(), bounds, call.askedEnd())));
    }

    private RangeRequest.Builder request() {
        Selects.Output output = plan.output();
        var request =
                RangeRequest.newBuilder()
                        .setIndex(plan.source().container())
                        .setFetch(output.fetch())
                        .setDescending(plan.descending())
                        .setLimit(plan.limit() == 0 ? 0 : plan.limit() - scannedCount)
                        .setMaxBytes(leftBytes())
                        .setCountOnly(output.countOnly())
                        .setStrong(plan.strong());
        output.filter().ifPresent(tree -> request.setFilter(ExpressionCodec.encode(tree)));
        output.projection()
                .ifPresent(paths -> request.setProjection(ExpressionCodec.encode(paths)));
        return request;
    }

    /** Entries that were completed from the table return more than they are. */
    private int leftBytes() {
        return (int) Math.max(1, MAX_PAGE_BYTES - Math.max(scannedBytes, returnedBytes));
    }

    private void add(RangeReply.Page page, Bounds asked, ByteString askedEnd) {
        for (ByteString item : page.getItemsList()) {
            items.add(decode(item));
            returnedBytes += item.size();
        }
        count += page.getCount();
        scannedCount += page.getScannedCount();
        scannedBytes += page.getScannedBytes();
        fetchedBlocks += page.getFetchedBlocks();
        if (!page.getEnded()) {
            Item last = decode(page.getLastKey());
            finish(isEnd(asked, last) ? Optional.empty() : Optional.of(last));
        } else if (askedEnd.equals(asked.upper())) {
            finish(Optional.empty());
        } else {
            read(new Bounds(askedEnd, asked.upper()));
        }
    }

    /** Returns whether the bounds leave no room for an item after the last one. */
    private boolean isEnd(Bounds asked, Item last) {
        Source source = plan.source();
        return asked.after(source.positionOf(last), source.schema(), plan.descending()).isEmpty();
    }

    private static Item decode(ByteString item) {
        return ItemCodec.undecoded(item.toByteArray());
    }

    private void finish(Optional<Item> lastEvaluatedKey) {
        done.accept(
                Outcome.success(
                        new Response.Page(
                                plan.output().countOnly() ? Optional.empty() : Optional.of(items),
                                count,
                                scannedCount,
                                lastEvaluatedKey,
                                consumed())));
    }

    /** What all evaluated items hold together is priced once; what was fetched, item by item. */
    private Optional<Response.ConsumedCapacity> consumed() {
        double units = Units.read(scannedBytes, plan.strong());
        var consumption = new Consumption();
        plan.source()
                .index()
                .ifPresentOrElse(
                        index ->
                                consumption
                                        .addIndex(index.name(), units)
                                        .addTable(Units.ofBlocks(fetchedBlocks, plan.strong())),
                        () -> consumption.addTable(units));
        return consumption.report(plan.tableName(), plan.returnConsumedCapacity());
    }
}
