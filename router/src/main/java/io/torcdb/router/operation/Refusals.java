package io.torcdb.router.operation;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.request.Request;
import io.torcdb.router.operation.batch.BatchReads;
import io.torcdb.router.operation.batch.BatchWrites;
import io.torcdb.router.operation.check.Outcomes;
import io.torcdb.router.operation.page.CheckedQuery;
import io.torcdb.router.operation.page.CheckedScan;
import java.util.Optional;

/** Says why requests with flaws are refused: a flaw is told only when its turn comes. */
final class Refusals {
    private Refusals() {}

    /** Returns why a request is refused. */
    static Failure of(Request.Flawed flawed) {
        Request.Flaws flaws = flawed.flaws();
        return ofChecks(flawed.request(), flaws)
                .or(flaws::values)
                .or(flaws::placeholders)
                .orElseThrow(() -> new IllegalArgumentException("a request without a flaw"));
    }

    private static Optional<Failure> ofChecks(Request request, Request.Flaws flaws) {
        return switch (request) {
            case Request.PutItem put -> Outcomes.failure(ItemWrites.put(put, flaws));
            case Request.DeleteItem delete -> Outcomes.failure(ItemWrites.delete(delete, flaws));
            case Request.UpdateItem update -> Outcomes.failure(ItemWrites.update(update, flaws));
            case Request.GetItem get -> Outcomes.failure(ItemOperations.projection(get, flaws));
            case Request.Query query -> Outcomes.failure(CheckedQuery.of(query, flaws));
            case Request.Scan scan -> Outcomes.failure(CheckedScan.of(scan, flaws));
            case Request.BatchGetItem get -> BatchReads.refusal(get, flaws);
            case Request.BatchWriteItem write -> BatchWrites.refusal(write, flaws);
            case Request.Flawed inner -> Optional.of(of(inner));
            case Request.CreateTable _, Request.OnTable _, Request.ListTables _ -> Optional.empty();
            case Request.OnTags _, Request.DescribeLimits _, Request.DescribeEndpoints _ ->
                    Optional.empty();
        };
    }
}
