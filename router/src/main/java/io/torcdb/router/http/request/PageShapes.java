package io.torcdb.router.http.request;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.LegacyCondition;
import java.util.SequencedMap;
import java.util.function.Function;

/** The requests for pages of a table or an index. */
final class PageShapes {
    /** How much a page holds at most, of items and of names alike. */
    static final Member<Integer> LIMIT = new Member<>("Limit", Types.INTEGER);

    private static final Member<String> INDEX_NAME = new Member<>("IndexName", Types.STRING);
    private static final Member<String> KEY_CONDITION_EXPRESSION =
            new Member<>("KeyConditionExpression", Types.STRING);
    private static final Member<SequencedMap<String, LegacyCondition>> KEY_CONDITIONS =
            new Member<>("KeyConditions", Types.byAttribute(LegacyShapes.CONDITION));
    private static final Member<String> FILTER_EXPRESSION =
            new Member<>("FilterExpression", Types.STRING);
    private static final Member<SequencedMap<String, LegacyCondition>> QUERY_FILTER =
            new Member<>("QueryFilter", Types.byAttribute(LegacyShapes.CONDITION));
    private static final Member<SequencedMap<String, LegacyCondition>> SCAN_FILTER =
            new Member<>("ScanFilter", Types.byAttribute(LegacyShapes.CONDITION));
    private static final Member<String> SELECT = new Member<>("Select", Types.STRING);
    private static final Member<Boolean> SCAN_INDEX_FORWARD =
            new Member<>("ScanIndexForward", Types.BOOLEAN);
    private static final Member<SequencedMap<String, AttributeValue>> EXCLUSIVE_START_KEY =
            new Member<>("ExclusiveStartKey", Types.ATTRIBUTES);
    private static final Member<Integer> TOTAL_SEGMENTS =
            new Member<>("TotalSegments", Types.INTEGER);
    private static final Member<Integer> SEGMENT = new Member<>("Segment", Types.INTEGER);

    static final Shape<Request> QUERY =
            Shape.of(
                    "QueryInput",
                    PageShapes::query,
                    ItemShapes.TABLE_NAME,
                    INDEX_NAME,
                    KEY_CONDITION_EXPRESSION,
                    KEY_CONDITIONS,
                    FILTER_EXPRESSION,
                    QUERY_FILTER,
                    ItemShapes.CONDITIONAL_OPERATOR,
                    ItemShapes.NAMES,
                    ItemShapes.VALUES,
                    SELECT,
                    ItemShapes.PROJECTION_EXPRESSION,
                    ItemShapes.ATTRIBUTES_TO_GET,
                    SCAN_INDEX_FORWARD,
                    ItemShapes.CONSISTENT_READ,
                    LIMIT,
                    EXCLUSIVE_START_KEY,
                    ItemShapes.RETURN_CONSUMED_CAPACITY);

    static final Shape<Request> SCAN =
            Shape.of(
                    "ScanInput",
                    PageShapes::scan,
                    ItemShapes.TABLE_NAME,
                    INDEX_NAME,
                    FILTER_EXPRESSION,
                    SCAN_FILTER,
                    ItemShapes.CONDITIONAL_OPERATOR,
                    ItemShapes.NAMES,
                    ItemShapes.VALUES,
                    SELECT,
                    ItemShapes.PROJECTION_EXPRESSION,
                    ItemShapes.ATTRIBUTES_TO_GET,
                    TOTAL_SEGMENTS,
                    SEGMENT,
                    ItemShapes.CONSISTENT_READ,
                    LIMIT,
                    EXCLUSIVE_START_KEY,
                    ItemShapes.RETURN_CONSUMED_CAPACITY);

    private PageShapes() {}

    private static Request query(Found found) {
        return new Request.Query(
                found.get(ItemShapes.TABLE_NAME),
                found.get(INDEX_NAME),
                found.get(KEY_CONDITION_EXPRESSION),
                found.get(KEY_CONDITIONS),
                found.get(FILTER_EXPRESSION),
                ItemShapes.placeholders(found),
                legacyFilter(found, QUERY_FILTER),
                selection(found),
                found.get(SCAN_INDEX_FORWARD),
                paging(found),
                found.get(ItemShapes.RETURN_CONSUMED_CAPACITY));
    }

    private static Request scan(Found found) {
        return new Request.Scan(
                found.get(ItemShapes.TABLE_NAME),
                found.get(INDEX_NAME),
                found.get(FILTER_EXPRESSION),
                ItemShapes.placeholders(found),
                legacyFilter(found, SCAN_FILTER),
                selection(found),
                new Request.Segments(found.get(TOTAL_SEGMENTS), found.get(SEGMENT)),
                paging(found),
                found.get(ItemShapes.RETURN_CONSUMED_CAPACITY));
    }

    private static Request.LegacyFilter legacyFilter(
            Found found, Member<SequencedMap<String, LegacyCondition>> filter) {
        return new Request.LegacyFilter(
                found.get(filter), found.get(ItemShapes.CONDITIONAL_OPERATOR));
    }

    private static Request.Selection selection(Found found) {
        return new Request.Selection(
                found.get(SELECT),
                found.get(ItemShapes.PROJECTION_EXPRESSION),
                found.get(ItemShapes.ATTRIBUTES_TO_GET));
    }

    private static Request.Paging paging(Found found) {
        return new Request.Paging(
                found.get(ItemShapes.CONSISTENT_READ),
                found.get(LIMIT),
                found.get(EXCLUSIVE_START_KEY).map(Function.identity()));
    }
}
