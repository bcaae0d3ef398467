package io.torcdb.router.http.request;

import io.torcdb.model.request.Request;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operations that are built, each with the members that it honours and those that the service
 * knows but Torc does not honour yet. Members of neither kind are outside the model and ignored.
 */
public record ApiOperation(
        String apiName,
        Set<String> honoured,
        Set<String> refused,
        Function<Members, Request> shape) {
    public static final ApiOperation PUT_ITEM =
            new ApiOperation(
                    "PutItem",
                    Set.of(
                            "TableName",
                            "Item",
                            "ConditionExpression",
                            "ExpressionAttributeNames",
                            "ExpressionAttributeValues",
                            "ReturnValues",
                            "ReturnValuesOnConditionCheckFailure"),
                    Set.of(
                            "Expected",
                            "ConditionalOperator",
                            "ReturnConsumedCapacity",
                            "ReturnItemCollectionMetrics"),
                    ApiOperation::putItem);

    public static final ApiOperation GET_ITEM =
            new ApiOperation(
                    "GetItem",
                    Set.of(
                            "TableName",
                            "Key",
                            "ConsistentRead",
                            "ProjectionExpression",
                            "ExpressionAttributeNames"),
                    Set.of("AttributesToGet", "ReturnConsumedCapacity"),
                    ApiOperation::getItem);

    public static final ApiOperation DELETE_ITEM =
            new ApiOperation(
                    "DeleteItem",
                    Set.of(
                            "TableName",
                            "Key",
                            "ConditionExpression",
                            "ExpressionAttributeNames",
                            "ExpressionAttributeValues",
                            "ReturnValues",
                            "ReturnValuesOnConditionCheckFailure"),
                    Set.of(
                            "Expected",
                            "ConditionalOperator",
                            "ReturnConsumedCapacity",
                            "ReturnItemCollectionMetrics"),
                    ApiOperation::deleteItem);

    public static final ApiOperation UPDATE_ITEM =
            new ApiOperation(
                    "UpdateItem",
                    Set.of(
                            "TableName",
                            "Key",
                            "UpdateExpression",
                            "ConditionExpression",
                            "ExpressionAttributeNames",
                            "ExpressionAttributeValues",
                            "ReturnValues",
                            "ReturnValuesOnConditionCheckFailure"),
                    Set.of(
                            "AttributeUpdates",
                            "Expected",
                            "ConditionalOperator",
                            "ReturnConsumedCapacity",
                            "ReturnItemCollectionMetrics"),
                    ApiOperation::updateItem);

    public static final ApiOperation QUERY =
            new ApiOperation(
                    "Query",
                    Set.of(
                            "TableName",
                            "KeyConditionExpression",
                            "FilterExpression",
                            "ProjectionExpression",
                            "ExpressionAttributeNames",
                            "ExpressionAttributeValues",
                            "Select",
                            "ScanIndexForward",
                            "ConsistentRead",
                            "Limit",
                            "ExclusiveStartKey"),
                    Set.of(
                            "IndexName",
                            "AttributesToGet",
                            "KeyConditions",
                            "QueryFilter",
                            "ConditionalOperator",
                            "ReturnConsumedCapacity"),
                    ApiOperation::query);

    public static final ApiOperation SCAN =
            new ApiOperation(
                    "Scan",
                    Set.of(
                            "TableName",
                            "FilterExpression",
                            "ProjectionExpression",
                            "ExpressionAttributeNames",
                            "ExpressionAttributeValues",
                            "Select",
                            "ConsistentRead",
                            "Limit",
                            "ExclusiveStartKey"),
                    Set.of(
                            "IndexName",
                            "AttributesToGet",
                            "ScanFilter",
                            "ConditionalOperator",
                            "ReturnConsumedCapacity",
                            "TotalSegments",
                            "Segment"),
                    ApiOperation::scan);

    public static final ApiOperation CREATE_TABLE =
            new ApiOperation(
                    "CreateTable",
                    Set.of(
                            "TableName",
                            "AttributeDefinitions",
                            "KeySchema",
                            "BillingMode",
                            "ProvisionedThroughput"),
                    Set.of(
                            "LocalSecondaryIndexes",
                            "GlobalSecondaryIndexes",
                            "StreamSpecification",
                            "SSESpecification",
                            "Tags",
                            "TableClass",
                            "DeletionProtectionEnabled",
                            "WarmThroughput",
                            "ResourcePolicy",
                            "OnDemandThroughput",
                            "GlobalTableSourceArn",
                            "GlobalTableSettingsReplicationMode",
                            "VectorIndexes"),
                    ApiOperation::createTable);

    public static final ApiOperation DESCRIBE_TABLE =
            new ApiOperation(
                    "DescribeTable",
                    Set.of("TableName"),
                    Set.of(),
                    members -> new Request.DescribeTable(members.tableName));

    public static final ApiOperation DELETE_TABLE =
            new ApiOperation(
                    "DeleteTable",
                    Set.of("TableName"),
                    Set.of(),
                    members -> new Request.DeleteTable(members.tableName));

    public static final ApiOperation LIST_TABLES =
            new ApiOperation(
                    "ListTables",
                    Set.of("ExclusiveStartTableName", "Limit"),
                    Set.of(),
                    members ->
                            new Request.ListTables(members.exclusiveStartTableName, members.limit));

    private static final String TARGET_PREFIX = "DynamoDB_20120810.";
    private static final Map<String, ApiOperation> BY_TARGET =
            Stream.of(
                            PUT_ITEM,
                            GET_ITEM,
                            DELETE_ITEM,
                            UPDATE_ITEM,
                            QUERY,
                            SCAN,
                            CREATE_TABLE,
                            DESCRIBE_TABLE,
                            DELETE_TABLE,
                            LIST_TABLES)
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    operation -> TARGET_PREFIX + operation.apiName,
                                    Function.identity()));

    /** Returns the operation that the header {@code X-Amz-Target} names, if it is built. */
    public static Optional<ApiOperation> ofTarget(String target) {
        return Optional.ofNullable(BY_TARGET.get(target));
    }

    /** Whether the member is read and heeded. */
    boolean honours(String member) {
        return honoured.contains(member);
    }

    /** Whether the service would heed the member, but Torc cannot yet. */
    boolean refuses(String member) {
        return refused.contains(member);
    }

    /** Returns the request of what was read. */
    Request request(Members members) {
        return shape.apply(members);
    }

    private static Request putItem(Members members) {
        return new Request.PutItem(
                members.tableName,
                members.item.map(Function.identity()),
                members.conditionExpression,
                members.placeholders(),
                Request.Expectation.NONE,
                members.returns());
    }

    private static Request getItem(Members members) {
        return new Request.GetItem(
                members.tableName,
                members.key.map(Function.identity()),
                members.consistentRead,
                members.projectionExpression,
                members.placeholders(),
                Optional.empty(),
                Optional.empty());
    }

    private static Request deleteItem(Members members) {
        return new Request.DeleteItem(
                members.tableName,
                members.key.map(Function.identity()),
                members.conditionExpression,
                members.placeholders(),
                Request.Expectation.NONE,
                members.returns());
    }

    private static Request updateItem(Members members) {
        return new Request.UpdateItem(
                members.tableName,
                members.key.map(Function.identity()),
                members.updateExpression,
                members.conditionExpression,
                members.placeholders(),
                Optional.empty(),
                Request.Expectation.NONE,
                members.returns());
    }

    private static Request query(Members members) {
        return new Request.Query(
                members.tableName,
                Optional.empty(),
                members.keyConditionExpression,
                Optional.empty(),
                members.filterExpression,
                members.placeholders(),
                Request.LegacyFilter.NONE,
                members.selection(),
                members.scanIndexForward,
                members.paging(),
                Optional.empty());
    }

    private static Request scan(Members members) {
        return new Request.Scan(
                members.tableName,
                Optional.empty(),
                members.filterExpression,
                members.placeholders(),
                Request.LegacyFilter.NONE,
                members.selection(),
                Request.Segments.WHOLE,
                members.paging(),
                Optional.empty());
    }

    private static Request createTable(Members members) {
        return new Request.CreateTable(
                members.tableName,
                members.attributeDefinitions,
                members.keySchema,
                Optional.empty(),
                new Request.TableSettings(
                        members.billingMode,
                        members.provisionedThroughput,
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty());
    }
}
