package io.torcdb.router.grpc;

import static io.torcdb.router.grpc.Words.given;
import static io.torcdb.router.grpc.Words.text;

import io.torcdb.model.request.Request;
import io.torcdb.proto.v1.DeleteItemRequest;
import io.torcdb.proto.v1.GetItemRequest;
import io.torcdb.proto.v1.PutItemRequest;
import io.torcdb.proto.v1.QueryRequest;
import io.torcdb.proto.v1.ReturnConsumedCapacity;
import io.torcdb.proto.v1.ReturnItemCollectionMetrics;
import io.torcdb.proto.v1.ReturnValues;
import io.torcdb.proto.v1.ScanRequest;
import io.torcdb.proto.v1.Select;
import io.torcdb.proto.v1.UpdateItemRequest;
import java.util.Optional;

/** Reads the messages of requests on items, but for batches. */
final class ItemRequests {
    private static final Optional<String> COUNT = Optional.of("COUNT");

    private ItemRequests() {}

    static Request putItem(PutItemRequest message, ValueDecoder values) {
        return new Request.PutItem(
                text(message.getTableName()),
                values.attributes(given(message.hasItem(), message.getItem())),
                given(message.hasConditionExpression(), message.getConditionExpression()),
                values.placeholders(
                        given(
                                message.hasExpressionAttributeNames(),
                                message.getExpressionAttributeNames()),
                        given(
                                message.hasExpressionAttributeValues(),
                                message.getExpressionAttributeValues())),
                Request.Expectation.NONE,
                new Request.Returns(
                        returnValues(message.getReturnValues(), message.getReturnValuesValue()),
                        returnValues(
                                message.getReturnValuesOnConditionCheckFailure(),
                                message.getReturnValuesOnConditionCheckFailureValue()),
                        capacity(
                                message.getReturnConsumedCapacity(),
                                message.getReturnConsumedCapacityValue()),
                        metrics(
                                message.getReturnItemCollectionMetrics(),
                                message.getReturnItemCollectionMetricsValue())));
    }

    static Request getItem(GetItemRequest message, ValueDecoder values) {
        return new Request.GetItem(
                text(message.getTableName()),
                values.attributes(given(message.hasKey(), message.getKey())),
                Optional.of(message.getConsistentRead()),
                given(message.hasProjectionExpression(), message.getProjectionExpression()),
                values.placeholders(
                        given(
                                message.hasExpressionAttributeNames(),
                                message.getExpressionAttributeNames()),
                        Optional.empty()),
                Optional.empty(),
                capacity(
                        message.getReturnConsumedCapacity(),
                        message.getReturnConsumedCapacityValue()));
    }

    static Request updateItem(UpdateItemRequest message, ValueDecoder values) {
        return new Request.UpdateItem(
                text(message.getTableName()),
                values.attributes(given(message.hasKey(), message.getKey())),
                given(message.hasUpdateExpression(), message.getUpdateExpression()),
                given(message.hasConditionExpression(), message.getConditionExpression()),
                values.placeholders(
                        given(
                                message.hasExpressionAttributeNames(),
                                message.getExpressionAttributeNames()),
                        given(
                                message.hasExpressionAttributeValues(),
                                message.getExpressionAttributeValues())),
                Optional.empty(),
                Request.Expectation.NONE,
                new Request.Returns(
                        returnValues(message.getReturnValues(), message.getReturnValuesValue()),
                        returnValues(
                                message.getReturnValuesOnConditionCheckFailure(),
                                message.getReturnValuesOnConditionCheckFailureValue()),
                        capacity(
                                message.getReturnConsumedCapacity(),
                                message.getReturnConsumedCapacityValue()),
                        metrics(
                                message.getReturnItemCollectionMetrics(),
                                message.getReturnItemCollectionMetricsValue())));
    }

    static Request deleteItem(DeleteItemRequest message, ValueDecoder values) {
        return new Request.DeleteItem(
                text(message.getTableName()),
                values.attributes(given(message.hasKey(), message.getKey())),
                given(message.hasConditionExpression(), message.getConditionExpression()),
                values.placeholders(
                        given(
                                message.hasExpressionAttributeNames(),
                                message.getExpressionAttributeNames()),
                        given(
                                message.hasExpressionAttributeValues(),
                                message.getExpressionAttributeValues())),
                Request.Expectation.NONE,
                new Request.Returns(
                        returnValues(message.getReturnValues(), message.getReturnValuesValue()),
                        returnValues(
                                message.getReturnValuesOnConditionCheckFailure(),
                                message.getReturnValuesOnConditionCheckFailureValue()),
                        capacity(
                                message.getReturnConsumedCapacity(),
                                message.getReturnConsumedCapacityValue()),
                        metrics(
                                message.getReturnItemCollectionMetrics(),
                                message.getReturnItemCollectionMetricsValue())));
    }

    static Request query(QueryRequest message, ValueDecoder values) {
        Request.Placeholders placeholders =
                values.placeholders(
                        given(
                                message.hasExpressionAttributeNames(),
                                message.getExpressionAttributeNames()),
                        given(
                                message.hasExpressionAttributeValues(),
                                message.getExpressionAttributeValues()));
        return new Request.Query(
                text(message.getTableName()),
                given(message.hasIndexName(), message.getIndexName()),
                text(message.getKeyConditionExpression()),
                Optional.empty(),
                given(message.hasFilterExpression(), message.getFilterExpression()),
                placeholders,
                Request.LegacyFilter.NONE,
                new Request.Selection(
                        message.getCountOnly()
                                ? COUNT
                                : select(message.getSelect(), message.getSelectValue()),
                        given(message.hasProjectionExpression(), message.getProjectionExpression()),
                        Optional.empty()),
                Optional.of(!message.getScanBackward()),
                new Request.Paging(
                        Optional.of(message.getConsistentRead()),
                        given(message.hasLimit(), message.getLimit()),
                        values.attributes(
                                given(
                                        message.hasExclusiveStartKey(),
                                        message.getExclusiveStartKey()))),
                capacity(
                        message.getReturnConsumedCapacity(),
                        message.getReturnConsumedCapacityValue()));
    }

    static Request scan(ScanRequest message, ValueDecoder values) {
        Request.Placeholders placeholders =
                values.placeholders(
                        given(
                                message.hasExpressionAttributeNames(),
                                message.getExpressionAttributeNames()),
                        given(
                                message.hasExpressionAttributeValues(),
                                message.getExpressionAttributeValues()));
        return new Request.Scan(
                text(message.getTableName()),
                given(message.hasIndexName(), message.getIndexName()),
                given(message.hasFilterExpression(), message.getFilterExpression()),
                placeholders,
                Request.LegacyFilter.NONE,
                new Request.Selection(
                        message.getCountOnly()
                                ? COUNT
                                : select(message.getSelect(), message.getSelectValue()),
                        given(message.hasProjectionExpression(), message.getProjectionExpression()),
                        Optional.empty()),
                new Request.Segments(
                        given(message.hasTotalSegments(), message.getTotalSegments()),
                        given(message.hasSegment(), message.getSegment())),
                new Request.Paging(
                        Optional.of(message.getConsistentRead()),
                        given(message.hasLimit(), message.getLimit()),
                        values.attributes(
                                given(
                                        message.hasExclusiveStartKey(),
                                        message.getExclusiveStartKey()))),
                capacity(
                        message.getReturnConsumedCapacity(),
                        message.getReturnConsumedCapacityValue()));
    }

    private static Optional<String> select(Select member, int number) {
        return Words.word(member, number, "SELECT_");
    }

    private static Optional<String> returnValues(ReturnValues member, int number) {
        return Words.word(member, number, "RETURN_VALUES_");
    }

    static Optional<String> capacity(ReturnConsumedCapacity member, int number) {
        return Words.word(member, number, "RETURN_CONSUMED_CAPACITY_");
    }

    static Optional<String> metrics(ReturnItemCollectionMetrics member, int number) {
        return Words.word(member, number, "RETURN_ITEM_COLLECTION_METRICS_");
    }
}
