package io.torcdb.router.operation;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.proto.internal.ControlFailure;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.TableChangeReply;
import io.torcdb.runtime.Network;
import io.torcdb.wire.CatalogCodec;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Has the control plane change tables. Each change waits for it on a virtual thread, a bounded
 * number at a time. Safe for use by many threads; never blocks its callers.
 */
final class TableChanges {
    /** Table changes under way at once; more are refused. */
    static final int MAX_CHANGES = 500;

    private static final String CONTROL_PLANE_DOWN =
            "The control plane cannot be reached. Tables can be changed again when it is back.";

    private final Context context;
    private final Semaphore changes = new Semaphore(MAX_CHANGES);

    TableChanges(Context context) {
        this.context = context;
    }

    /** Tells {@code done} the table as the change left it, once this router knows it so. */
    void change(
            Method method, Message message, long deadlineNanos, Consumer<Outcome<TableInfo>> done) {
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
                    Outcome<TableInfo> outcome =
                            Outcome.refused(new Failure.Unavailable(CONTROL_PLANE_DOWN, true));
                    try {
                        outcome = ask(method, message.toByteString(), deadlineNanos);
                    } finally {
                        changes.release();
                        done.accept(outcome);
                    }
                })
                .start();
    }

    private Outcome<TableInfo> ask(Method method, ByteString message, long deadlineNanos) {
        long left = deadlineNanos - context.platform().time().nanoTime();
        return switch (context.control().call(method, message, left)) {
            case Network.Reply.NotDelivered _ ->
                    Outcome.refused(new Failure.Unavailable(CONTROL_PLANE_DOWN, false));
            case Network.Reply.Unknown _ ->
                    Outcome.refused(new Failure.Unavailable(CONTROL_PLANE_DOWN, true));
            case Network.Reply.Answered(ByteString payload) -> answered(payload, deadlineNanos);
        };
    }

    private Outcome<TableInfo> answered(ByteString payload, long deadlineNanos) {
        TableChangeReply reply;
        try {
            reply = TableChangeReply.parseFrom(payload);
        } catch (InvalidProtocolBufferException damaged) {
            return Outcome.refused(new Failure.Unavailable(CONTROL_PLANE_DOWN, true));
        }
        if (reply.hasFailure()) {
            return Outcome.refused(failure(reply.getFailure()));
        }
        // So that the same client finds at this router what it has just made.
        long left = deadlineNanos - context.platform().time().nanoTime();
        boolean _ = context.catalog().awaitVersion(reply.getVersion(), Math.max(left, 0));
        return Outcome.success(CatalogCodec.decode(reply.getTable()));
    }

    private static Failure failure(ControlFailure failure) {
        return switch (failure.getFailureCase()) {
            case INVALID -> new Failure.Invalid(failure.getInvalid());
            case NOT_FOUND -> new Failure.NotFound(failure.getNotFound());
            case IN_USE -> new Failure.InUse(failure.getInUse());
            case LIMIT_EXCEEDED -> new Failure.LimitExceeded(failure.getLimitExceeded());
            case UNAVAILABLE, NOT_LEADER -> new Failure.Unavailable(CONTROL_PLANE_DOWN, false);
            case UNKNOWN, REFUSED, FAILURE_NOT_SET ->
                    new Failure.Unavailable(CONTROL_PLANE_DOWN, true);
        };
    }
}
