package io.torcdb.model.request;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** A request of the API. Immutable by convention: what is handed in must not change. */
public sealed interface Request {
    /**
     * A request in which something cannot be as it is. It is always refused, but for what comes
     * first in DynamoDB's order of checks.
     */
    record Flawed(Request request, Flaws flaws) implements Request {}

    /**
     * What an edge has found wrong with a request while it read it; each flaw has a turn of its own
     * among the other checks. What has a flaw is read as a null value, or left out.
     *
     * @param missing paths to members that must be there, as constraints name them
     * @param values of items, keys and the parameters that expressions have replaced
     * @param placeholders of the placeholders of expressions
     */
    record Flaws(List<String> missing, Optional<Failure> values, Optional<Failure> placeholders) {
        /** Nothing is wrong. */
        public static final Flaws NONE = new Flaws(List.of(), Optional.empty(), Optional.empty());
    }

    /** Requests on the items of one table. */
    sealed interface OnItems extends Request {
        Optional<String> tableName();
    }

    /** Requests that read the items of one table page by page. */
    sealed interface OnPages extends OnItems {
        Optional<String> indexName();

        Selection selection();

        Paging paging();

        Optional<String> returnConsumedCapacity();
    }

    /** Requests on one table, given by name or ARN. */
    sealed interface OnTable extends Request {
        Optional<String> tableName();
    }

    /** Requests on the tags of a table, given by its ARN. */
    sealed interface OnTags extends Request {
        Optional<String> resourceArn();
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

    /** What a write or read returns beside its purpose. */
    record Returns(
            Optional<String> values,
            Optional<String> valuesOnConditionCheckFailure,
            Optional<String> consumedCapacity,
            Optional<String> itemCollectionMetrics) {
        /** Nothing beyond the defaults. */
        public static final Returns DEFAULTS =
                new Returns(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The legacy form of a write's condition: {@code Expected} and {@code ConditionalOperator}. */
    record Expectation(
            Optional<SequencedMap<String, ExpectedAttributeValue>> expected,
            Optional<String> conditionalOperator) {
        /** Neither member is present. */
        public static final Expectation NONE = new Expectation(Optional.empty(), Optional.empty());
    }

    /** An entry of {@code Expected}. */
    record ExpectedAttributeValue(
            Optional<AttributeValue> value,
            Optional<Boolean> exists,
            Optional<String> comparisonOperator,
            Optional<List<AttributeValue>> attributeValueList) {}

    /** An entry of {@code KeyConditions}, {@code QueryFilter} or {@code ScanFilter}. */
    record LegacyCondition(
            Optional<String> comparisonOperator,
            Optional<List<AttributeValue>> attributeValueList) {}

    /** An entry of {@code AttributeUpdates}. */
    record AttributeValueUpdate(Optional<AttributeValue> value, Optional<String> action) {}

    record PutItem(
            Optional<String> tableName,
            Optional<Map<String, AttributeValue>> item,
            Optional<String> conditionExpression,
            Placeholders placeholders,
            Expectation expectation,
            Returns returns)
            implements OnItems {}

    record GetItem(
            Optional<String> tableName,
            Optional<Map<String, AttributeValue>> key,
            Optional<Boolean> consistentRead,
            Optional<String> projectionExpression,
            Placeholders placeholders,
            Optional<List<String>> attributesToGet,
            Optional<String> returnConsumedCapacity)
            implements OnItems {}

    record DeleteItem(
            Optional<String> tableName,
            Optional<Map<String, AttributeValue>> key,
            Optional<String> conditionExpression,
            Placeholders placeholders,
            Expectation expectation,
            Returns returns)
            implements OnItems {}

    record UpdateItem(
            Optional<String> tableName,
            Optional<Map<String, AttributeValue>> key,
            Optional<String> updateExpression,
            Optional<String> conditionExpression,
            Placeholders placeholders,
            Optional<SequencedMap<String, AttributeValueUpdate>> attributeUpdates,
            Expectation expectation,
            Returns returns)
            implements OnItems {}

    /** Which attributes of the items that are found a page returns. */
    record Selection(
            Optional<String> select,
            Optional<String> projectionExpression,
            Optional<List<String>> attributesToGet) {}

    /**
     * The legacy form of a filter: {@code QueryFilter} or {@code ScanFilter}, and {@code
     * ConditionalOperator}.
     */
    record LegacyFilter(
            Optional<SequencedMap<String, LegacyCondition>> conditions,
            Optional<String> conditionalOperator) {
        /** Neither member is present. */
        public static final LegacyFilter NONE =
                new LegacyFilter(Optional.empty(), Optional.empty());
    }

    /** Which part of a result a page is. */
    record Paging(
            Optional<Boolean> consistentRead,
            Optional<Integer> limit,
            Optional<Map<String, AttributeValue>> exclusiveStartKey) {}

    record Query(
            Optional<String> tableName,
            Optional<String> indexName,
            Optional<String> keyConditionExpression,
            Optional<SequencedMap<String, LegacyCondition>> keyConditions,
            Optional<String> filterExpression,
            Placeholders placeholders,
            LegacyFilter queryFilter,
            Selection selection,
            Optional<Boolean> scanIndexForward,
            Paging paging,
            Optional<String> returnConsumedCapacity)
            implements OnPages {}

    /** The part of a table that one worker of a parallel scan reads. */
    record Segments(Optional<Integer> totalSegments, Optional<Integer> segment) {
        /** The whole table. */
        public static final Segments WHOLE = new Segments(Optional.empty(), Optional.empty());
    }

    record Scan(
            Optional<String> tableName,
            Optional<String> indexName,
            Optional<String> filterExpression,
            Placeholders placeholders,
            LegacyFilter scanFilter,
            Selection selection,
            Segments segments,
            Paging paging,
            Optional<String> returnConsumedCapacity)
            implements OnPages {}

    /** What BatchGetItem reads of one table. */
    record KeysAndAttributes(
            Optional<List<SequencedMap<String, AttributeValue>>> keys,
            Optional<Boolean> consistentRead,
            Optional<String> projectionExpression,
            Optional<SequencedMap<String, String>> expressionAttributeNames,
            Optional<List<String>> attributesToGet) {}

    record BatchGetItem(
            Optional<SequencedMap<String, KeysAndAttributes>> requestItems,
            Optional<String> returnConsumedCapacity)
            implements Request {}

    /**
     * One write of BatchWriteItem: the item of {@code PutRequest} or the key of {@code
     * DeleteRequest}.
     */
    record BatchWrite(
            Optional<SequencedMap<String, AttributeValue>> put,
            Optional<SequencedMap<String, AttributeValue>> delete) {}

    record BatchWriteItem(
            Optional<SequencedMap<String, List<BatchWrite>>> requestItems,
            Optional<String> returnConsumedCapacity,
            Optional<String> returnItemCollectionMetrics)
            implements Request {}

    record CreateTable(
            Optional<String> tableName,
            Optional<List<AttributeDefinition>> attributeDefinitions,
            Optional<List<KeySchemaElement>> keySchema,
            Optional<List<LocalSecondaryIndex>> localSecondaryIndexes,
            TableSettings settings,
            Optional<List<Tag>> tags)
            implements Request {}

    /** The settings of a table that CreateTable gives and UpdateTable changes. */
    record TableSettings(
            Optional<String> billingMode,
            Optional<Throughput> provisionedThroughput,
            Optional<Boolean> deletionProtectionEnabled,
            Optional<String> tableClass) {}

    record UpdateTable(
            Optional<String> tableName,
            Optional<List<AttributeDefinition>> attributeDefinitions,
            TableSettings settings)
            implements OnTable {}

    record DescribeTable(Optional<String> tableName) implements OnTable {}

    record DeleteTable(Optional<String> tableName) implements OnTable {}

    record ListTables(Optional<String> exclusiveStartTableName, Optional<Integer> limit)
            implements Request {}

    record DescribeTimeToLive(Optional<String> tableName) implements OnTable {}

    record UpdateTimeToLive(
            Optional<String> tableName, Optional<TimeToLiveSpecification> specification)
            implements OnTable {}

    record DescribeContinuousBackups(Optional<String> tableName) implements OnTable {}

    record TagResource(Optional<String> resourceArn, Optional<List<Tag>> tags) implements OnTags {}

    record UntagResource(Optional<String> resourceArn, Optional<List<String>> tagKeys)
            implements OnTags {}

    record ListTagsOfResource(Optional<String> resourceArn, Optional<String> nextToken)
            implements OnTags {}

    record DescribeLimits() implements Request {}

    /**
     * Asks under which address the API is reached.
     *
     * @param host the host and port by which the client says that it has reached the router
     */
    record DescribeEndpoints(Optional<String> host) implements Request {}

    record AttributeDefinition(Optional<String> attributeName, Optional<String> attributeType) {}

    record KeySchemaElement(Optional<String> attributeName, Optional<String> keyType) {}

    record LocalSecondaryIndex(
            Optional<String> indexName,
            Optional<List<KeySchemaElement>> keySchema,
            Optional<IndexProjection> projection) {}

    /** Which attributes an index holds beside its keys and the table's. */
    record IndexProjection(
            Optional<String> projectionType, Optional<List<String>> nonKeyAttributes) {}

    record Throughput(Optional<Long> readCapacityUnits, Optional<Long> writeCapacityUnits) {}

    record Tag(Optional<String> key, Optional<String> value) {}

    record TimeToLiveSpecification(Optional<String> attributeName, Optional<Boolean> enabled) {}
}
