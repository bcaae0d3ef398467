package io.torcdb.model.request;

import io.torcdb.model.outcome.Outcome;
import java.util.function.Consumer;

/**
 * Does the operations of the API; the edges know no other entrance. Safe for use by many threads.
 */
public interface Operations {
    /**
     * Validates and does one request. Never blocks the calling thread.
     *
     * @param timeoutNanos how long the client still waits
     * @param done told exactly once, on any thread
     */
    void execute(Request request, long timeoutNanos, Consumer<Outcome<Response>> done);
}
