package io.torcdb.router.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.proto.v1.BillingMode;
import io.torcdb.proto.v1.CreateTableRequest;
import io.torcdb.proto.v1.DeleteTableRequest;
import io.torcdb.proto.v1.DescribeEndpointsRequest;
import io.torcdb.proto.v1.DescribeTableRequest;
import io.torcdb.proto.v1.KeyAttribute;
import io.torcdb.proto.v1.ListTablesRequest;
import io.torcdb.proto.v1.ProvisionedThroughput;
import io.torcdb.proto.v1.ScalarType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ServedTablesTest {
    private static final Response.TableDescription TABLE =
            new Response.TableDescription(
                    "t",
                    "id",
                    "arn",
                    "ACTIVE",
                    1_234,
                    List.of(new Response.Definition("s", "B"), new Response.Definition("p", "N")),
                    List.of(
                            new Response.KeyElement("p", "HASH"),
                            new Response.KeyElement("s", "RANGE")),
                    List.of(),
                    new Response.Billing(
                            true, Optional.empty(), 1, 2, Optional.empty(), Optional.empty(), 0),
                    false,
                    Optional.empty(),
                    3,
                    4);

    @Test
    void tellsWhereTheHttpApiIs() throws IOException {
        var operations = Scripted.replying(new Response.Endpoints("db:8000", 1_440));
        try (var rig = new Rig(operations)) {
            var reply =
                    rig.client().describeEndpoints(DescribeEndpointsRequest.getDefaultInstance());

            assertThat(operations.request())
                    .isEqualTo(new Request.DescribeEndpoints(Optional.of("db:8000")));
            assertThat(reply.getEndpoints(0).getAddress()).isEqualTo("db:8000");
        }
    }

    @Test
    void createsTables() throws IOException {
        var operations = Scripted.replying(new Response.Described(TABLE));
        try (var rig = new Rig(operations)) {
            var reply =
                    rig.client()
                            .createTable(
                                    CreateTableRequest.newBuilder()
                                            .setTableName("t")
                                            .setPartitionKey(key("p", ScalarType.SCALAR_TYPE_N))
                                            .setBillingMode(BillingMode.BILLING_MODE_PROVISIONED)
                                            .setProvisionedThroughput(
                                                    ProvisionedThroughput.newBuilder()
                                                            .setReadCapacityUnits(5)
                                                            .setWriteCapacityUnits(6))
                                            .build());

            assertThat(reply.getTable().getTableName()).isEqualTo("t");
            assertThat(operations.request())
                    .isEqualTo(
                            new Request.CreateTable(
                                    Optional.of("t"),
                                    Optional.of(
                                            List.of(
                                                    new Request.AttributeDefinition(
                                                            Optional.of("p"), Optional.of("N")))),
                                    Optional.of(
                                            List.of(
                                                    new Request.KeySchemaElement(
                                                            Optional.of("p"),
                                                            Optional.of("HASH")))),
                                    Optional.empty(),
                                    new Request.TableSettings(
                                            Optional.of("PROVISIONED"),
                                            Optional.of(
                                                    new Request.Throughput(
                                                            Optional.of(5L), Optional.of(6L))),
                                            Optional.empty(),
                                            Optional.empty()),
                                    Optional.empty()));
        }
    }

    private static KeyAttribute key(String name, ScalarType type) {
        return KeyAttribute.newBuilder().setAttributeName(name).setType(type).build();
    }

    @Test
    void describesTables() throws IOException {
        try (var rig = new Rig(Scripted.replying(new Response.Described(TABLE)))) {
            var table =
                    rig.client()
                            .describeTable(
                                    DescribeTableRequest.newBuilder().setTableName("t").build())
                            .getTable();

            assertThat(table.getPartitionKey()).isEqualTo(key("p", ScalarType.SCALAR_TYPE_N));
            assertThat(table.getSortKey()).isEqualTo(key("s", ScalarType.SCALAR_TYPE_B));
            assertThat(table.getBillingMode()).isEqualTo(BillingMode.BILLING_MODE_PAY_PER_REQUEST);
            assertThat(table.getTableId()).isEqualTo("id");
            assertThat(table.getTableArn()).isEqualTo("arn");
            assertThat(table.getTableStatus()).isEqualTo("ACTIVE");
            assertThat(table.getCreationTimeMillis()).isEqualTo(1_234);
            assertThat(table.getProvisionedThroughput().getReadCapacityUnits()).isEqualTo(1);
            assertThat(table.getProvisionedThroughput().getWriteCapacityUnits()).isEqualTo(2);
            assertThat(table.getItemCount()).isEqualTo(3);
            assertThat(table.getTableSizeBytes()).isEqualTo(4);
        }
    }

    @Test
    void deletesTables() throws IOException {
        var operations = Scripted.replying(new Response.Described(TABLE));
        try (var rig = new Rig(operations)) {
            var reply =
                    rig.client()
                            .deleteTable(DeleteTableRequest.newBuilder().setTableName("t").build());

            assertThat(reply.getTable().getTableName()).isEqualTo("t");
            assertThat(operations.request()).isEqualTo(new Request.DeleteTable(Optional.of("t")));
        }
    }

    @Test
    void listsTables() throws IOException {
        var operations =
                Scripted.replying(new Response.Listed(List.of("a", "b"), Optional.of("b")));
        try (var rig = new Rig(operations)) {
            var reply =
                    rig.client()
                            .listTables(
                                    ListTablesRequest.newBuilder()
                                            .setExclusiveStartTableName("")
                                            .setLimit(2)
                                            .build());

            assertThat(reply.getTableNamesList()).containsExactly("a", "b");
            assertThat(reply.getLastEvaluatedTableName()).isEqualTo("b");
            assertThat(operations.request())
                    .isEqualTo(new Request.ListTables(Optional.of(""), Optional.of(2)));
        }
    }
}
