package io.torcdb.tests.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * One operation, to be done on both databases.
 *
 * @param request what is asked, for people and for the list of known faults
 * @param run does it and returns what is compared
 * @param touched the items that it may change
 */
record Operation(Object request, Function<DynamoDbClient, Object> run, List<Touched> touched) {
    /** An item that an operation may change. */
    record Touched(String table, Map<String, AttributeValue> key) {
        GetItemResponse read(DynamoDbClient client) {
            return client.getItem(
                    request -> request.tableName(table).key(key).consistentRead(true));
        }
    }

    /** An operation that changes nothing. */
    static Operation reading(Object request, Function<DynamoDbClient, Object> run) {
        return new Operation(request, run, List.of());
    }

    /** Returns what is stored of the items that it may have changed. */
    String effects(DynamoDbClient client) {
        var stored = new ArrayList<String>();
        for (Touched item : touched) {
            stored.add(Answer.of(client, database -> item.read(database)).text());
        }
        return stored.toString();
    }

    /** Gives {@code to} the items that {@code from} has, after a difference that is explained. */
    void repair(DynamoDbClient from, DynamoDbClient to) {
        for (Touched item : touched) {
            Answer copied = Answer.of(from, source -> copy(item, source, to));
            if (!copied.isSuccess() && !copied.error().equals("ValidationException")) {
                throw new AssertionError("an item could not be copied: " + copied);
            }
        }
    }

    private static Object copy(Touched item, DynamoDbClient from, DynamoDbClient to) {
        var found = item.read(from);
        return found.hasItem()
                ? to.putItem(request -> request.tableName(item.table()).item(found.item()))
                : to.deleteItem(request -> request.tableName(item.table()).key(item.key()));
    }
}
