package io.torcdb.router.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Operations;
import io.torcdb.model.request.Response;
import io.torcdb.proto.v1.AttributeValue;
import io.torcdb.proto.v1.Attributes;
import io.torcdb.proto.v1.ListTablesRequest;
import io.torcdb.proto.v1.PutItemRequest;
import io.torcdb.proto.v1.TorcDatabaseGrpc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class GrpcEdgeTest {
    private static final Item ITEM = Item.of(Map.of("a", new StringValue("x")));
    private static final Attributes MESSAGE = ValueEncoder.attributes(ITEM);

    private static StatusRuntimeException refusalOf(Rig rig, PutItemRequest request) {
        return catchThrowableOfType(
                StatusRuntimeException.class, () -> rig.client().putItem(request));
    }

    @Test
    void aRefusalReachesTheClientWithItsDetails() throws IOException {
        var operations =
                new Scripted(_ -> Outcome.refused(new Failure.ConditionFailed(Optional.of(ITEM))));
        try (var rig = new Rig(operations)) {
            var refusal = refusalOf(rig, PutItemRequest.getDefaultInstance());

            assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
            assertThat(Rig.errorOf(refusal).getType()).isEqualTo("ConditionalCheckFailedException");
            assertThat(Rig.errorOf(refusal).getItem()).isEqualTo(MESSAGE);
        }
    }

    @Test
    void theLargestErrorReachesClientsThatTakeTheUsualTrailers() throws IOException {
        var item = Item.of(Map.of("a", new StringValue("x".repeat(Problem.MAX_ITEM_BYTES - 50))));
        var failures =
                new ArrayList<Failure>(
                        List.of(
                                new Failure.ConditionFailed(Optional.of(item)),
                                new Failure.Invalid("a".repeat(100_000)),
                                new Failure.Invalid("€".repeat(100_000))));
        var operations = new Scripted(_ -> Outcome.refused(failures.removeFirst()));
        try (var rig = new Rig(operations)) {
            assertThat(Rig.errorOf(refusalOf(rig, PutItemRequest.getDefaultInstance())).hasItem())
                    .isTrue();
            for (int i = 0; i < 2; i++) {
                assertThat(
                                Rig.errorOf(refusalOf(rig, PutItemRequest.getDefaultInstance()))
                                        .getType())
                        .isEqualTo("ValidationException");
            }
        }
    }

    @Test
    void largeRequestsAreServedAndLargerOnesRefused() throws IOException {
        try (var rig =
                new Rig(
                        Scripted.replying(
                                new Response.Written(
                                        Optional.empty(), Optional.empty(), Optional.empty())))) {
            var served = rig.client().putItem(putting(Exchange.ASIDE_BYTES * 4));
            var refusal = refusalOf(rig, putting(GrpcLimits.MAX_REQUEST_BYTES));

            assertThat(served.hasAttributes()).isFalse();
            assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        }
    }

    @Test
    void moreThanIsHeldAtOnceIsRefusedRetryably() throws IOException {
        var limits =
                new GrpcLimits(
                        10, 10, 100_000, FakeCall.nanos(10), FakeCall.nanos(10), FakeCall.nanos(1));
        try (var rig =
                new Rig(
                        limits,
                        Scripted.replying(
                                new Response.Written(
                                        Optional.empty(), Optional.empty(), Optional.empty())),
                        0)) {
            var refusal = refusalOf(rig, putting(200_000));

            assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(Rig.errorOf(refusal).getType()).isEqualTo("ServiceUnavailable");
            for (int i = 0; i < 10; i++) { // What is held is given back.
                assertThat(rig.client().putItem(putting(50_000)).hasAttributes()).isFalse();
            }
        }
    }

    private static PutItemRequest putting(int bytes) {
        return PutItemRequest.newBuilder()
                .setItem(
                        Attributes.newBuilder()
                                .putAttributes(
                                        "a",
                                        AttributeValue.newBuilder()
                                                .setS("x".repeat(bytes))
                                                .build()))
                .build();
    }

    @Test
    void compressedRequestsAreRead() throws IOException {
        try (var rig =
                new Rig(
                        Scripted.replying(
                                new Response.Written(
                                        Optional.empty(), Optional.empty(), Optional.empty())))) {
            var reply = rig.client().withCompression("gzip").putItem(putting(50_000));

            assertThat(reply.hasAttributes()).isFalse();
        }
    }

    @Test
    void theShorterDeadlineCounts() throws IOException {
        var operations =
                Scripted.replying(
                        new Response.Written(Optional.empty(), Optional.empty(), Optional.empty()));
        try (var rig = new Rig(operations)) {
            var _ =
                    rig.client()
                            .withDeadlineAfter(1_500, TimeUnit.MILLISECONDS)
                            .putItem(PutItemRequest.getDefaultInstance());
            var withoutDeadline =
                    TorcDatabaseGrpc.newBlockingStub(rig.channel())
                            .putItem(PutItemRequest.getDefaultInstance());

            assertThat(operations.timeoutNanos()).isBetween(1L, 1_500_000_000L);
            assertThat(withoutDeadline.hasAttributes()).isFalse();
        }
    }

    @Test
    void reflectionListsTheService() throws Exception {
        try (var rig =
                new Rig(
                        Scripted.replying(
                                new Response.Written(
                                        Optional.empty(), Optional.empty(), Optional.empty())))) {
            var listing =
                    reflected(
                            rig, ServerReflectionRequest.newBuilder().setListServices("").build());
            var file =
                    reflected(
                            rig,
                            ServerReflectionRequest.newBuilder()
                                    .setFileContainingSymbol("torc.v1.TorcDatabase")
                                    .build());

            assertThat(listing.getListServicesResponse().getServiceList())
                    .map(ServiceResponse::getName)
                    .contains("torc.v1.TorcDatabase", "grpc.health.v1.Health");
            assertThat(file.getFileDescriptorResponse().getFileDescriptorProtoCount()).isPositive();
        }
    }

    private static ServerReflectionResponse reflected(Rig rig, ServerReflectionRequest request)
            throws InterruptedException {
        BlockingQueue<ServerReflectionResponse> replies = new ArrayBlockingQueue<>(1);
        var requests =
                ServerReflectionGrpc.newStub(rig.channel())
                        .serverReflectionInfo(
                                new StreamObserver<>() {
                                    @Override
                                    public void onNext(ServerReflectionResponse reply) {
                                        replies.add(reply);
                                    }

                                    @Override
                                    public void onError(Throwable failure) {}

                                    @Override
                                    public void onCompleted() {}
                                });
        requests.onNext(request);
        ServerReflectionResponse reply = replies.take();
        requests.onCompleted();
        return reply;
    }

    @Test
    void healthSaysServing() throws IOException {
        try (var rig =
                new Rig(
                        Scripted.replying(
                                new Response.Written(
                                        Optional.empty(), Optional.empty(), Optional.empty())))) {
            var health = HealthGrpc.newBlockingStub(rig.channel());

            for (String service : List.of("", "torc.v1.TorcDatabase")) {
                var reply =
                        health.check(HealthCheckRequest.newBuilder().setService(service).build());
                assertThat(reply.getStatus()).isEqualTo(ServingStatus.SERVING);
            }
        }
    }

    @Test
    void closingLetsCallsUnderWayEnd() throws Exception {
        BlockingQueue<Consumer<Outcome<Response>>> waiting = new ArrayBlockingQueue<>(1);
        Operations operations = (_, _, done) -> waiting.add(done);
        try (var rig = new Rig(operations)) {
            var reply =
                    TorcDatabaseGrpc.newFutureStub(rig.channel())
                            .putItem(PutItemRequest.getDefaultInstance());
            Consumer<Outcome<Response>> done = waiting.take();

            Thread closing = Thread.ofVirtual().start(rig.edge()::close);
            done.accept(
                    Outcome.success(
                            new Response.Written(
                                    Optional.of(ITEM), Optional.empty(), Optional.empty())));

            assertThat(reply.get().getAttributes()).isEqualTo(MESSAGE);
            closing.join();
        }
    }

    @Test
    void closingRefusesWhatDoesNotEnd() throws Exception {
        BlockingQueue<Consumer<Outcome<Response>>> waiting = new ArrayBlockingQueue<>(2);
        var limits =
                new GrpcLimits(10, 10, 1 << 20, FakeCall.nanos(10), FakeCall.nanos(10), 50_000_000);
        Operations operations = (_, _, done) -> waiting.add(done);
        try (var rig = new Rig(limits, operations, 0)) {
            var client = TorcDatabaseGrpc.newFutureStub(rig.channel());
            var write = client.putItem(PutItemRequest.getDefaultInstance());
            Consumer<Outcome<Response>> done = waiting.take();
            var read = client.listTables(ListTablesRequest.getDefaultInstance());
            var _ = waiting.take();

            rig.edge().close();
            done.accept(
                    Outcome.success(
                            new Response.Written(
                                    Optional.of(ITEM), Optional.empty(), Optional.empty())));

            assertThatThrownBy(write::get).hasMessageContaining("UNKNOWN: The router is closing");
            assertThatThrownBy(read::get)
                    .hasMessageContaining("UNAVAILABLE: The router is closing");
        }
    }

    @Test
    void aTakenPortIsSaidInOneSentence() throws IOException {
        var operations =
                Scripted.replying(
                        new Response.Written(Optional.empty(), Optional.empty(), Optional.empty()));
        try (var rig = new Rig(operations)) {
            int port = rig.edge().port();

            assertThatThrownBy(() -> new Rig(Rig.LIMITS, operations, port).close())
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "gRPC cannot listen at 127.0.0.1:"
                                    + port
                                    + ": another process uses this address; stop it or choose"
                                    + " another port");
        }
    }
}
