package io.torcdb.router.operation;

import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.catalog.TimeToLive;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.router.operation.check.Outcomes;
import io.torcdb.router.operation.table.SettingsRequests;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * UpdateTimeToLive and DescribeTimeToLive. They keep the state that users ask for; no item expires
 * yet.
 */
final class TimeToLiveOperations {
    private static final String ENABLED = "ENABLED";
    private static final String DISABLED = "DISABLED";

    private final Context context;
    private final TableOperations tables;

    TimeToLiveOperations(Context context, TableOperations tables) {
        this.context = context;
        this.tables = tables;
    }

    void update(
            Request.UpdateTimeToLive request,
            long deadlineNanos,
            Consumer<Outcome<Response>> done) {
        Outcomes.proceed(
                SettingsRequests.timeToLive(request),
                done,
                message ->
                        tables.changeSettings(
                                request.tableName().orElseThrow(),
                                message,
                                deadlineNanos,
                                changed ->
                                        Outcomes.proceed(
                                                changed,
                                                done,
                                                table ->
                                                        done.accept(
                                                                Outcome.success(
                                                                        repeated(table))))));
    }

    private static Response repeated(TableInfo table) {
        TimeToLive now = table.settings().timeToLive().orElseThrow();
        return new Response.TimeToLive(
                Optional.of(now.attribute()), now.enabled(), now.enabled() ? ENABLED : DISABLED);
    }

    void describe(Request.DescribeTimeToLive request, Consumer<Outcome<Response>> done) {
        context.tables()
                .findNamed(
                        request, found -> done.accept(found.map(TimeToLiveOperations::described)));
    }

    private static Response described(TableInfo table) {
        return table.settings()
                .timeToLive()
                .filter(TimeToLive::enabled)
                .map(now -> new Response.TimeToLive(Optional.of(now.attribute()), true, ENABLED))
                .orElseGet(() -> new Response.TimeToLive(Optional.empty(), false, DISABLED));
    }
}
