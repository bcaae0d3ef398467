package io.torcdb.router.grpc;

import io.torcdb.model.item.Item;
import io.torcdb.model.request.Response;
import io.torcdb.model.request.Response.Described;
import io.torcdb.model.request.Response.Got;
import io.torcdb.model.request.Response.Listed;
import io.torcdb.model.request.Response.Page;
import io.torcdb.model.request.Response.Written;
import io.torcdb.proto.v1.BillingMode;
import io.torcdb.proto.v1.CreateTableResponse;
import io.torcdb.proto.v1.DeleteItemResponse;
import io.torcdb.proto.v1.DeleteTableResponse;
import io.torcdb.proto.v1.DescribeTableResponse;
import io.torcdb.proto.v1.GetItemResponse;
import io.torcdb.proto.v1.KeyAttribute;
import io.torcdb.proto.v1.ListTablesResponse;
import io.torcdb.proto.v1.ProvisionedThroughput;
import io.torcdb.proto.v1.PutItemResponse;
import io.torcdb.proto.v1.QueryResponse;
import io.torcdb.proto.v1.ScalarType;
import io.torcdb.proto.v1.ScanResponse;
import io.torcdb.proto.v1.TableDescription;
import io.torcdb.proto.v1.UpdateItemResponse;
import java.util.List;

/**
 * Writes replies as messages. A reply that is not of its operation's kind is a bug and throws
 * ClassCastException.
 */
final class Replies {
    private static final String HASH = "HASH";

    private Replies() {}

    static PutItemResponse putItem(Response response) {
        var message = PutItemResponse.newBuilder();
        written(response)
                .attributes()
                .ifPresent(item -> message.setAttributes(ValueEncoder.attributes(item)));
        return message.build();
    }

    static UpdateItemResponse updateItem(Response response) {
        var message = UpdateItemResponse.newBuilder();
        written(response)
                .attributes()
                .ifPresent(item -> message.setAttributes(ValueEncoder.attributes(item)));
        return message.build();
    }

    static DeleteItemResponse deleteItem(Response response) {
        var message = DeleteItemResponse.newBuilder();
        written(response)
                .attributes()
                .ifPresent(item -> message.setAttributes(ValueEncoder.attributes(item)));
        return message.build();
    }

    private static Written written(Response response) {
        return (Written) response;
    }

    static GetItemResponse getItem(Response response) {
        var message = GetItemResponse.newBuilder();
        ((Got) response).item().ifPresent(item -> message.setItem(ValueEncoder.attributes(item)));
        return message.build();
    }

    static QueryResponse query(Response response) {
        var page = (Page) response;
        var message =
                QueryResponse.newBuilder()
                        .setCount(page.count())
                        .setScannedCount(page.scannedCount());
        for (Item item : page.items().orElse(List.of())) {
            message.addItems(ValueEncoder.attributes(item));
        }
        page.lastEvaluatedKey()
                .ifPresent(key -> message.setLastEvaluatedKey(ValueEncoder.attributes(key)));
        return message.build();
    }

    static ScanResponse scan(Response response) {
        var page = (Page) response;
        var message =
                ScanResponse.newBuilder()
                        .setCount(page.count())
                        .setScannedCount(page.scannedCount());
        for (Item item : page.items().orElse(List.of())) {
            message.addItems(ValueEncoder.attributes(item));
        }
        page.lastEvaluatedKey()
                .ifPresent(key -> message.setLastEvaluatedKey(ValueEncoder.attributes(key)));
        return message.build();
    }

    static CreateTableResponse createTable(Response response) {
        return CreateTableResponse.newBuilder().setTable(table(response)).build();
    }

    static DescribeTableResponse describeTable(Response response) {
        return DescribeTableResponse.newBuilder().setTable(table(response)).build();
    }

    static DeleteTableResponse deleteTable(Response response) {
        return DeleteTableResponse.newBuilder().setTable(table(response)).build();
    }

    static ListTablesResponse listTables(Response response) {
        var listed = (Listed) response;
        var message = ListTablesResponse.newBuilder().addAllTableNames(listed.tableNames());
        listed.lastEvaluatedTableName().ifPresent(message::setLastEvaluatedTableName);
        return message.build();
    }

    private static TableDescription table(Response response) {
        Response.TableDescription table = ((Described) response).table();
        var message =
                TableDescription.newBuilder()
                        .setTableName(table.tableName())
                        .setTableId(table.tableId())
                        .setTableArn(table.tableArn())
                        .setTableStatus(table.status())
                        .setCreationTimeMillis(table.createdMillis())
                        .setBillingMode(
                                table.billing().onDemand()
                                        ? BillingMode.BILLING_MODE_PAY_PER_REQUEST
                                        : BillingMode.BILLING_MODE_PROVISIONED)
                        .setProvisionedThroughput(
                                ProvisionedThroughput.newBuilder()
                                        .setReadCapacityUnits(table.billing().readCapacityUnits())
                                        .setWriteCapacityUnits(
                                                table.billing().writeCapacityUnits()))
                        .setItemCount(table.itemCount())
                        .setTableSizeBytes(table.tableSizeBytes());
        for (Response.KeyElement element : table.keySchema()) {
            KeyAttribute key =
                    KeyAttribute.newBuilder()
                            .setAttributeName(element.attributeName())
                            .setType(type(table, element.attributeName()))
                            .build();
            if (element.keyType().equals(HASH)) {
                message.setPartitionKey(key);
            } else {
                message.setSortKey(key);
            }
        }
        return message.build();
    }

    private static ScalarType type(Response.TableDescription table, String attribute) {
        for (Response.Definition definition : table.attributeDefinitions()) {
            if (definition.attributeName().equals(attribute)) {
                return switch (definition.attributeType()) {
                    case "S" -> ScalarType.SCALAR_TYPE_S;
                    case "N" -> ScalarType.SCALAR_TYPE_N;
                    case "B" -> ScalarType.SCALAR_TYPE_B;
                    default ->
                            throw new IllegalArgumentException(
                                    "no key has the type " + definition.attributeType());
                };
            }
        }
        throw new IllegalArgumentException("no definition of the key " + attribute);
    }
}
