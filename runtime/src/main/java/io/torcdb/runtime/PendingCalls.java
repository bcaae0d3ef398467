package io.torcdb.runtime;

import io.torcdb.runtime.Network.Reply;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Calls that wait for their reply, by number. Each is settled exactly once: by its reply, by its
 * deadline (looked after every 20 ms while anything waits, so that a call costs no timer), or by
 * the end of its connection. A call that was not {@link #sent} yet is then {@link
 * Reply.NotDelivered}, else {@link Reply.Unknown}. Safe for use by many threads.
 */
public final class PendingCalls {
    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Time time;
    private final AtomicLong ids = new AtomicLong();
    // Iterated in no order: its calls depend on none of each other.
    private final ConcurrentMap<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    private record Waiting(long deadlineNanos, Consumer<Reply> onReply, boolean sent) {
        Reply lost(String reason) {
            return sent ? new Reply.Unknown(reason) : new Reply.NotDelivered(reason);
        }
    }

    public PendingCalls(Time time) {
        this.time = time;
    }

    /** Notes a call that is not sent yet and returns its number, above all given before. */
    public long add(long timeoutNanos, Consumer<Reply> onReply) {
        var id = ids.incrementAndGet();
        waiting.put(id, new Waiting(time.nanoTime() + timeoutNanos, onReply, false));
        sweepLater();
        return id;
    }

    /**
     * Notes that call {@code id} is about to be sent.
     *
     * @return false when it is settled already and must not be sent
     */
    public boolean sent(long id) {
        return waiting.computeIfPresent(
                        id, (_, call) -> new Waiting(call.deadlineNanos, call.onReply, true))
                != null;
    }

    /** Answers call {@code id}, unless it is settled already. */
    public void settle(long id, Reply reply) {
        var call = waiting.remove(id);
        if (call != null) {
            call.onReply.accept(reply);
        }
    }

    /** Returns how many calls wait. */
    public int size() {
        return waiting.size();
    }

    /** Gives up all calls that wait. */
    public void loseAll(String reason) {
        loseIf(_ -> true, call -> call.lost(reason));
    }

    /** Refuses all calls that wait, also those sent: surely none was seen by the peer. */
    public void refuseAll(Reply.NotDelivered why) {
        for (var id : waiting.keySet()) {
            settle(id, why);
        }
    }

    /** Gives up the calls that are not sent yet. */
    public void loseUnsent(Reply.NotDelivered why) {
        loseIf(call -> !call.sent, _ -> why);
    }

    private void sweepLater() {
        if (!sweeping.get() && sweeping.compareAndSet(false, true)) {
            time.schedule(SWEEP_NANOS, this::sweep);
        }
    }

    private void sweep() {
        sweeping.set(false);
        var now = time.nanoTime();
        loseIf(
                call -> call.deadlineNanos - now <= 0,
                call -> call.lost("no reply within the time given"));
        if (!waiting.isEmpty()) {
            sweepLater();
        }
    }

    private void loseIf(Predicate<Waiting> chosen, Function<Waiting, Reply> what) {
        for (var entry : waiting.entrySet()) {
            var call = entry.getValue();
            // One that is marked as sent at this very moment is met by the next sweep, or answered.
            if (chosen.test(call) && waiting.remove(entry.getKey(), call)) {
                call.onReply.accept(what.apply(call));
            }
        }
    }
}
