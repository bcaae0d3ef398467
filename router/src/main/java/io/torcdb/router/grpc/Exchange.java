package io.torcdb.router.grpc;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call, from its request to its last page. What happens to it comes from several threads (the
 * event loop, operations, the edge's sweep) and is done in steps, one after the other, on whichever
 * of them is there; no step waits. A page is asked for only when the client can take it.
 */
final class Exchange<R> extends ServerCall.Listener<byte[]> {
    /** Requests above this are read beside the event loop, which has others to serve. */
    static final int ASIDE_BYTES = 256 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final SynchronizationContext steps =
            new SynchronizationContext((_, bug) -> fail("A call could not go on", bug));
    private final ServerCall<byte[], R> call;
    private final ApiMethod<?, R> method;
    private final Service service;
    private final Optional<Deadline> deadline;

    /** Since when the client is waited for: for its request, or to take a page. */
    private long waitingSinceNanos;

    private Optional<byte[]> received = Optional.empty();
    private Optional<Request> next = Optional.empty();
    private boolean counted;
    private boolean working;
    private boolean writing;
    private boolean begun;
    private boolean headersSent;
    private boolean over;

    private Exchange(ServerCall<byte[], R> call, ApiMethod<?, R> method, Service service) {
        this.call = call;
        this.method = method;
        this.service = service;
        this.deadline = Optional.ofNullable(Context.current().getDeadline());
        this.waitingSinceNanos = service.platform().time().nanoTime();
    }

    /** Begins a call; to be used where gRPC starts it. */
    static <R> Exchange<R> start(
            ServerCall<byte[], R> call, ApiMethod<?, R> method, Service service) {
        var exchange = new Exchange<>(call, method, service);
        service.load().opened(exchange);
        Arrival.watch(
                () -> exchange.steps.execute(() -> exchange.refuse(busy("Too much is arriving"))));
        call.request(2); // The second would be an error, and is not seen without asking.
        return exchange;
    }

    @Override
    public void onMessage(byte[] message) {
        steps.execute(() -> {
            if (received.isPresent()) {
                refuse(unserializable("A call has one request"));
            } else {
                received = Optional.of(message);
            }
        });
    }

    @Override
    public void onHalfClose() {
        steps.execute(this::begin);
    }

    @Override
    public void onReady() {
        steps.execute(this::proceed);
    }

    @Override
    public void onCancel() {
        steps.execute(this::end);
    }

    /** Ends the call when its client has been waited for for too long. */
    void sweep(long nowNanos) {
        steps.execute(() -> {
            long waitedNanos = nowNanos - waitingSinceNanos;
            var limits = service.config().limits();
            if (!begun && waitedNanos > limits.arrivalNanos()) {
                close(Problem.late("The request did not arrive in time"));
            } else if (next.isPresent() && waitedNanos > limits.stallNanos()) {
                close(Problem.late("No page was taken for too long"));
            }
        });
    }

    /** Ends the call, done or not, since the edge closes. */
    void abandon() {
        steps.execute(() -> refuse(new Failure.Unavailable("The router is closing", writing)));
    }

    private void begin() {
        if (over) {
            return;
        }
        begun = true;
        if (received.isEmpty()) {
            refuse(unserializable("A call has one request"));
            return;
        }
        if (!service.load().begin()) {
            refuse(busy("Too many calls are under way"));
            return;
        }
        counted = true;
        working = true;
        byte[] message = received.get();
        received = Optional.empty();
        if (message.length > ASIDE_BYTES) {
            service.platform().threads().newThread(() -> decode(message)).start();
        } else {
            decode(message);
        }
    }

    private void decode(byte[] message) {
        Outcome<Request> decoded;
        try {
            decoded = method.decode(message);
        } catch (RuntimeException bug) {
            LOG.error("A request could not be read", bug);
            decoded = Outcome.refused(bug(false));
        }
        Outcome<Request> outcome = decoded;
        steps.execute(() -> {
            working = false;
            switch (outcome) {
                case Outcome.Success<Request>(var request) -> ask(request);
                case Outcome.Refused<Request>(var failure) -> refuse(failure);
            }
        });
    }

    private void ask(Request request) {
        if (over) {
            settle();
            return;
        }
        working = true;
        writing = writes(request);
        var answered = new AtomicBoolean();
        Consumer<Outcome<Response>> done =
                outcome -> {
                    if (answered.compareAndSet(false, true)) {
                        steps.execute(() -> take(request, outcome));
                    }
                };
        try {
            service.operations().execute(service.complete(request), timeoutNanos(), done);
        } catch (RuntimeException bug) {
            LOG.error("A request could not be done", bug);
            done.accept(Outcome.refused(bug(writing)));
        }
    }

    private static boolean writes(Request request) {
        return switch (request) {
            case Request.Flawed _ -> false;
            case Request.PutItem _, Request.UpdateItem _, Request.DeleteItem _ -> true;
            case Request.BatchWriteItem _ -> true;
            case Request.CreateTable _, Request.UpdateTable _, Request.DeleteTable _ -> true;
            case Request.UpdateTimeToLive _, Request.TagResource _, Request.UntagResource _ -> true;
            case Request.GetItem _, Request.BatchGetItem _, Request.Query _, Request.Scan _ ->
                    false;
            case Request.DescribeTable _, Request.ListTables _, Request.ListTagsOfResource _ ->
                    false;
            case Request.DescribeTimeToLive _, Request.DescribeContinuousBackups _ -> false;
            case Request.DescribeLimits _, Request.DescribeEndpoints _ -> false;
        };
    }

    private long timeoutNanos() {
        long ours = service.config().requestTimeoutNanos();
        return deadline.map(end -> Math.clamp(end.timeRemaining(TimeUnit.NANOSECONDS), 1, ours))
                .orElse(ours);
    }

    private void take(Request request, Outcome<Response> outcome) {
        working = false;
        if (over) {
            settle();
            return;
        }
        switch (outcome) {
            case Outcome.Success<Response>(var response) -> {
                send(method.write().apply(response));
                next = method.following().apply(request, response);
                waitingSinceNanos = service.platform().time().nanoTime();
                if (next.isEmpty()) {
                    close(new Problem(Status.OK, new Metadata()));
                } else {
                    proceed();
                }
            }
            case Outcome.Refused<Response>(var failure) -> refuse(failure);
        }
    }

    private void send(R message) {
        if (!headersSent) {
            headersSent = true;
            call.sendHeaders(new Metadata());
        }
        call.sendMessage(message);
    }

    /** Asks for the next page when there is one and the client can take it. */
    private void proceed() {
        if (!over && next.isPresent() && call.isReady()) {
            Request request = next.get();
            next = Optional.empty();
            ask(request);
        }
    }

    private void refuse(Failure failure) {
        close(Problem.of(failure));
    }

    private void close(Problem problem) {
        if (!over) {
            call.close(problem.status(), problem.trailers());
        }
        end();
    }

    private void end() {
        over = true;
        next = Optional.empty();
        settle();
    }

    /** Gives back what the call has taken, once it is over and nothing works for it any more. */
    private void settle() {
        if (over && !working) {
            service.load().closed(this);
            if (counted) {
                counted = false;
                service.load().end();
            }
        }
    }

    private void fail(String what, Throwable bug) {
        LOG.error(what, bug);
        working = false;
        refuse(bug(writing));
    }

    private static Failure busy(String what) {
        return new Failure.Unavailable(what + "; please try again", false);
    }

    private static Failure bug(boolean mayHaveApplied) {
        return new Failure.Unavailable("The request failed for a reason of ours", mayHaveApplied);
    }

    private static Failure unserializable(String message) {
        return new Failure.Unserializable(Optional.of(message));
    }
}
