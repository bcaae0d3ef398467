package io.torcdb.router.grpc;

import io.torcdb.model.request.Response;
import io.torcdb.model.request.Response.Described;
import io.torcdb.model.request.Response.Listed;
import io.torcdb.proto.v1.CreateTableResponse;
import io.torcdb.proto.v1.DeleteTableResponse;
import io.torcdb.proto.v1.DescribeContinuousBackupsResponse;
import io.torcdb.proto.v1.DescribeEndpointsResponse;
import io.torcdb.proto.v1.DescribeLimitsResponse;
import io.torcdb.proto.v1.DescribeTableResponse;
import io.torcdb.proto.v1.DescribeTimeToLiveResponse;
import io.torcdb.proto.v1.ListTablesResponse;
import io.torcdb.proto.v1.ListTagsOfResourceResponse;
import io.torcdb.proto.v1.Tag;
import io.torcdb.proto.v1.TagResourceResponse;
import io.torcdb.proto.v1.TimeToLiveSpecification;
import io.torcdb.proto.v1.UntagResourceResponse;
import io.torcdb.proto.v1.UpdateTableResponse;
import io.torcdb.proto.v1.UpdateTimeToLiveResponse;

/**
 * Writes the replies of requests on tables. A reply that is not of its operation's kind is a bug
 * and throws ClassCastException.
 */
final class TableReplies {
    private TableReplies() {}

    static CreateTableResponse createTable(Response response) {
        return CreateTableResponse.newBuilder()
                .setTable(TableMessages.of(((Described) response).table()))
                .build();
    }

    static UpdateTableResponse updateTable(Response response) {
        return UpdateTableResponse.newBuilder()
                .setTable(TableMessages.of(((Described) response).table()))
                .build();
    }

    static DescribeTableResponse describeTable(Response response) {
        return DescribeTableResponse.newBuilder()
                .setTable(TableMessages.of(((Described) response).table()))
                .build();
    }

    static DeleteTableResponse deleteTable(Response response) {
        return DeleteTableResponse.newBuilder()
                .setTable(TableMessages.of(((Described) response).table()))
                .build();
    }

    static ListTablesResponse listTables(Response response) {
        var listed = (Listed) response;
        var message = ListTablesResponse.newBuilder().addAllTableNames(listed.tableNames());
        listed.lastEvaluatedTableName().ifPresent(message::setLastEvaluatedTableName);
        return message.build();
    }

    static TagResourceResponse tagResource(Response response) {
        var _ = (Response.Nothing) response;
        return TagResourceResponse.getDefaultInstance();
    }

    static UntagResourceResponse untagResource(Response response) {
        var _ = (Response.Nothing) response;
        return UntagResourceResponse.getDefaultInstance();
    }

    static ListTagsOfResourceResponse listTagsOfResource(Response response) {
        var tags = (Response.Tags) response;
        var message = ListTagsOfResourceResponse.newBuilder();
        for (Response.Tag tag : tags.tags()) {
            message.addTags(Tag.newBuilder().setKey(tag.key()).setValue(tag.value()));
        }
        tags.nextToken().ifPresent(message::setNextToken);
        return message.build();
    }

    static UpdateTimeToLiveResponse updateTimeToLive(Response response) {
        var timeToLive = (Response.TimeToLive) response;
        var specification = TimeToLiveSpecification.newBuilder().setEnabled(timeToLive.enabled());
        timeToLive.attributeName().ifPresent(specification::setAttributeName);
        return UpdateTimeToLiveResponse.newBuilder().setSpecification(specification).build();
    }

    static DescribeTimeToLiveResponse describeTimeToLive(Response response) {
        var timeToLive = (Response.TimeToLive) response;
        var message =
                DescribeTimeToLiveResponse.newBuilder().setTimeToLiveStatus(timeToLive.status());
        timeToLive.attributeName().ifPresent(message::setAttributeName);
        return message.build();
    }

    static DescribeContinuousBackupsResponse describeContinuousBackups(Response response) {
        var _ = (Response.ContinuousBackups) response;
        return DescribeContinuousBackupsResponse.newBuilder()
                .setContinuousBackupsStatus("ENABLED")
                .setPointInTimeRecoveryStatus("DISABLED")
                .build();
    }

    static DescribeLimitsResponse describeLimits(Response response) {
        var limits = (Response.Limits) response;
        return DescribeLimitsResponse.newBuilder()
                .setAccountMaxReadCapacityUnits(limits.accountMaxReadCapacityUnits())
                .setAccountMaxWriteCapacityUnits(limits.accountMaxWriteCapacityUnits())
                .setTableMaxReadCapacityUnits(limits.tableMaxReadCapacityUnits())
                .setTableMaxWriteCapacityUnits(limits.tableMaxWriteCapacityUnits())
                .build();
    }

    static DescribeEndpointsResponse describeEndpoints(Response response) {
        var endpoints = (Response.Endpoints) response;
        return DescribeEndpointsResponse.newBuilder()
                .addEndpoints(
                        DescribeEndpointsResponse.Endpoint.newBuilder()
                                .setAddress(endpoints.address())
                                .setCachePeriodMinutes(endpoints.cachePeriodMinutes()))
                .build();
    }
}
