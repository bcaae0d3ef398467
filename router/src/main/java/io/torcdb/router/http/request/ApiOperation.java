package io.torcdb.router.http.request;

import io.torcdb.model.request.Request;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operations that are built. */
public enum ApiOperation {
    PUT_ITEM("PutItem", ItemShapes.PUT_ITEM),
    GET_ITEM("GetItem", ItemShapes.GET_ITEM),
    DELETE_ITEM("DeleteItem", ItemShapes.DELETE_ITEM),
    UPDATE_ITEM("UpdateItem", ItemShapes.UPDATE_ITEM),
    QUERY("Query", PageShapes.QUERY),
    SCAN("Scan", PageShapes.SCAN),
    BATCH_GET_ITEM("BatchGetItem", BatchShapes.BATCH_GET_ITEM),
    BATCH_WRITE_ITEM("BatchWriteItem", BatchShapes.BATCH_WRITE_ITEM),
    CREATE_TABLE("CreateTable", TableShapes.CREATE_TABLE),
    UPDATE_TABLE("UpdateTable", TableShapes.UPDATE_TABLE),
    DESCRIBE_TABLE("DescribeTable", TableShapes.DESCRIBE_TABLE),
    DELETE_TABLE("DeleteTable", TableShapes.DELETE_TABLE),
    LIST_TABLES("ListTables", TableShapes.LIST_TABLES),
    TAG_RESOURCE("TagResource", TagShapes.TAG_RESOURCE),
    UNTAG_RESOURCE("UntagResource", TagShapes.UNTAG_RESOURCE),
    LIST_TAGS_OF_RESOURCE("ListTagsOfResource", TagShapes.LIST_TAGS_OF_RESOURCE),
    UPDATE_TIME_TO_LIVE("UpdateTimeToLive", TableShapes.UPDATE_TIME_TO_LIVE),
    DESCRIBE_TIME_TO_LIVE("DescribeTimeToLive", TableShapes.DESCRIBE_TIME_TO_LIVE),
    DESCRIBE_LIMITS("DescribeLimits", TableShapes.DESCRIBE_LIMITS),
    DESCRIBE_ENDPOINTS("DescribeEndpoints", TableShapes.DESCRIBE_ENDPOINTS),
    DESCRIBE_CONTINUOUS_BACKUPS(
            "DescribeContinuousBackups", TableShapes.DESCRIBE_CONTINUOUS_BACKUPS);

    private static final String TARGET_PREFIX = "DynamoDB_20120810.";
    private static final Map<String, ApiOperation> BY_TARGET =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    operation -> TARGET_PREFIX + operation.apiName,
                                    Function.identity()));

    private final String apiName;

    @SuppressWarnings("ImmutableEnumChecker") // a shape never changes
    private final Shape<Request> shape;

    ApiOperation(String apiName, Shape<Request> shape) {
        this.apiName = apiName;
        this.shape = shape;
    }

    /** Returns the operation that the header {@code X-Amz-Target} names, if it is built. */
    public static Optional<ApiOperation> ofTarget(String target) {
        return Optional.ofNullable(BY_TARGET.get(target));
    }

    /** Returns the shape of its requests. */
    Shape<Request> shape() {
        return shape;
    }
}
