package io.torcdb.runtime;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Calls that wait for their reply, by number. Each is settled exactly once: by its reply, by its
 * deadline (looked after every {@value #SWEEP_MILLIS} ms while anything waits, so that a call costs
 * no timer), or by the end of its connection. Safe for use by many threads.
 */
public final class PendingCalls {
    private static final long SWEEP_MILLIS = 20;
    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS);

    private final Time time;
    private final AtomicLong ids = new AtomicLong();
    // Never iterated where order could matter: what it does to calls is the same in any order.
    private final ConcurrentMap<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    private record Waiting(long deadlineNanos, Consumer<Network.Reply> onReply) {}

    public PendingCalls(Time time) {
        this.time = time;
    }

    /** Notes a call and returns its number, above all given before. */
    public long add(long timeoutNanos, Consumer<Network.Reply> onReply) {
        var id = ids.incrementAndGet();
        waiting.put(id, new Waiting(time.nanoTime() + timeoutNanos, onReply));
        sweepLater();
        return id;
    }

    /** Answers call {@code id}, unless it is settled already. */
    public void settle(long id, Network.Reply reply) {
        var call = waiting.remove(id);
        if (call != null) {
            call.onReply.accept(reply);
        }
    }

    /** Returns how many calls wait. */
    public int size() {
        return waiting.size();
    }

    /** Answers all calls that wait {@link Network.Reply.Unknown}. */
    public void close(String reason) {
        settleIf(_ -> true, reason);
    }

    private void sweepLater() {
        if (!sweeping.get() && sweeping.compareAndSet(false, true)) {
            time.schedule(SWEEP_NANOS, this::sweep);
        }
    }

    private void sweep() {
        var now = time.nanoTime();
        settleIf(call -> call.deadlineNanos - now <= 0, "no reply within the time given");
        sweeping.set(false);
        if (!waiting.isEmpty()) {
            sweepLater();
        }
    }

    private void settleIf(Predicate<Waiting> chosen, String reason) {
        for (var entry : waiting.entrySet()) {
            if (chosen.test(entry.getValue())) {
                settle(entry.getKey(), new Network.Reply.Unknown(reason));
            }
        }
    }
}
