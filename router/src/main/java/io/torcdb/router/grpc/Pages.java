package io.torcdb.router.grpc;

import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import java.util.Optional;

/**
 * What follows a page: the request for the next one, until the result or the limit is exhausted.
 */
final class Pages {
    private Pages() {}

    /** Nothing follows the reply of an operation that has but one. */
    static Optional<Request> none(Request request, Response response) {
        return Optional.empty();
    }

    static Optional<Request> afterQuery(Request request, Response response) {
        var query = (Request.Query) request;
        var page = (Response.Page) response;
        Optional<Integer> limit = query.paging().limit().map(items -> items - page.scannedCount());
        return end(page, limit)
                ? Optional.empty()
                : Optional.of(
                        new Request.Query(
                                query.tableName(),
                                query.indexName(),
                                query.keyConditionExpression(),
                                query.keyConditions(),
                                query.filterExpression(),
                                query.placeholders(),
                                query.queryFilter(),
                                query.selection(),
                                query.scanIndexForward(),
                                next(query.paging(), limit, page),
                                query.returnConsumedCapacity()));
    }

    static Optional<Request> afterScan(Request request, Response response) {
        var scan = (Request.Scan) request;
        var page = (Response.Page) response;
        Optional<Integer> limit = scan.paging().limit().map(items -> items - page.scannedCount());
        return end(page, limit)
                ? Optional.empty()
                : Optional.of(
                        new Request.Scan(
                                scan.tableName(),
                                scan.indexName(),
                                scan.filterExpression(),
                                scan.placeholders(),
                                scan.scanFilter(),
                                scan.selection(),
                                scan.segments(),
                                next(scan.paging(), limit, page),
                                scan.returnConsumedCapacity()));
    }

    private static Request.Paging next(
            Request.Paging paging, Optional<Integer> limit, Response.Page page) {
        return new Request.Paging(
                paging.consistentRead(),
                limit,
                page.lastEvaluatedKey().map(key -> key.attributes()));
    }

    private static boolean end(Response.Page page, Optional<Integer> limit) {
        return page.lastEvaluatedKey().isEmpty() || limit.filter(items -> items <= 0).isPresent();
    }
}
