package io.torcdb.router.operation.page;

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
        Optional<String> returnConsumedCapacity) {}
