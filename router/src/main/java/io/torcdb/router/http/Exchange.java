package io.torcdb.router.http;

import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Response;
import io.torcdb.router.http.reply.Answer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One request under way. Its outcome may come on any thread, and even twice: the first one counts,
 * and gives back what the request has taken of the edge's limits.
 */
final class Exchange {
    private final AtomicBoolean answered = new AtomicBoolean();
    private final Connection connection;
    private final Load load;
    private final RequestHead head;
    private final Wishes wishes;
    private final AtomicLong heldBytes;

    Exchange(Connection connection, Load load, RequestHead head, Wishes wishes, long heldBytes) {
        this.connection = connection;
        this.load = load;
        this.head = head;
        this.wishes = wishes;
        this.heldBytes = new AtomicLong(heldBytes);
    }

    /** Holds more bytes for the request, unless too many are held. */
    boolean hold(int bytes) {
        if (!load.hold(bytes)) {
            return false;
        }
        heldBytes.addAndGet(bytes);
        if (answered.get()) {
            giveBack(); // it was answered as late in the meantime
        }
        return true;
    }

    private void giveBack() {
        load.release(heldBytes.getAndSet(0));
    }

    /** Takes the outcome. */
    void answer(Outcome<Response> outcome) {
        if (end()) {
            connection.answered(this, outcome);
        }
    }

    /** Takes an answer that is not an operation's. */
    void answer(Answer answer) {
        if (end()) {
            connection.answered(this, Outgoing.plain(answer));
        }
    }

    private boolean end() {
        if (!answered.compareAndSet(false, true)) {
            return false;
        }
        load.end();
        giveBack();
        return true;
    }

    /** Returns the head of the request. */
    RequestHead head() {
        return head;
    }

    /** Returns how the request wants its answer. */
    Wishes wishes() {
        return wishes;
    }
}
