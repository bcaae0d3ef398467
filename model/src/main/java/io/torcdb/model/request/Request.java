package io.torcdb.model.request;

import io.torcdb.model.item.AttributeValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** A request of the API. Immutable by convention: what is handed in must not change. */
public sealed interface Request {
    /** Requests on the items of one table. */
    sealed interface OnItems extends Request {
        Optional<String> tableName();
    }

    /**
     * The placeholders of a request's expressions; empty when the member is absent, a present empty
     * map is an error.
     */
    record Placeholders(
            Optional<SequencedMap<String, String>> names,
            Optional<SequencedMap<String, AttributeValue>> values) {
        /** No placeholders. */
        public static final Placeholders NONE =
                new Placeholders(Optional.empty(), Optional.empty());
    }

    record PutItem(
            Optional<String> tableName,
            Optional<Map<String, AttributeValue>> item,
            Optional<String> conditionExpression,
            Placeholders placeholders,
            Optional<String> returnValues,
            Optional<String> returnValuesOnConditionCheckFailure)
            implements OnItems {}

    record GetItem(
            Optional<String> tableName,
            Optional<Map<String, AttributeValue>> key,
            Optional<Boolean> consistentRead,
            Optional<String> projectionExpression,
            Placeholders placeholders)
            implements OnItems {}

    record DeleteItem(
            Optional<String> tableName,
            Optional<Map<String, AttributeValue>> key,
            Optional<String> conditionExpression,
            Placeholders placeholders,
            Optional<String> returnValues,
            Optional<String> returnValuesOnConditionCheckFailure)
            implements OnItems {}

    record UpdateItem(
            Optional<String> tableName,
            Optional<Map<String, AttributeValue>> key,
            Optional<String> updateExpression,
            Optional<String> conditionExpression,
            Placeholders placeholders,
            Optional<String> returnValues,
            Optional<String> returnValuesOnConditionCheckFailure)
            implements OnItems {}

    record Query(
            Optional<String> tableName,
            Optional<String> keyConditionExpression,
            Optional<String> filterExpression,
            Optional<String> projectionExpression,
            Placeholders placeholders,
            Optional<String> select,
            Optional<Boolean> scanIndexForward,
            Optional<Boolean> consistentRead,
            Optional<Integer> limit,
            Optional<Map<String, AttributeValue>> exclusiveStartKey)
            implements OnItems {}

    record Scan(
            Optional<String> tableName,
            Optional<String> filterExpression,
            Optional<String> projectionExpression,
            Placeholders placeholders,
            Optional<String> select,
            Optional<Boolean> consistentRead,
            Optional<Integer> limit,
            Optional<Map<String, AttributeValue>> exclusiveStartKey)
            implements OnItems {}

    record CreateTable(
            Optional<String> tableName,
            Optional<List<AttributeDefinition>> attributeDefinitions,
            Optional<List<KeySchemaElement>> keySchema,
            Optional<String> billingMode,
            Optional<Throughput> provisionedThroughput)
            implements Request {}

    record DescribeTable(Optional<String> tableName) implements Request {}

    record DeleteTable(Optional<String> tableName) implements Request {}

    record ListTables(Optional<String> exclusiveStartTableName, Optional<Integer> limit)
            implements Request {}

    record AttributeDefinition(Optional<String> attributeName, Optional<String> attributeType) {}

    record KeySchemaElement(Optional<String> attributeName, Optional<String> keyType) {}

    record Throughput(Optional<Long> readCapacityUnits, Optional<Long> writeCapacityUnits) {}
}
