package io.torcdb.tests.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Reads results page after page, and brings what has no order into one. */
final class Pages {
    /** More pages than any result of the test has. */
    private static final int MOST = 10_000;

    private Pages() {}

    /** Returns all pages of a query; where one ends is compared too. */
    static Object query(DynamoDbClient client, QueryRequest request) {
        var pages = new ArrayList<QueryResponse>();
        QueryRequest next = request;
        while (pages.size() < MOST) {
            QueryResponse page = client.query(next);
            pages.add(page);
            if (!page.hasLastEvaluatedKey()) {
                return request.indexName() == null ? pages : withoutTies(request, pages);
            }
            next = next.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build();
        }
        throw new AssertionError("a query without an end");
    }

    /** Items that are equal in the order of an index may come in any: they are sorted. */
    private static Object withoutTies(QueryRequest request, List<QueryResponse> pages) {
        String sortKey =
                Shape.ALL.stream()
                        .flatMap(shape -> shape.indexes().stream())
                        .filter(index -> index.name().equals(request.indexName()))
                        .findFirst()
                        .orElseThrow()
                        .attribute();
        var items = new ArrayList<String>();
        var order = new ArrayList<Object>();
        int count = 0;
        for (QueryResponse page : pages) {
            count += page.count();
            order.add(
                    page.toBuilder()
                            .items((List<Map<String, AttributeValue>>) null)
                            .count(null)
                            .lastEvaluatedKey(null)
                            .build());
            for (Map<String, AttributeValue> item : page.items()) {
                items.add(Canonical.text(item));
                order.add(item.getOrDefault(sortKey, AttributeValue.fromNul(true)));
            }
        }
        items.sort(null);
        return List.of(items, count, order);
    }

    /** Returns the items of a scan and how many were read, over all pages and segments. */
    static Object scan(DynamoDbClient client, ScanRequest request) {
        var items = new ArrayList<String>();
        int scanned = 0;
        int count = 0;
        int segments = request.totalSegments() == null ? 0 : request.totalSegments();
        for (int segment = 0; segment < Math.max(1, segments); segment++) {
            ScanRequest next =
                    segments == 0 ? request : request.toBuilder().segment(segment).build();
            for (int pages = 0; ; pages++) {
                if (pages > MOST) {
                    throw new AssertionError("a scan without an end");
                }
                ScanResponse page = client.scan(next);
                page.items().forEach(item -> items.add(Canonical.text(item)));
                scanned += page.scannedCount();
                count += page.count();
                if (!page.hasLastEvaluatedKey()) {
                    break;
                }
                next = next.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build();
            }
        }
        items.sort(null);
        return List.of(items, scanned, count);
    }

    static Object unordered(BatchGetItemResponse response) {
        var tables = new TreeMap<String, List<String>>();
        for (Map.Entry<String, List<Map<String, AttributeValue>>> table :
                response.responses().entrySet()) {
            tables.put(
                    table.getKey(),
                    table.getValue().stream().map(Canonical::text).sorted().toList());
        }
        return List.of(tables, response.unprocessedKeys());
    }
}
