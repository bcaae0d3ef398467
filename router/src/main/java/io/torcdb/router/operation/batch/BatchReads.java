package io.torcdb.router.operation.batch;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.router.operation.check.Outcomes;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * BatchGetItem. A key that is throttled, has no leader or is out of time is handed back in {@code
 * UnprocessedKeys}; when that is the lot of all keys, the batch is refused as the first of them
 * was. Safe for use by many threads; never blocks.
 */
public final class BatchReads {
    private final Lookup lookup;
    private final Sending sending;

    public BatchReads(Lookup lookup, Sending sending) {
        this.lookup = lookup;
        this.sending = sending;
    }

    /** Returns why a batch that has flaws is refused. */
    public static Optional<Failure> refusal(Request.BatchGetItem request, Request.Flaws flaws) {
        return Outcomes.failure(ReadChecks.check(request, flaws));
    }

    /** Reads all keys of a batch. */
    public void get(
            Request.BatchGetItem request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        Outcomes.proceed(
                ReadChecks.check(request, Request.Flaws.NONE),
                done,
                reads ->
                        lookup.findAll(
                                reads.stream().map(TableRead::name).toList(),
                                tables ->
                                        Outcomes.proceed(
                                                tables.then(found -> ReadPlan.of(reads, found)),
                                                done,
                                                plan ->
                                                        new ReadGathering(
                                                                        plan,
                                                                        request
                                                                                .returnConsumedCapacity(),
                                                                        deadlineNanos,
                                                                        sending,
                                                                        done)
                                                                .advance())));
    }
}
