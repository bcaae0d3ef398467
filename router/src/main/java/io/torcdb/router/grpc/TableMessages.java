package io.torcdb.router.grpc;

import io.torcdb.model.request.Response;
import io.torcdb.proto.v1.BillingMode;
import io.torcdb.proto.v1.KeyAttribute;
import io.torcdb.proto.v1.LocalIndexDescription;
import io.torcdb.proto.v1.Projection;
import io.torcdb.proto.v1.ProjectionType;
import io.torcdb.proto.v1.ProvisionedThroughput;
import io.torcdb.proto.v1.ScalarType;
import io.torcdb.proto.v1.TableClass;
import io.torcdb.proto.v1.TableDescription;

/** Writes descriptions of tables. A word that no enumeration has is a bug and throws. */
final class TableMessages {
    private static final String HASH = "HASH";

    private TableMessages() {}

    static TableDescription of(Response.TableDescription table) {
        var message =
                TableDescription.newBuilder()
                        .setTableName(table.tableName())
                        .setTableId(table.tableId())
                        .setTableArn(table.tableArn())
                        .setTableStatus(table.status())
                        .setCreationTimeMillis(table.createdMillis())
                        .setDeletionProtectionEnabled(table.deletionProtectionEnabled())
                        .setItemCount(table.itemCount())
                        .setTableSizeBytes(table.tableSizeBytes());
        billing(message, table.billing());
        table.tableClass().ifPresent(tableClass -> tableClass(message, tableClass));
        for (Response.KeyElement element : table.keySchema()) {
            KeyAttribute key = key(table, element);
            if (element.keyType().equals(HASH)) {
                message.setPartitionKey(key);
            } else {
                message.setSortKey(key);
            }
        }
        for (Response.LocalIndexDescription index : table.localSecondaryIndexes()) {
            message.addLocalIndexes(localIndex(table, index));
        }
        return message.build();
    }

    private static void billing(TableDescription.Builder message, Response.Billing billing) {
        message.setBillingMode(
                        billing.onDemand()
                                ? BillingMode.BILLING_MODE_PAY_PER_REQUEST
                                : BillingMode.BILLING_MODE_PROVISIONED)
                .setProvisionedThroughput(
                        ProvisionedThroughput.newBuilder()
                                .setReadCapacityUnits(billing.readCapacityUnits())
                                .setWriteCapacityUnits(billing.writeCapacityUnits()))
                .setDecreasesToday(billing.decreasesToday());
        billing.onDemandSinceMillis().ifPresent(message::setOnDemandTimeMillis);
        billing.lastIncreaseMillis().ifPresent(message::setLastIncreaseTimeMillis);
        billing.lastDecreaseMillis().ifPresent(message::setLastDecreaseTimeMillis);
    }

    private static void tableClass(
            TableDescription.Builder message, Response.TableClass tableClass) {
        message.setTableClass(TableClass.valueOf("TABLE_CLASS_" + tableClass.name()));
        tableClass.updatedMillis().ifPresent(message::setTableClassChangeTimeMillis);
    }

    private static LocalIndexDescription localIndex(
            Response.TableDescription table, Response.LocalIndexDescription index) {
        var message =
                LocalIndexDescription.newBuilder()
                        .setIndexName(index.indexName())
                        .setIndexArn(index.indexArn())
                        .setProjection(
                                Projection.newBuilder()
                                        .setProjectionType(
                                                ProjectionType.valueOf(
                                                        "PROJECTION_TYPE_"
                                                                + index.projectionType()))
                                        .addAllNonKeyAttributes(index.nonKeyAttributes()))
                        .setItemCount(index.itemCount())
                        .setIndexSizeBytes(index.indexSizeBytes());
        for (Response.KeyElement element : index.keySchema()) {
            if (!element.keyType().equals(HASH)) {
                message.setSortKey(key(table, element));
            }
        }
        return message.build();
    }

    private static KeyAttribute key(Response.TableDescription table, Response.KeyElement element) {
        String name = element.attributeName();
        for (Response.Definition definition : table.attributeDefinitions()) {
            if (definition.attributeName().equals(name)) {
                return KeyAttribute.newBuilder()
                        .setAttributeName(name)
                        .setType(ScalarType.valueOf("SCALAR_TYPE_" + definition.attributeType()))
                        .build();
            }
        }
        throw new IllegalArgumentException("no definition of the key " + name);
    }
}
