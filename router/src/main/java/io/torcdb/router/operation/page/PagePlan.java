package io.torcdb.router.operation.page;

import io.torcdb.model.request.Request;
import java.util.Optional;

/**
 * What a page is to read, and what it is to tell. Immutable.
 *
 * @param limit items evaluated, 0 for none but the page's bytes
 * @param strong whether it reads what was acknowledged before it
 * @param tableName the table as the request named it
 */
public record PagePlan(
        Source source,
        Bounds bounds,
        boolean descending,
        int limit,
        boolean strong,
        Selects.Output output,
        String tableName,
        Optional<String> returnConsumedCapacity) {
    /** Returns the plan of a request that is checked to the end. */
    static PagePlan of(
            Request.OnPages request,
            Source source,
            Bounds bounds,
            boolean descending,
            Terms terms) {
        return new PagePlan(
                source,
                bounds,
                descending,
                request.paging().limit().orElse(0),
                request.paging().consistentRead().orElse(false),
                Selects.output(
                        request.selection().select(), source, terms.filter(), terms.projection()),
                request.tableName().orElseThrow(),
                request.returnConsumedCapacity());
    }
}
