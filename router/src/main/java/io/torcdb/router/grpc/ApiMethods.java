package io.torcdb.router.grpc;

import com.google.protobuf.Parser;
import io.grpc.MethodDescriptor;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.proto.v1.BatchGetItemRequest;
import io.torcdb.proto.v1.BatchWriteItemRequest;
import io.torcdb.proto.v1.CreateTableRequest;
import io.torcdb.proto.v1.DeleteItemRequest;
import io.torcdb.proto.v1.DeleteTableRequest;
import io.torcdb.proto.v1.DescribeContinuousBackupsRequest;
import io.torcdb.proto.v1.DescribeEndpointsRequest;
import io.torcdb.proto.v1.DescribeLimitsRequest;
import io.torcdb.proto.v1.DescribeTableRequest;
import io.torcdb.proto.v1.DescribeTimeToLiveRequest;
import io.torcdb.proto.v1.GetItemRequest;
import io.torcdb.proto.v1.ListTablesRequest;
import io.torcdb.proto.v1.ListTagsOfResourceRequest;
import io.torcdb.proto.v1.PutItemRequest;
import io.torcdb.proto.v1.QueryRequest;
import io.torcdb.proto.v1.ScanRequest;
import io.torcdb.proto.v1.TagResourceRequest;
import io.torcdb.proto.v1.TorcDatabaseGrpc;
import io.torcdb.proto.v1.UntagResourceRequest;
import io.torcdb.proto.v1.UpdateItemRequest;
import io.torcdb.proto.v1.UpdateTableRequest;
import io.torcdb.proto.v1.UpdateTimeToLiveRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The methods of the service. */
final class ApiMethods {
    private ApiMethods() {}

    /** Returns the methods in the order of the service's definition. */
    static List<ApiMethod<?, ?>> all() {
        return Stream.of(items(), pages(), batches(), tables(), tags(), settings())
                .<ApiMethod<?, ?>>flatMap(List::stream)
                .toList();
    }

    private static List<ApiMethod<?, ?>> items() {
        return List.of(
                unary(
                        TorcDatabaseGrpc.getPutItemMethod(),
                        PutItemRequest.parser(),
                        ItemRequests::putItem,
                        ItemReplies::putItem),
                unary(
                        TorcDatabaseGrpc.getGetItemMethod(),
                        GetItemRequest.parser(),
                        ItemRequests::getItem,
                        ItemReplies::getItem),
                unary(
                        TorcDatabaseGrpc.getUpdateItemMethod(),
                        UpdateItemRequest.parser(),
                        ItemRequests::updateItem,
                        ItemReplies::updateItem),
                unary(
                        TorcDatabaseGrpc.getDeleteItemMethod(),
                        DeleteItemRequest.parser(),
                        ItemRequests::deleteItem,
                        ItemReplies::deleteItem));
    }

    private static List<ApiMethod<?, ?>> pages() {
        return List.of(
                new ApiMethod<>(
                        ofBytes(TorcDatabaseGrpc.getQueryMethod()),
                        QueryRequest.parser(),
                        ItemRequests::query,
                        ItemReplies::query,
                        Pages::afterQuery),
                new ApiMethod<>(
                        ofBytes(TorcDatabaseGrpc.getScanMethod()),
                        ScanRequest.parser(),
                        ItemRequests::scan,
                        ItemReplies::scan,
                        Pages::afterScan));
    }

    private static List<ApiMethod<?, ?>> batches() {
        return List.of(
                unary(
                        TorcDatabaseGrpc.getBatchGetItemMethod(),
                        BatchGetItemRequest.parser(),
                        BatchRequests::batchGetItem,
                        BatchReplies::batchGetItem),
                unary(
                        TorcDatabaseGrpc.getBatchWriteItemMethod(),
                        BatchWriteItemRequest.parser(),
                        BatchRequests::batchWriteItem,
                        BatchReplies::batchWriteItem));
    }

    private static List<ApiMethod<?, ?>> tables() {
        return List.of(
                unary(
                        TorcDatabaseGrpc.getCreateTableMethod(),
                        CreateTableRequest.parser(),
                        TableRequests::createTable,
                        TableReplies::createTable),
                unary(
                        TorcDatabaseGrpc.getUpdateTableMethod(),
                        UpdateTableRequest.parser(),
                        (message, _) -> TableRequests.updateTable(message),
                        TableReplies::updateTable),
                unary(
                        TorcDatabaseGrpc.getDescribeTableMethod(),
                        DescribeTableRequest.parser(),
                        (message, _) -> TableRequests.describeTable(message),
                        TableReplies::describeTable),
                unary(
                        TorcDatabaseGrpc.getDeleteTableMethod(),
                        DeleteTableRequest.parser(),
                        (message, _) -> TableRequests.deleteTable(message),
                        TableReplies::deleteTable),
                unary(
                        TorcDatabaseGrpc.getListTablesMethod(),
                        ListTablesRequest.parser(),
                        (message, _) -> TableRequests.listTables(message),
                        TableReplies::listTables));
    }

    private static List<ApiMethod<?, ?>> tags() {
        return List.of(
                unary(
                        TorcDatabaseGrpc.getTagResourceMethod(),
                        TagResourceRequest.parser(),
                        TableRequests::tagResource,
                        TableReplies::tagResource),
                unary(
                        TorcDatabaseGrpc.getUntagResourceMethod(),
                        UntagResourceRequest.parser(),
                        TableRequests::untagResource,
                        TableReplies::untagResource),
                unary(
                        TorcDatabaseGrpc.getListTagsOfResourceMethod(),
                        ListTagsOfResourceRequest.parser(),
                        (message, _) -> TableRequests.listTagsOfResource(message),
                        TableReplies::listTagsOfResource));
    }

    private static List<ApiMethod<?, ?>> settings() {
        return List.of(
                unary(
                        TorcDatabaseGrpc.getUpdateTimeToLiveMethod(),
                        UpdateTimeToLiveRequest.parser(),
                        (message, _) -> TableRequests.updateTimeToLive(message),
                        TableReplies::updateTimeToLive),
                unary(
                        TorcDatabaseGrpc.getDescribeTimeToLiveMethod(),
                        DescribeTimeToLiveRequest.parser(),
                        (message, _) -> TableRequests.describeTimeToLive(message),
                        TableReplies::describeTimeToLive),
                unary(
                        TorcDatabaseGrpc.getDescribeContinuousBackupsMethod(),
                        DescribeContinuousBackupsRequest.parser(),
                        (message, _) -> TableRequests.describeContinuousBackups(message),
                        TableReplies::describeContinuousBackups),
                unary(
                        TorcDatabaseGrpc.getDescribeLimitsMethod(),
                        DescribeLimitsRequest.parser(),
                        (_, _) -> new Request.DescribeLimits(),
                        TableReplies::describeLimits),
                unary(
                        TorcDatabaseGrpc.getDescribeEndpointsMethod(),
                        DescribeEndpointsRequest.parser(),
                        (_, _) -> new Request.DescribeEndpoints(Optional.empty()),
                        TableReplies::describeEndpoints));
    }

    private static <Q, R> ApiMethod<Q, R> unary(
            MethodDescriptor<Q, R> method,
            Parser<Q> parser,
            BiFunction<Q, ValueDecoder, Request> read,
            Function<Response, R> write) {
        return new ApiMethod<>(ofBytes(method), parser, read, write, Pages::none);
    }

    private static <R> MethodDescriptor<byte[], R> ofBytes(MethodDescriptor<?, R> method) {
        return method.toBuilder(new Bytes(), method.getResponseMarshaller()).build();
    }
}
