package io.torcdb.router.operation;

import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Operations;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.router.operation.batch.BatchReads;
import io.torcdb.router.operation.batch.BatchWrites;
import io.torcdb.router.operation.table.Arns;
import io.torcdb.router.routing.Routes;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.catalog.ControlClient;
import java.util.function.Consumer;

/** The operations of one router. Safe for use by many threads; never blocks its callers. */
public final class RouterOperations implements Operations {
    /** The service's own figures; a cluster gives what its machines can. */
    private static final Response LIMITS = new Response.Limits(80_000, 80_000, 40_000, 40_000);

    private static final long ENDPOINT_CACHE_MINUTES = 1_440;

    private final Platform platform;
    private final long timeoutNanos;
    private final String endpoint;
    private final TableOperations tables;
    private final TagOperations tags;
    private final TimeToLiveOperations timeToLive;
    private final ItemOperations items;
    private final PageOperations pages;
    private final BatchReads batchReads;
    private final BatchWrites batchWrites;

    /**
     * Makes the operations.
     *
     * @param timeoutNanos a request is answered within it, whatever the client would wait
     */
    public RouterOperations(
            Routes routes, ControlClient control, Arns arns, Platform platform, long timeoutNanos) {
        this.platform = platform;
        this.timeoutNanos = timeoutNanos;
        this.endpoint = "dynamodb." + arns.region() + ".amazonaws.com";
        var context =
                new Context(
                        new Tables(routes.catalog(), arns, platform),
                        routes,
                        control,
                        routes.catalog(),
                        platform);
        var changes = new TableChanges(context);
        this.tables = new TableOperations(context, changes);
        this.tags = new TagOperations(context, changes);
        this.timeToLive = new TimeToLiveOperations(context, tables);
        this.items = new ItemOperations(context);
        this.pages = new PageOperations(context);
        this.batchReads = new BatchReads(context.tables()::findReadable, context.routes()::send);
        this.batchWrites = new BatchWrites(context.tables()::findReadable, context.routes()::send);
    }

    @Override
    public void execute(Request request, long clientNanos, Consumer<Outcome<Response>> done) {
        long deadline = platform.time().nanoTime() + Math.min(clientNanos, timeoutNanos);
        switch (request) {
            case Request.Flawed flawed -> done.accept(Outcome.refused(Refusals.of(flawed)));
            case Request.PutItem put -> items.put(put, deadline, done);
            case Request.GetItem get -> items.get(get, deadline, done);
            case Request.DeleteItem delete -> items.delete(delete, deadline, done);
            case Request.UpdateItem update -> items.update(update, deadline, done);
            case Request.Query query -> pages.query(query, deadline, done);
            case Request.Scan scan -> pages.scan(scan, deadline, done);
            case Request.CreateTable create -> tables.create(create, deadline, done);
            case Request.DescribeTable describe -> tables.describe(describe, done);
            case Request.DeleteTable delete -> tables.delete(delete, deadline, done);
            case Request.UpdateTable update -> tables.update(update, deadline, done);
            case Request.ListTables list -> tables.list(list, done);
            case Request.DescribeContinuousBackups describe ->
                    tables.continuousBackups(describe, done);
            case Request.UpdateTimeToLive update -> timeToLive.update(update, deadline, done);
            case Request.DescribeTimeToLive describe -> timeToLive.describe(describe, done);
            case Request.TagResource tag -> tags.tag(tag, deadline, done);
            case Request.UntagResource untag -> tags.untag(untag, deadline, done);
            case Request.ListTagsOfResource list -> tags.list(list, done);
            case Request.DescribeLimits _ -> done.accept(Outcome.success(LIMITS));
            case Request.BatchGetItem get -> batchReads.get(get, deadline, done);
            case Request.BatchWriteItem write -> batchWrites.write(write, deadline, done);
            case Request.DescribeEndpoints(var host) ->
                    done.accept(
                            Outcome.success(
                                    new Response.Endpoints(
                                            host.orElse(endpoint), ENDPOINT_CACHE_MINUTES)));
        }
    }
}
