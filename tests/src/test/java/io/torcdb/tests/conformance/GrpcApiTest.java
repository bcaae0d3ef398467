package io.torcdb.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.torcdb.proto.v1.AttributeValue;
import io.torcdb.proto.v1.Attributes;
import io.torcdb.proto.v1.Error;
import io.torcdb.proto.v1.GetItemRequest;
import io.torcdb.proto.v1.PutItemRequest;
import io.torcdb.proto.v1.QueryRequest;
import io.torcdb.proto.v1.QueryResponse;
import io.torcdb.proto.v1.ReturnValues;
import io.torcdb.proto.v1.TorcDatabaseGrpc;
import io.torcdb.proto.v1.TorcDatabaseGrpc.TorcDatabaseBlockingStub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gRPC API on a whole cluster, beside the JSON protocol. */
@ExtendWith(OnLocalCluster.class)
final class GrpcApiTest {
    private final Database database;
    private final ManagedChannel channel;
    private TorcDatabaseBlockingStub torc;
    private String table = "";

    GrpcApiTest(Database database) {
        this.database = database;
        this.channel =
                ManagedChannelBuilder.forAddress("127.0.0.1", database.grpcPort())
                        .usePlaintext()
                        .build();
        this.torc = TorcDatabaseGrpc.newBlockingStub(channel);
    }

    @BeforeEach
    void makeATable() {
        table = database.table("k:S", "s:N");
    }

    @AfterEach
    void closeTheChannel() {
        var _ = channel.shutdownNow();
    }

    @Test
    void whatOneApiWritesTheOtherReads() {
        var _ = torc.putItem(put(3));

        var found =
                database.client()
                        .getItem(get ->
                                get.tableName(table)
                                        .consistentRead(true)
                                        .key(
                                                Map.of(
                                                        "k", Values.s("a"),
                                                        "s", Values.n("3"))));

        assertThat(found.item()).containsEntry("s", Values.n("3"));
    }

    @Test
    void aMissingItemIsAbsentAndAPresentOneComplete() {
        var _ = torc.putItem(put(1));

        var present = torc.getItem(get(1));
        var missing = torc.getItem(get(2));

        assertThat(present.getItem()).isEqualTo(key(1));
        assertThat(missing.hasItem()).isFalse();
    }

    @Test
    void queriesStreamInOrderUpToTheirLimit() {
        for (int number = 0; number < 10; number++) {
            var _ = torc.putItem(put(number));
        }

        var pages = new ArrayList<QueryResponse>();
        torc.query(
                        QueryRequest.newBuilder()
                                .setTableName(table)
                                .setKeyConditionExpression("k = :k")
                                .setExpressionAttributeValues(
                                        Attributes.newBuilder().putAttributes(":k", text("a")))
                                .setConsistentRead(true)
                                .setLimit(7)
                                .build())
                .forEachRemaining(pages::add);

        List<String> numbers =
                pages.stream()
                        .flatMap(page -> page.getItemsList().stream())
                        .map(item -> item.getAttributesOrThrow("s").getN())
                        .toList();
        assertThat(numbers).containsExactly("0", "1", "2", "3", "4", "5", "6");
        assertThat(pages.getLast().getLastEvaluatedKey()).isEqualTo(key(6));
    }

    @Test
    void aFailedConditionCarriesItsTypeAndTheItem() throws InvalidProtocolBufferException {
        var _ = torc.putItem(put(1));

        var refused =
                catchThrowableOfType(
                        StatusRuntimeException.class,
                        () -> {
                            var _ =
                                    torc.putItem(
                                            put(1).toBuilder()
                                                    .setConditionExpression(
                                                            "attribute_not_exists(k)")
                                                    .setReturnValuesOnConditionCheckFailure(
                                                            ReturnValues.RETURN_VALUES_ALL_OLD)
                                                    .build());
                        });

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        Error error = detail(refused);
        assertThat(error.getType()).isEqualTo("ConditionalCheckFailedException");
        assertThat(error.getItem()).isEqualTo(key(1));
    }

    private static Error detail(StatusRuntimeException refused)
            throws InvalidProtocolBufferException {
        var status = StatusProto.fromThrowable(refused);
        assertThat(status).isNotNull();
        return status == null
                ? Error.getDefaultInstance()
                : status.getDetails(0).unpack(Error.class);
    }

    private PutItemRequest put(int number) {
        return PutItemRequest.newBuilder().setTableName(table).setItem(key(number)).build();
    }

    private GetItemRequest get(int number) {
        return GetItemRequest.newBuilder()
                .setTableName(table)
                .setKey(key(number))
                .setConsistentRead(true)
                .build();
    }

    private static Attributes key(int number) {
        return Attributes.newBuilder()
                .putAttributes("k", text("a"))
                .putAttributes(
                        "s", AttributeValue.newBuilder().setN(Integer.toString(number)).build())
                .build();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.newBuilder().setS(value).build();
    }
}
