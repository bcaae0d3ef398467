package io.torcdb.router.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Operations;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.proto.v1.ListTablesRequest;
import io.torcdb.proto.v1.PutItemRequest;
import io.torcdb.proto.v1.QueryRequest;
import io.torcdb.proto.v1.QueryResponse;
import io.torcdb.proto.v1.ScanRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private static final Response NO_TABLES = new Response.Listed(List.of(), Optional.empty());

    private static Item key(int number) {
        return Item.of(Map.of("k", new NumberValue(BigDecimal.valueOf(number))));
    }

    private static int number(Item key) {
        return ((NumberValue) key.get("k").orElseThrow()).value().intValue();
    }

    private static Response.Page page(int scanned, Optional<Item> last) {
        return new Response.Page(Optional.of(List.of()), 0, scanned, last, Optional.empty());
    }

    /** Pages of {@code most} items of a table of {@code items}. */
    private static Scripted table(int items, int most) {
        return new Scripted(request -> {
            Optional<Map<String, AttributeValue>> start;
            Optional<Integer> limit;
            switch (request) {
                case Request.Query query -> {
                    start = query.paging().exclusiveStartKey();
                    limit = query.paging().limit();
                }
                case Request.Scan scan -> {
                    start = scan.paging().exclusiveStartKey();
                    limit = scan.paging().limit();
                }
                default -> throw new IllegalArgumentException("no page: " + request);
            }
            int from = start.map(key -> number(Item.of(key))).orElse(0);
            int scanned = Math.min(Math.min(most, limit.orElse(most)), items - from);
            int to = from + scanned;
            boolean ended = to == items && limit.filter(left -> left == scanned).isEmpty();
            return Outcome.success(page(scanned, ended ? Optional.empty() : Optional.of(key(to))));
        });
    }

    @Test
    void theNextPageIsAskedOnlyWhenTheClientCanTakeIt() {
        var table = table(30, 10);
        var served = FakeCall.begin("Query", FakeCall.service(Rig.LIMITS, table));
        served.call().setReady(false);

        served.request(QueryRequest.getDefaultInstance());
        served.exchange().onReady();

        assertThat(table.requests()).hasSize(1);

        served.call().setReady(true);
        served.exchange().onReady();

        assertThat(table.requests()).hasSize(3);
        assertThat(served.call().messages()).hasSize(3);
        assertThat(served.call().ending()).contains(Status.Code.OK);
    }

    @Test
    void aCancelledStreamAsksForNothingMore() {
        var table = table(30, 10);
        var served = FakeCall.begin("Scan", FakeCall.service(Rig.LIMITS, table));
        served.call().setReady(false);
        served.request(ScanRequest.getDefaultInstance());

        served.exchange().onCancel();
        served.call().setReady(true);
        served.exchange().onReady();

        assertThat(table.requests()).hasSize(1);
        assertThat(served.service().load().open()).isEmpty();
    }

    @Test
    void theLimitCountsOverTheWholeStream() {
        for (String method : List.of("Query", "Scan")) {
            var table = table(100, 10);
            var served = FakeCall.begin(method, FakeCall.service(Rig.LIMITS, table));

            served.request(
                    method.equals("Query")
                            ? QueryRequest.newBuilder().setLimit(25).build()
                            : ScanRequest.newBuilder().setLimit(25).build());

            assertThat(table.requests()).hasSize(3);
            assertThat(served.call().messages()).hasSize(3);
            assertThat(served.call().ending()).contains(Status.Code.OK);
        }
    }

    @Test
    void theLastPageTellsWhereTheLimitEndedIt() {
        var served = FakeCall.begin("Query", FakeCall.service(Rig.LIMITS, table(100, 10)));

        served.request(QueryRequest.newBuilder().setLimit(12).build());

        var last = (QueryResponse) served.call().messages().getLast();
        assertThat(last.getScannedCount()).isEqualTo(2);
        assertThat(last.getLastEvaluatedKey()).isEqualTo(ValueEncoder.attributes(key(12)));
    }

    @Test
    void theLastPageOfTheResultHasNoKey() {
        var served = FakeCall.begin("Query", FakeCall.service(Rig.LIMITS, table(15, 10)));

        served.request(QueryRequest.newBuilder().setLimit(100).build());

        assertThat(served.call().messages())
                .map(message -> ((QueryResponse) message).hasLastEvaluatedKey())
                .containsExactly(true, false);
    }

    @Test
    void anyNumberOfPagesNeedsNoStack() {
        var served = FakeCall.begin("Scan", FakeCall.service(Rig.LIMITS, table(50_000, 1)));

        served.request(ScanRequest.getDefaultInstance());

        assertThat(served.call().messages()).hasSize(50_000);
        assertThat(served.call().ending()).contains(Status.Code.OK);
    }

    @Test
    void aPageThatFailsEndsTheStream() {
        var pages = new ArrayList<Outcome<Response>>();
        pages.add(Outcome.success(page(1, Optional.of(key(1)))));
        pages.add(Outcome.refused(new Failure.Unavailable("gone", false)));
        var served =
                FakeCall.begin(
                        "Scan",
                        FakeCall.service(Rig.LIMITS, new Scripted(_ -> pages.removeFirst())));

        served.request(ScanRequest.getDefaultInstance());

        assertThat(served.call().messages()).hasSize(1);
        assertThat(served.call().ending()).contains(Status.Code.UNAVAILABLE);
    }

    @Test
    void aClientThatTakesNoPageLosesTheStream() {
        var served = FakeCall.begin("Scan", FakeCall.service(Rig.LIMITS, table(30, 10)));
        served.call().setReady(false);
        served.request(ScanRequest.getDefaultInstance());
        long nowNanos = served.service().platform().time().nanoTime();

        served.exchange().sweep(nowNanos);

        assertThat(served.call().ending()).isEmpty();

        served.exchange().sweep(nowNanos + Rig.LIMITS.stallNanos() + FakeCall.nanos(1));

        assertThat(served.call().ending()).contains(Status.Code.DEADLINE_EXCEEDED);
        assertThat(served.service().load().open()).isEmpty();
    }

    @Test
    void aRequestThatDoesNotArriveEndsTheCall() {
        var served = FakeCall.begin("ListTables", FakeCall.service(Rig.LIMITS, table(0, 1)));
        long nowNanos = served.service().platform().time().nanoTime();

        served.exchange().sweep(nowNanos + Rig.LIMITS.arrivalNanos() + FakeCall.nanos(1));

        assertThat(served.call().ending()).contains(Status.Code.DEADLINE_EXCEEDED);
    }

    @Test
    void anOperationUnderWayIsNotSweptAway() {
        Operations silent = (_, _, _) -> {};
        var served = FakeCall.begin("ListTables", FakeCall.service(Rig.LIMITS, silent));
        served.request(ListTablesRequest.getDefaultInstance());
        long nowNanos = served.service().platform().time().nanoTime();

        served.exchange().sweep(nowNanos + FakeCall.nanos(1_000));

        assertThat(served.call().ending()).isEmpty();
    }

    @Test
    void oneCallTooManyIsRefusedRetryably() {
        var waiting = new ArrayList<Consumer<Outcome<Response>>>();
        var limits = new GrpcLimits(1, 100, 1 << 20, FakeCall.nanos(9), FakeCall.nanos(9), 0);
        var service = FakeCall.service(limits, (_, _, done) -> waiting.add(done));
        var first = FakeCall.begin("ListTables", service);
        var second = FakeCall.begin("ListTables", service);
        first.request(ListTablesRequest.getDefaultInstance());

        second.request(ListTablesRequest.getDefaultInstance());

        assertThat(second.call().ending()).contains(Status.Code.UNAVAILABLE);

        waiting.getFirst().accept(Outcome.success(NO_TABLES));
        var third = FakeCall.begin("ListTables", service);
        third.request(ListTablesRequest.getDefaultInstance());

        assertThat(first.call().ending()).contains(Status.Code.OK);
        assertThat(waiting).hasSize(2);
    }

    @Test
    void aCancelledCallCountsUntilItsOperationIsDone() {
        var waiting = new ArrayList<Consumer<Outcome<Response>>>();
        var limits = new GrpcLimits(1, 100, 1 << 20, FakeCall.nanos(9), FakeCall.nanos(9), 0);
        var service = FakeCall.service(limits, (_, _, done) -> waiting.add(done));
        var cancelled = FakeCall.begin("ListTables", service);
        cancelled.request(ListTablesRequest.getDefaultInstance());

        cancelled.exchange().onCancel();

        assertThat(service.load().begin()).isFalse();

        waiting.getFirst().accept(Outcome.success(NO_TABLES));

        assertThat(service.load().begin()).isTrue();
        assertThat(cancelled.call().messages()).isEmpty();
    }

    @Test
    void theFirstOfTwoAnswersCounts() {
        Operations twice =
                (_, _, done) -> {
                    done.accept(Outcome.success(NO_TABLES));
                    done.accept(Outcome.refused(new Failure.Invalid("late")));
                };
        var served = FakeCall.begin("ListTables", FakeCall.service(Rig.LIMITS, twice));

        served.request(ListTablesRequest.getDefaultInstance());

        assertThat(served.call().messages()).hasSize(1);
        assertThat(served.call().ending()).contains(Status.Code.OK);
    }

    @Test
    void aBugIsAnswered() {
        Operations failing =
                (_, _, _) -> {
                    throw new IllegalStateException("a bug of the test's own");
                };
        Operations mistaken =
                (_, _, done) ->
                        done.accept(
                                Outcome.success(
                                        new Response.Got(Optional.empty(), Optional.empty())));
        for (Operations operations : List.of(failing, mistaken)) {
            var served = FakeCall.begin("ListTables", FakeCall.service(Rig.LIMITS, operations));

            served.request(ListTablesRequest.getDefaultInstance());

            assertThat(served.call().ending()).contains(Status.Code.UNAVAILABLE);
            assertThat(served.service().load().open()).isEmpty();
        }
    }

    @Test
    void aBugInAWriteMayHaveApplied() {
        Operations failing =
                (_, _, _) -> {
                    throw new IllegalStateException("a bug of the test's own");
                };
        var served = FakeCall.begin("PutItem", FakeCall.service(Rig.LIMITS, failing));

        served.request(PutItemRequest.getDefaultInstance());

        assertThat(served.call().ending()).contains(Status.Code.UNKNOWN);
    }

    @Test
    void aCallWithoutOrWithTwoRequestsIsRefused() {
        var none = FakeCall.begin("ListTables", FakeCall.service(Rig.LIMITS, table(0, 1)));
        none.exchange().onHalfClose();

        assertThat(none.call().ending()).contains(Status.Code.INVALID_ARGUMENT);

        var two = FakeCall.begin("ListTables", FakeCall.service(Rig.LIMITS, table(0, 1)));
        two.exchange().onMessage(new byte[0]);
        two.exchange().onMessage(new byte[0]);
        two.exchange().onHalfClose();

        assertThat(two.call().ending()).contains(Status.Code.INVALID_ARGUMENT);
    }
}
