package io.torcdb.router.http;

import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Response;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One request under way. Its outcome may come on any thread, and even twice: the first one counts,
 * and gives back what the request has taken of the edge's limits.
 */
final class Exchange {
    private final AtomicBoolean answered = new AtomicBoolean();
    private final Connection connection;
    private final Load load;
    private final RequestHead head;
    private final long heldBytes;

    Exchange(Connection connection, Load load, RequestHead head, long heldBytes) {
        this.connection = connection;
        this.load = load;
        this.head = head;
        this.heldBytes = heldBytes;
    }

    /** Takes the outcome. */
    void answer(Outcome<Response> outcome) {
        if (answered.compareAndSet(false, true)) {
            load.end();
            load.release(heldBytes);
            connection.answered(this, outcome);
        }
    }

    /** Returns the head of the request. */
    RequestHead head() {
        return head;
    }
}
