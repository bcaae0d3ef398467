package io.torcdb.router.operation;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.item.Order;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.proto.internal.ControlFailure;
import io.torcdb.proto.internal.DeleteTableRequest;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.TableChangeReply;
import io.torcdb.router.operation.check.Constraints;
import io.torcdb.router.operation.check.Outcomes;
import io.torcdb.router.operation.check.Texts;
import io.torcdb.router.operation.table.CreateTable;
import io.torcdb.router.operation.table.TableDescriptions;
import io.torcdb.router.operation.table.TableSizes;
import io.torcdb.runtime.Network;
import io.torcdb.wire.CatalogCodec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * CreateTable, DeleteTable, DescribeTable and ListTables. Changes wait for the control plane on
 * virtual threads; the rest is answered from the catalog at hand.
 */
final class TableOperations {
    /** Table changes under way at once; more are refused, retryably. */
    static final int MAX_CHANGES = 500;

    static final int MAX_NAMES_IN_PAGE = 100;

    private final Context context;
    private final TableSizes sizes;
    private final Semaphore changes = new Semaphore(MAX_CHANGES);

    TableOperations(Context context) {
        this.context = context;
        this.sizes = new TableSizes(context.control(), context.catalog(), context.platform());
    }

    void create(Request.CreateTable request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        switch (CreateTable.check(request, context.tables().arns())) {
            case Outcome.Refused<?>(var failure) -> done.accept(Outcome.refused(failure));
            case Outcome.Success<?>(var message) ->
                    change(
                            Method.CONTROL_CREATE_TABLE,
                            ((com.google.protobuf.Message) message).toByteString(),
                            deadlineNanos,
                            done);
        }
    }

    void delete(Request.DeleteTable request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        Optional<Failure> broken = Constraints.ofTableName(request.tableName());
        if (broken.isPresent()) {
            done.accept(Outcome.refused(broken.get()));
            return;
        }
        String given = request.tableName().orElseThrow();
        Optional<String> name = context.tables().arns().tableName(given);
        if (name.isEmpty()) {
            done.accept(Outcome.refused(notFound(given)));
            return;
        }
        change(
                Method.CONTROL_DELETE_TABLE,
                DeleteTableRequest.newBuilder().setName(name.get()).build().toByteString(),
                deadlineNanos,
                done);
    }

    void describe(Request.DescribeTable request, Consumer<Outcome<Response>> done) {
        Optional<Failure> broken = Constraints.ofTableName(request.tableName());
        if (broken.isPresent()) {
            done.accept(Outcome.refused(broken.get()));
            return;
        }
        context.tables()
                .findAny(
                        request.tableName().orElseThrow(),
                        found ->
                                Outcomes.proceed(
                                        found,
                                        done,
                                        table ->
                                                sizes.of(
                                                        table,
                                                        size ->
                                                                done.accept(
                                                                        Outcome.success(
                                                                                described(
                                                                                        table,
                                                                                        size))))));
    }

    void list(Request.ListTables request, Consumer<Outcome<Response>> done) {
        var constraints =
                new Constraints()
                        .atLeast("limit", request.limit(), 1)
                        .atMost("limit", request.limit(), MAX_NAMES_IN_PAGE);
        Optional<Failure> broken = constraints.failure();
        if (broken.isPresent()) {
            done.accept(Outcome.refused(broken.get()));
            return;
        }
        int limit = request.limit().orElse(MAX_NAMES_IN_PAGE);
        List<String> names =
                context.catalog().image().tables().stream()
                        .map(TableInfo::name)
                        .filter(name ->
                                request.exclusiveStartTableName()
                                        .map(start -> Order.UTF_8.compare(name, start) > 0)
                                        .orElse(true))
                        .limit(limit + 1L)
                        .toList();
        boolean more = names.size() > limit;
        List<String> page = more ? names.subList(0, limit) : names;
        done.accept(
                Outcome.success(
                        new Response.Listed(
                                page, more ? Optional.of(page.getLast()) : Optional.empty())));
    }

    private void change(
            Method method,
            ByteString message,
            long deadlineNanos,
            Consumer<Outcome<Response>> done) {
        if (!changes.tryAcquire()) {
            done.accept(
                    Outcome.refused(
                            new Failure.LimitExceeded(
                                    "Too many table changes are under way: at most "
                                            + MAX_CHANGES)));
            return;
        }
        context.platform()
                .threads()
                .newThread(() -> {
                    Outcome<Response> outcome =
                            Outcome.refused(
                                    new Failure.Unavailable(Texts.CONTROL_PLANE_DOWN, true));
                    try {
                        outcome = ask(method, message, deadlineNanos);
                    } finally {
                        changes.release();
                        done.accept(outcome);
                    }
                })
                .start();
    }

    private Outcome<Response> ask(Method method, ByteString message, long deadlineNanos) {
        long left = deadlineNanos - context.platform().time().nanoTime();
        return switch (context.control().call(method, message, left)) {
            case Network.Reply.NotDelivered _ ->
                    Outcome.refused(new Failure.Unavailable(Texts.CONTROL_PLANE_DOWN, false));
            case Network.Reply.Unknown _ ->
                    Outcome.refused(new Failure.Unavailable(Texts.CONTROL_PLANE_DOWN, true));
            case Network.Reply.Answered(ByteString payload) -> answered(payload, deadlineNanos);
        };
    }

    private Outcome<Response> answered(ByteString payload, long deadlineNanos) {
        TableChangeReply reply;
        try {
            reply = TableChangeReply.parseFrom(payload);
        } catch (InvalidProtocolBufferException damaged) {
            return Outcome.refused(new Failure.Unavailable(Texts.CONTROL_PLANE_DOWN, true));
        }
        if (reply.hasFailure()) {
            return Outcome.refused(failure(reply.getFailure()));
        }
        // So that the same client finds at this router what it has just made.
        long left = deadlineNanos - context.platform().time().nanoTime();
        boolean _ = context.catalog().awaitVersion(reply.getVersion(), Math.max(left, 0));
        return Outcome.success(
                described(CatalogCodec.decode(reply.getTable()), TableSizes.Size.UNKNOWN));
    }

    private static Failure failure(ControlFailure failure) {
        return switch (failure.getFailureCase()) {
            case INVALID -> new Failure.Invalid(failure.getInvalid());
            case NOT_FOUND -> new Failure.NotFound(failure.getNotFound());
            case IN_USE -> new Failure.InUse(failure.getInUse());
            case LIMIT_EXCEEDED -> new Failure.LimitExceeded(failure.getLimitExceeded());
            case UNAVAILABLE, NOT_LEADER ->
                    new Failure.Unavailable(Texts.CONTROL_PLANE_DOWN, false);
            case UNKNOWN, REFUSED, FAILURE_NOT_SET ->
                    new Failure.Unavailable(Texts.CONTROL_PLANE_DOWN, true);
        };
    }

    private Response described(TableInfo table, TableSizes.Size size) {
        return new Response.Described(
                TableDescriptions.of(
                        table,
                        size,
                        context.tables().arns(),
                        context.platform().time().currentMillis()));
    }

    private static Failure notFound(String name) {
        return new Failure.NotFound("Requested resource not found: Table: " + name + " not found");
    }
}
