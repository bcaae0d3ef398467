package io.torcdb.model.request;

import io.torcdb.model.item.Item;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The reply of an operation that succeeded. Immutable. */
public sealed interface Response {
    /**
     * The capacity that a request consumed of one table.
     *
     * @param units of the table and its indexes together
     * @param detail present when INDEXES were asked for
     */
    record ConsumedCapacity(String tableName, double units, Optional<Detail> detail) {
        /**
         * The parts of the sum.
         *
         * @param table units of the table itself
         * @param localIndexes units by the name of the index; an untouched index is absent
         */
        public record Detail(double table, SequencedMap<String, Double> localIndexes) {}
    }

    /**
     * The item collection that a write touched, on a table with local indexes.
     *
     * @param key the partition key alone
     * @param lowerGigabytes of the estimated size
     * @param upperGigabytes of the estimated size
     */
    record ItemCollectionMetrics(Item key, double lowerGigabytes, double upperGigabytes) {}

    /** Of PutItem, UpdateItem and DeleteItem. */
    record Written(
            Optional<Item> attributes,
            Optional<ConsumedCapacity> consumedCapacity,
            Optional<ItemCollectionMetrics> itemCollectionMetrics)
            implements Response {}

    /** Of GetItem. */
    record Got(Optional<Item> item, Optional<ConsumedCapacity> consumedCapacity)
            implements Response {}

    /** Of Query and Scan; {@code items} is empty when only a count was asked for. */
    record Page(
            Optional<List<Item>> items,
            int count,
            int scannedCount,
            Optional<Item> lastEvaluatedKey,
            Optional<ConsumedCapacity> consumedCapacity)
            implements Response {}

    /**
     * Of BatchGetItem, by table as the request named it.
     *
     * @param consumedCapacity one element for each table, present when asked for
     */
    record BatchGot(
            SequencedMap<String, List<Item>> responses,
            SequencedMap<String, Request.KeysAndAttributes> unprocessedKeys,
            Optional<List<ConsumedCapacity>> consumedCapacity)
            implements Response {}

    /** Of BatchWriteItem, by table as the request named it. */
    record BatchWritten(
            SequencedMap<String, List<Request.BatchWrite>> unprocessedItems,
            SequencedMap<String, List<ItemCollectionMetrics>> itemCollectionMetrics,
            Optional<List<ConsumedCapacity>> consumedCapacity)
            implements Response {}

    /**
     * Of CreateTable, UpdateTable and DeleteTable ({@code TableDescription}) and of DescribeTable
     * ({@code Table}).
     */
    record Described(TableDescription table) implements Response {}

    /** Of ListTables. */
    record Listed(List<String> tableNames, Optional<String> lastEvaluatedTableName)
            implements Response {}

    /**
     * Of UpdateTimeToLive, which repeats its specification, and of DescribeTimeToLive.
     *
     * @param status ENABLED or DISABLED, or ENABLING or DISABLING; of no meaning to
     *     UpdateTimeToLive
     */
    record TimeToLive(Optional<String> attributeName, boolean enabled, String status)
            implements Response {}

    /** Of DescribeContinuousBackups: there are none. */
    record ContinuousBackups() implements Response {}

    /** Of ListTagsOfResource. */
    record Tags(List<Tag> tags, Optional<String> nextToken) implements Response {}

    /** Of TagResource and UntagResource. */
    record Nothing() implements Response {}

    /** Of DescribeLimits. */
    record Limits(
            long accountMaxReadCapacityUnits,
            long accountMaxWriteCapacityUnits,
            long tableMaxReadCapacityUnits,
            long tableMaxWriteCapacityUnits)
            implements Response {}

    /** Of DescribeEndpoints. */
    record Endpoints(String address, long cachePeriodMinutes) implements Response {}

    record Tag(String key, String value) {}

    /**
     * A table, as DynamoDB describes it. In the reply of DeleteTable the definitions and the key
     * schema are empty.
     *
     * @param status CREATING, UPDATING, DELETING or ACTIVE
     */
    record TableDescription(
            String tableName,
            String tableId,
            String tableArn,
            String status,
            long createdMillis,
            List<Definition> attributeDefinitions,
            List<KeyElement> keySchema,
            List<LocalIndexDescription> localSecondaryIndexes,
            Billing billing,
            boolean deletionProtectionEnabled,
            Optional<TableClass> tableClass,
            long itemCount,
            long tableSizeBytes) {}

    /**
     * How a table's throughput is given.
     *
     * @param onDemandSinceMillis when it last became PAY_PER_REQUEST; empty if it never was
     * @param lastIncreaseMillis empty before the first
     * @param lastDecreaseMillis empty before the first
     */
    record Billing(
            boolean onDemand,
            Optional<Long> onDemandSinceMillis,
            long readCapacityUnits,
            long writeCapacityUnits,
            Optional<Long> lastIncreaseMillis,
            Optional<Long> lastDecreaseMillis,
            int decreasesToday) {}

    record TableClass(String name, Optional<Long> updatedMillis) {}

    record Definition(String attributeName, String attributeType) {}

    record KeyElement(String attributeName, String keyType) {}

    /** A local secondary index. */
    record LocalIndexDescription(
            String indexName,
            String indexArn,
            List<KeyElement> keySchema,
            String projectionType,
            List<String> nonKeyAttributes,
            long itemCount,
            long indexSizeBytes) {}
}
