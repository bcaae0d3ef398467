package io.torcdb.router.grpc;

import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Operations;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** Operations that answer at once as a script says, and remember what they were asked. */
final class Scripted implements Operations {
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Long> timeouts = new CopyOnWriteArrayList<>();
    private final Function<Request, Outcome<Response>> script;

    Scripted(Function<Request, Outcome<Response>> script) {
        this.script = script;
    }

    static Scripted replying(Response response) {
        return new Scripted(_ -> Outcome.success(response));
    }

    @Override
    public void execute(Request request, long timeoutNanos, Consumer<Outcome<Response>> done) {
        requests.add(request);
        timeouts.add(timeoutNanos);
        done.accept(script.apply(request));
    }

    List<Request> requests() {
        return requests;
    }

    Request request() {
        return requests.getFirst();
    }

    long timeoutNanos() {
        return timeouts.getFirst();
    }
}
