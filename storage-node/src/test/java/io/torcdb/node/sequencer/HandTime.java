package io.torcdb.node.sequencer;

import io.torcdb.runtime.Time;
import java.util.ArrayList;
import java.util.List;

/** A time that tests move by hand. */
final class HandTime implements Time {
    private final List<Waiting> waiting = new ArrayList<>();
    private long nanos;

    private record Waiting(long at, Runnable task) {}

    /** Moves on, running what becomes due. */
    void advance(long by) {
        long until = nanos + by;
        while (true) {
            Waiting next = null;
            for (Waiting candidate : waiting) {
                if (candidate.at() <= until && (next == null || candidate.at() < next.at())) {
                    next = candidate;
                }
            }
            if (next == null) {
                break;
            }
            waiting.remove(next);
            nanos = Math.max(nanos, next.at());
            next.task().run();
        }
        nanos = until;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public long currentMillis() {
        return 1_000_000 + nanos / 1_000_000;
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        var entry = new Waiting(nanos + delayNanos, task);
        waiting.add(entry);
        return () -> waiting.remove(entry);
    }

    @Override
    public void sleep(long forNanos) {
        throw new UnsupportedOperationException();
    }
}
