package io.torcdb.router.grpc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Parser;
import io.grpc.MethodDescriptor;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.proto.v1.CreateTableRequest;
import io.torcdb.proto.v1.DeleteItemRequest;
import io.torcdb.proto.v1.DeleteTableRequest;
import io.torcdb.proto.v1.DescribeTableRequest;
import io.torcdb.proto.v1.GetItemRequest;
import io.torcdb.proto.v1.ListTablesRequest;
import io.torcdb.proto.v1.PutItemRequest;
import io.torcdb.proto.v1.QueryRequest;
import io.torcdb.proto.v1.ScanRequest;
import io.torcdb.proto.v1.TorcDatabaseGrpc;
import io.torcdb.proto.v1.UpdateItemRequest;
import io.torcdb.router.value.ValueChecks;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One method of the service. Requests leave gRPC as the bytes that they are and are read here, so
 * that a large one can be read beside the event loop and a malformed one is refused like others.
 *
 * @param descriptor the method, its request taken as bytes
 * @param read gives the request of a message
 * @param write gives the message of a reply
 * @param following gives the request whose reply follows a reply in the stream, if one does
 */
record ApiMethod<Q, R>(
        MethodDescriptor<byte[], R> descriptor,
        Parser<Q> parser,
        BiFunction<Q, ValueDecoder, Request> read,
        Function<Response, R> write,
        BiFunction<Request, Response, Optional<Request>> following) {
    /**
     * How deep messages nest. An attribute value takes up to three messages a level, so values that
     * are too deep are, within reason, still read and refused in DynamoDB's words.
     */
    static final int MAX_MESSAGE_DEPTH = 256;

    /** Returns the methods in the order of the service's definition. */
    static List<ApiMethod<?, ?>> all() {
        return List.of(
                unary(
                        TorcDatabaseGrpc.getPutItemMethod(),
                        PutItemRequest.parser(),
                        Requests::putItem,
                        Replies::putItem),
                unary(
                        TorcDatabaseGrpc.getGetItemMethod(),
                        GetItemRequest.parser(),
                        Requests::getItem,
                        Replies::getItem),
                unary(
                        TorcDatabaseGrpc.getUpdateItemMethod(),
                        UpdateItemRequest.parser(),
                        Requests::updateItem,
                        Replies::updateItem),
                unary(
                        TorcDatabaseGrpc.getDeleteItemMethod(),
                        DeleteItemRequest.parser(),
                        Requests::deleteItem,
                        Replies::deleteItem),
                new ApiMethod<>(
                        ofBytes(TorcDatabaseGrpc.getQueryMethod()),
                        QueryRequest.parser(),
                        Requests::query,
                        Replies::query,
                        Pages::afterQuery),
                new ApiMethod<>(
                        ofBytes(TorcDatabaseGrpc.getScanMethod()),
                        ScanRequest.parser(),
                        Requests::scan,
                        Replies::scan,
                        Pages::afterScan),
                unary(
                        TorcDatabaseGrpc.getCreateTableMethod(),
                        CreateTableRequest.parser(),
                        (message, _) -> Requests.createTable(message),
                        Replies::createTable),
                unary(
                        TorcDatabaseGrpc.getDescribeTableMethod(),
                        DescribeTableRequest.parser(),
                        (message, _) -> Requests.describeTable(message),
                        Replies::describeTable),
                unary(
                        TorcDatabaseGrpc.getDeleteTableMethod(),
                        DeleteTableRequest.parser(),
                        (message, _) -> Requests.deleteTable(message),
                        Replies::deleteTable),
                unary(
                        TorcDatabaseGrpc.getListTablesMethod(),
                        ListTablesRequest.parser(),
                        (message, _) -> Requests.listTables(message),
                        Replies::listTables));
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

    /** Reads a request. */
    Outcome<Request> decode(byte[] bytes) {
        var checks = new ValueChecks();
        Request request;
        try {
            var input = CodedInputStream.newInstance(bytes);
            var _ = input.setRecursionLimit(MAX_MESSAGE_DEPTH);
            Q message = parser.parseFrom(input);
            input.checkLastTagWas(0);
            request = read.apply(message, new ValueDecoder(checks));
        } catch (IOException malformed) {
            return Outcome.refused(
                    new Failure.Unserializable(Optional.ofNullable(malformed.getMessage())));
        }
        return checks.failure()
                .map(Outcome::<Request>refused)
                .orElseGet(() -> Outcome.success(request));
    }
}
