package io.torcdb.router.grpc;

import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.AttributeDefinition;
import io.torcdb.model.request.Request.KeySchemaElement;
import io.torcdb.model.request.Request.Placeholders;
import io.torcdb.model.request.Request.Throughput;
import io.torcdb.proto.v1.BillingMode;
import io.torcdb.proto.v1.CreateTableRequest;
import io.torcdb.proto.v1.DeleteItemRequest;
import io.torcdb.proto.v1.DeleteTableRequest;
import io.torcdb.proto.v1.DescribeTableRequest;
import io.torcdb.proto.v1.GetItemRequest;
import io.torcdb.proto.v1.KeyAttribute;
import io.torcdb.proto.v1.ListTablesRequest;
import io.torcdb.proto.v1.PutItemRequest;
import io.torcdb.proto.v1.QueryRequest;
import io.torcdb.proto.v1.ReturnValues;
import io.torcdb.proto.v1.ScalarType;
import io.torcdb.proto.v1.ScanRequest;
import io.torcdb.proto.v1.UpdateItemRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the messages of requests. Text that is not {@code optional} in its message counts as absent
 * when it is empty; a member of an enumeration that is not known is kept as its number, for the
 * operation to refuse.
 */
final class Requests {
    private static final String HASH = "HASH";
    private static final String RANGE = "RANGE";

    private Requests() {}

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
                        Optional.empty(),
                        Optional.empty()));
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
                Optional.empty());
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
                        Optional.empty(),
                        Optional.empty()));
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
                        Optional.empty(),
                        Optional.empty()));
    }

    static Request query(QueryRequest message, ValueDecoder values) {
        Placeholders placeholders =
                values.placeholders(
                        given(
                                message.hasExpressionAttributeNames(),
                                message.getExpressionAttributeNames()),
                        given(
                                message.hasExpressionAttributeValues(),
                                message.getExpressionAttributeValues()));
        return new Request.Query(
                text(message.getTableName()),
                Optional.empty(),
                text(message.getKeyConditionExpression()),
                Optional.empty(),
                given(message.hasFilterExpression(), message.getFilterExpression()),
                placeholders,
                Request.LegacyFilter.NONE,
                new Request.Selection(
                        select(message.getCountOnly()),
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
                Optional.empty());
    }

    static Request scan(ScanRequest message, ValueDecoder values) {
        Placeholders placeholders =
                values.placeholders(
                        given(
                                message.hasExpressionAttributeNames(),
                                message.getExpressionAttributeNames()),
                        given(
                                message.hasExpressionAttributeValues(),
                                message.getExpressionAttributeValues()));
        return new Request.Scan(
                text(message.getTableName()),
                Optional.empty(),
                given(message.hasFilterExpression(), message.getFilterExpression()),
                placeholders,
                Request.LegacyFilter.NONE,
                new Request.Selection(
                        select(message.getCountOnly()),
                        given(message.hasProjectionExpression(), message.getProjectionExpression()),
                        Optional.empty()),
                Request.Segments.WHOLE,
                new Request.Paging(
                        Optional.of(message.getConsistentRead()),
                        given(message.hasLimit(), message.getLimit()),
                        values.attributes(
                                given(
                                        message.hasExclusiveStartKey(),
                                        message.getExclusiveStartKey()))),
                Optional.empty());
    }

    static Request createTable(CreateTableRequest message) {
        var definitions = new ArrayList<AttributeDefinition>();
        var keys = new ArrayList<KeySchemaElement>();
        if (message.hasPartitionKey()) {
            definitions.add(definition(message.getPartitionKey()));
            keys.add(key(message.getPartitionKey(), HASH));
        }
        if (message.hasSortKey()) {
            definitions.add(definition(message.getSortKey()));
            keys.add(key(message.getSortKey(), RANGE));
        }
        var units = message.getProvisionedThroughput();
        return new Request.CreateTable(
                text(message.getTableName()),
                someOf(definitions),
                someOf(keys),
                Optional.empty(),
                new Request.TableSettings(
                        billingMode(message),
                        message.hasProvisionedThroughput()
                                ? Optional.of(
                                        new Throughput(
                                                Optional.of(units.getReadCapacityUnits()),
                                                Optional.of(units.getWriteCapacityUnits())))
                                : Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty());
    }

    static Request describeTable(DescribeTableRequest message) {
        return new Request.DescribeTable(text(message.getTableName()));
    }

    static Request deleteTable(DeleteTableRequest message) {
        return new Request.DeleteTable(text(message.getTableName()));
    }

    static Request listTables(ListTablesRequest message) {
        return new Request.ListTables(
                given(message.hasExclusiveStartTableName(), message.getExclusiveStartTableName()),
                given(message.hasLimit(), message.getLimit()));
    }

    private static <T> Optional<T> given(boolean present, T member) {
        return present ? Optional.of(member) : Optional.empty();
    }

    private static Optional<String> text(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static <T> Optional<List<T>> someOf(List<T> elements) {
        return elements.isEmpty() ? Optional.empty() : Optional.of(elements);
    }

    private static Optional<String> select(boolean countOnly) {
        return countOnly ? Optional.of("COUNT") : Optional.empty();
    }

    private static AttributeDefinition definition(KeyAttribute key) {
        return new AttributeDefinition(
                text(key.getAttributeName()), type(key.getType(), key.getTypeValue()));
    }

    private static KeySchemaElement key(KeyAttribute key, String type) {
        return new KeySchemaElement(text(key.getAttributeName()), Optional.of(type));
    }

    private static Optional<String> type(ScalarType type, int number) {
        return switch (type) {
            case SCALAR_TYPE_UNSPECIFIED -> Optional.empty();
            case SCALAR_TYPE_S -> Optional.of("S");
            case SCALAR_TYPE_N -> Optional.of("N");
            case SCALAR_TYPE_B -> Optional.of("B");
            case UNRECOGNIZED -> Optional.of(Integer.toString(number));
        };
    }

    private static Optional<String> billingMode(CreateTableRequest message) {
        BillingMode mode = message.getBillingMode();
        return switch (mode) {
            case BILLING_MODE_UNSPECIFIED -> Optional.empty();
            case BILLING_MODE_PROVISIONED -> Optional.of("PROVISIONED");
            case BILLING_MODE_PAY_PER_REQUEST -> Optional.of("PAY_PER_REQUEST");
            case UNRECOGNIZED -> Optional.of(Integer.toString(message.getBillingModeValue()));
        };
    }

    private static Optional<String> returnValues(ReturnValues member, int number) {
        return switch (member) {
            case RETURN_VALUES_UNSPECIFIED -> Optional.empty();
            case RETURN_VALUES_NONE -> Optional.of("NONE");
            case RETURN_VALUES_ALL_OLD -> Optional.of("ALL_OLD");
            case RETURN_VALUES_UPDATED_OLD -> Optional.of("UPDATED_OLD");
            case RETURN_VALUES_ALL_NEW -> Optional.of("ALL_NEW");
            case RETURN_VALUES_UPDATED_NEW -> Optional.of("UPDATED_NEW");
            case UNRECOGNIZED -> Optional.of(Integer.toString(number));
        };
    }
}
