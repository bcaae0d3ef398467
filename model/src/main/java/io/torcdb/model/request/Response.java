package io.torcdb.model.request;

import io.torcdb.model.item.Item;
import java.util.List;
import java.util.Optional;

/** The reply of an operation that succeeded. Immutable. */
public sealed interface Response {
    /** Of PutItem, UpdateItem and DeleteItem. */
    record Written(Optional<Item> attributes) implements Response {}

    /** Of GetItem. */
    record Got(Optional<Item> item) implements Response {}

    /** Of Query and Scan; {@code items} is empty when only a count was asked for. */
    record Page(
            Optional<List<Item>> items,
            int count,
            int scannedCount,
            Optional<Item> lastEvaluatedKey)
            implements Response {}

    /**
     * Of CreateTable and DeleteTable ({@code TableDescription}) and of DescribeTable ({@code
     * Table}).
     */
    record Described(TableDescription table) implements Response {}

    /** Of ListTables. */
    record Listed(List<String> tableNames, Optional<String> lastEvaluatedTableName)
            implements Response {}

    /**
     * A table, as DynamoDB describes it. In the reply of DeleteTable the definitions and the key
     * schema are empty.
     *
     * @param status CREATING, UPDATING, DELETING or ACTIVE
     * @param onDemand whether BillingModeSummary says PAY_PER_REQUEST
     */
    record TableDescription(
            String tableName,
            String tableId,
            String tableArn,
            String status,
            long createdMillis,
            List<Definition> attributeDefinitions,
            List<KeyElement> keySchema,
            boolean onDemand,
            long readCapacityUnits,
            long writeCapacityUnits,
            long itemCount,
            long tableSizeBytes) {}

    record Definition(String attributeName, String attributeType) {}

    record KeyElement(String attributeName, String keyType) {}
}
