package io.torcdb.router.operation;

import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.router.operation.check.Outcomes;
import io.torcdb.router.operation.page.CheckedQuery;
import io.torcdb.router.operation.page.CheckedScan;
import io.torcdb.router.operation.page.PagePlan;
import io.torcdb.router.operation.page.PageReading;
import java.util.function.Consumer;
import java.util.function.Function;

/** Query and Scan. */
final class PageOperations {
    private final Context context;

    PageOperations(Context context) {
        this.context = context;
    }

    void query(Request.Query request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        Outcomes.proceed(
                CheckedQuery.of(request, Request.Flaws.NONE),
                done,
                query -> read(request, query::on, deadlineNanos, done));
    }

    void scan(Request.Scan request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        Outcomes.proceed(
                CheckedScan.of(request, Request.Flaws.NONE),
                done,
                scan -> read(request, scan::on, deadlineNanos, done));
    }

    private void read(
            Request.OnItems request,
            Function<TableInfo, Outcome<PagePlan>> planned,
            long deadlineNanos,
            Consumer<Outcome<Response>> done) {
        context.tables()
                .findReadable(
                        request.tableName().orElseThrow(),
                        found ->
                                Outcomes.proceed(
                                        found.then(planned),
                                        done,
                                        plan ->
                                                new PageReading(
                                                                context.routes(),
                                                                plan,
                                                                deadlineNanos,
                                                                done)
                                                        .start()));
    }
}
