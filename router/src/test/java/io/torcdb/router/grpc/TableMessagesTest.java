package io.torcdb.router.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.MessageLite;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.proto.v1.BillingMode;
import io.torcdb.proto.v1.CreateTableRequest;
import io.torcdb.proto.v1.DescribeContinuousBackupsRequest;
import io.torcdb.proto.v1.DescribeEndpointsRequest;
import io.torcdb.proto.v1.DescribeLimitsRequest;
import io.torcdb.proto.v1.DescribeTimeToLiveRequest;
import io.torcdb.proto.v1.KeyAttribute;
import io.torcdb.proto.v1.ListTagsOfResourceRequest;
import io.torcdb.proto.v1.LocalIndex;
import io.torcdb.proto.v1.Projection;
import io.torcdb.proto.v1.ProjectionType;
import io.torcdb.proto.v1.ProvisionedThroughput;
import io.torcdb.proto.v1.ScalarType;
import io.torcdb.proto.v1.TableClass;
import io.torcdb.proto.v1.Tag;
import io.torcdb.proto.v1.TagResourceRequest;
import io.torcdb.proto.v1.TimeToLiveSpecification;
import io.torcdb.proto.v1.UntagResourceRequest;
import io.torcdb.proto.v1.UpdateTableRequest;
import io.torcdb.proto.v1.UpdateTimeToLiveRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The members of the messages on tables arrive where they belong. */
class TableMessagesTest {
    private static <T> Optional<T> some(T value) {
        return Optional.of(value);
    }

    private static KeyAttribute key(String name, ScalarType type) {
        return KeyAttribute.newBuilder().setAttributeName(name).setType(type).build();
    }

    private static Request.KeySchemaElement element(String name, String type) {
        return new Request.KeySchemaElement(some(name), some(type));
    }

    static Stream<Arguments> tableMessages() {
        return Stream.of(
                arguments(
                        "CreateTable",
                        CreateTableRequest.newBuilder()
                                .setTableName("t")
                                .setPartitionKey(key("p", ScalarType.SCALAR_TYPE_S))
                                .addLocalIndexes(index("i", ScalarType.SCALAR_TYPE_N))
                                .addLocalIndexes(index("j", ScalarType.SCALAR_TYPE_N))
                                .addLocalIndexes(LocalIndex.getDefaultInstance())
                                .setDeletionProtectionEnabled(false)
                                .setTableClass(TableClass.TABLE_CLASS_STANDARD_INFREQUENT_ACCESS)
                                .addTags(Tag.newBuilder().setKey("k").setValue("v"))
                                .addTags(Tag.getDefaultInstance())
                                .build(),
                        new Request.CreateTable(
                                some("t"),
                                some(
                                        List.of(
                                                new Request.AttributeDefinition(
                                                        some("p"), some("S")),
                                                new Request.AttributeDefinition(
                                                        some("s"), some("N")))),
                                some(List.of(element("p", "HASH"))),
                                some(
                                        List.of(
                                                localIndex("i"),
                                                localIndex("j"),
                                                new Request.LocalSecondaryIndex(
                                                        Optional.empty(),
                                                        some(List.of(element("p", "HASH"))),
                                                        Optional.empty()))),
                                new Request.TableSettings(
                                        Optional.empty(),
                                        Optional.empty(),
                                        some(false),
                                        some("STANDARD_INFREQUENT_ACCESS")),
                                some(
                                        List.of(
                                                new Request.Tag(some("k"), some("v")),
                                                new Request.Tag(some(""), some("")))))),
                arguments(
                        "UpdateTable",
                        UpdateTableRequest.newBuilder()
                                .setTableName("t")
                                .setBillingMode(BillingMode.BILLING_MODE_PROVISIONED)
                                .setProvisionedThroughput(
                                        ProvisionedThroughput.newBuilder()
                                                .setReadCapacityUnits(5)
                                                .setWriteCapacityUnits(6))
                                .setDeletionProtectionEnabled(true)
                                .setTableClass(TableClass.TABLE_CLASS_STANDARD)
                                .build(),
                        new Request.UpdateTable(
                                some("t"),
                                Optional.empty(),
                                new Request.TableSettings(
                                        some("PROVISIONED"),
                                        some(new Request.Throughput(some(5L), some(6L))),
                                        some(true),
                                        some("STANDARD")))),
                arguments(
                        "UpdateTable",
                        UpdateTableRequest.getDefaultInstance(),
                        new Request.UpdateTable(
                                Optional.empty(),
                                Optional.empty(),
                                new Request.TableSettings(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()))));
    }

    private static LocalIndex index(String name, ScalarType type) {
        return LocalIndex.newBuilder()
                .setIndexName(name)
                .setSortKey(key("s", type))
                .setProjection(
                        Projection.newBuilder()
                                .setProjectionType(ProjectionType.PROJECTION_TYPE_INCLUDE)
                                .addNonKeyAttributes("a"))
                .build();
    }

    private static Request.LocalSecondaryIndex localIndex(String name) {
        return new Request.LocalSecondaryIndex(
                some(name),
                some(List.of(element("p", "HASH"), element("s", "RANGE"))),
                some(new Request.IndexProjection(some("INCLUDE"), some(List.of("a")))));
    }

    static Stream<Arguments> settingMessages() {
        return Stream.of(
                arguments(
                        "TagResource",
                        TagResourceRequest.newBuilder()
                                .setResourceArn("r")
                                .addTags(Tag.newBuilder().setKey("k"))
                                .build(),
                        new Request.TagResource(
                                some("r"), some(List.of(new Request.Tag(some("k"), some("")))))),
                arguments(
                        "UntagResource",
                        UntagResourceRequest.newBuilder()
                                .setResourceArn("r")
                                .addTagKeys("k")
                                .build(),
                        new Request.UntagResource(some("r"), some(List.of("k")))),
                arguments(
                        "ListTagsOfResource",
                        ListTagsOfResourceRequest.newBuilder()
                                .setResourceArn("r")
                                .setNextToken("n")
                                .build(),
                        new Request.ListTagsOfResource(some("r"), some("n"))),
                arguments(
                        "UpdateTimeToLive",
                        UpdateTimeToLiveRequest.newBuilder()
                                .setTableName("t")
                                .setSpecification(
                                        TimeToLiveSpecification.newBuilder().setAttributeName("a"))
                                .build(),
                        new Request.UpdateTimeToLive(
                                some("t"),
                                some(new Request.TimeToLiveSpecification(some("a"), some(false))))),
                arguments(
                        "UpdateTimeToLive",
                        UpdateTimeToLiveRequest.getDefaultInstance(),
                        new Request.UpdateTimeToLive(Optional.empty(), Optional.empty())),
                arguments(
                        "DescribeTimeToLive",
                        DescribeTimeToLiveRequest.newBuilder().setTableName("t").build(),
                        new Request.DescribeTimeToLive(some("t"))),
                arguments(
                        "DescribeContinuousBackups",
                        DescribeContinuousBackupsRequest.newBuilder().setTableName("t").build(),
                        new Request.DescribeContinuousBackups(some("t"))),
                arguments(
                        "DescribeLimits",
                        DescribeLimitsRequest.getDefaultInstance(),
                        new Request.DescribeLimits()),
                arguments(
                        "DescribeEndpoints",
                        DescribeEndpointsRequest.getDefaultInstance(),
                        new Request.DescribeEndpoints(Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource({"tableMessages", "settingMessages"})
    void messagesBecomeRequests(String name, MessageLite message, Request request) {
        assertThat(RequestMessagesTest.method(name).decode(message.toByteArray()))
                .isEqualTo(Outcome.success(request));
    }
}
