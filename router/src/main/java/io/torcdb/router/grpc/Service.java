package io.torcdb.router.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.torcdb.model.request.Operations;
import io.torcdb.model.request.Request;
import io.torcdb.proto.v1.TorcDatabaseGrpc;
import io.torcdb.runtime.Platform;
import java.util.List;
import java.util.Optional;

/** What all calls of an edge share. Safe for use by many threads. */
record Service(GrpcConfig config, Operations operations, Platform platform, Load load) {
    /** Returns the request that was read, with what only the edge knows. */
    Request complete(Request read) {
        return read instanceof Request.DescribeEndpoints
                ? new Request.DescribeEndpoints(Optional.of(config.endpoint()))
                : read;
    }

    /** Returns the service as gRPC takes it. */
    ServerServiceDefinition definition() {
        List<ApiMethod<?, ?>> methods = ApiMethods.all();
        var descriptor =
                ServiceDescriptor.newBuilder(TorcDatabaseGrpc.SERVICE_NAME)
                        .setSchemaDescriptor(
                                TorcDatabaseGrpc.getServiceDescriptor().getSchemaDescriptor());
        methods.forEach(method -> descriptor.addMethod(method.descriptor()));
        var definition = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(method -> definition.addMethod(definition(method)));
        return definition.build();
    }

    private <R> ServerMethodDefinition<byte[], R> definition(ApiMethod<?, R> method) {
        return ServerMethodDefinition.create(
                method.descriptor(),
                new ServerCallHandler<>() {
                    @Override
                    public ServerCall.Listener<byte[]> startCall(
                            ServerCall<byte[], R> call, Metadata headers) {
                        return Exchange.start(call, method, Service.this);
                    }
                });
    }
}
