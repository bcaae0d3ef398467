package io.torcdb.router.operation.batch;

import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.router.routing.Call;
import java.util.function.Consumer;

/** Gets one element to whoever serves it, as {@link io.torcdb.router.routing.Routes} do. */
public interface Sending {
    /** Sends a call; {@code done} is told exactly once, on any thread. */
    <R> void send(
            TableInfo table,
            long token,
            Call<R> call,
            long deadlineNanos,
            Consumer<Outcome<R>> done);
}
