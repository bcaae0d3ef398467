package io.torcdb.router.operation.batch;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.router.operation.check.Outcomes;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * BatchWriteItem. A write that was surely not applied (throttled, without a leader, out of time) is
 * handed back in {@code UnprocessedItems}; when that is the lot of all writes, the batch is refused
 * as the first of them was.
 *
 * <p>When it is unknown whether a write was applied, the whole batch is refused with {@code
 * InternalServerError}. Handing such a write back as unprocessed would say that it was not applied.
 * That is no matter to who just repeats it, but it is to everybody else: to a client that gives up
 * on what is left over and takes it for unwritten, and to another writer of the item, whose later
 * value a repeated put would replace. Clients repeat a batch after a 500 as well, knowing then that
 * parts of it may be done. Any other failure that is final, such as a table that has just been
 * deleted, refuses the batch too.
 *
 * <p>Safe for use by many threads; never blocks.
 */
public final class BatchWrites {
    private final Lookup lookup;
    private final Sending sending;

    public BatchWrites(Lookup lookup, Sending sending) {
        this.lookup = lookup;
        this.sending = sending;
    }

    /** Returns why a batch that has flaws is refused. */
    public static Optional<Failure> refusal(Request.BatchWriteItem request, Request.Flaws flaws) {
        return Outcomes.failure(WriteChecks.check(request, flaws));
    }

    /** Does all writes of a batch; they are independent and in no order. */
    public void write(
            Request.BatchWriteItem request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        Outcomes.proceed(
                WriteChecks.check(request, Request.Flaws.NONE),
                done,
                writes ->
                        lookup.findAll(
                                writes.stream().map(TableWrites::name).toList(),
                                tables ->
                                        Outcomes.proceed(
                                                tables.then(found ->
                                                        WritePlan.of(
                                                                writes,
                                                                found,
                                                                request
                                                                        .returnItemCollectionMetrics())),
                                                done,
                                                plan ->
                                                        new WriteGathering(plan, request, done)
                                                                .send(sending, deadlineNanos))));
    }
}
