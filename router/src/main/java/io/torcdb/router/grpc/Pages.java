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
        Optional<Integer> limit = query.limit().map(items -> items - page.scannedCount());
        return end(page, limit)
                ? Optional.empty()
                : Optional.of(
                        new Request.Query(
                                query.tableName(),
                                query.keyConditionExpression(),
                                query.filterExpression(),
                                query.projectionExpression(),
                                query.placeholders(),
                                query.select(),
                                query.scanIndexForward(),
                                query.consistentRead(),
                                limit,
                                page.lastEvaluatedKey().map(key -> key.attributes())));
    }

    static Optional<Request> afterScan(Request request, Response response) {
        var scan = (Request.Scan) request;
        var page = (Response.Page) response;
        Optional<Integer> limit = scan.limit().map(items -> items - page.scannedCount());
        return end(page, limit)
                ? Optional.empty()
                : Optional.of(
                        new Request.Scan(
                                scan.tableName(),
                                scan.filterExpression(),
                                scan.projectionExpression(),
                                scan.placeholders(),
                                scan.select(),
                                scan.consistentRead(),
                                limit,
                                page.lastEvaluatedKey().map(key -> key.attributes())));
    }

    private static boolean end(Response.Page page, Optional<Integer> limit) {
        return page.lastEvaluatedKey().isEmpty() || limit.filter(items -> items <= 0).isPresent();
    }
}
