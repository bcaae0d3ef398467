package io.torcdb.node.sequencer;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A logical thread that owns none: runs messages one at a time, in the order they came, on whoever
 * brings one while none runs; others only leave theirs. After a bounded number of steps the rest is
 * handed over. {@code settle} runs after the messages at hand, so that what they brought is looked
 * at together.
 */
final class Mailbox {
    private final Queue<Runnable> messages = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private final Execution execution;
    private final Runnable settle;
    private final Consumer<Throwable> onBug;

    Mailbox(Execution execution, Runnable settle, Consumer<Throwable> onBug) {
        this.execution = execution;
        this.settle = settle;
        this.onBug = onBug;
    }

    /** Leaves a message from a thread that may be kept for a few steps. */
    void fromCaller(Runnable message) {
        leave(message, execution.onCall());
    }

    /** Leaves a message from a thread that must go on: of the log, of apply, of timers. */
    void fromLog(Runnable message) {
        leave(message, execution.onApply());
    }

    private void leave(Runnable message, Executor executor) {
        messages.add(message);
        if (running.compareAndSet(false, true)) {
            executor.execute(this::drain);
        }
    }

    private void drain() {
        int steps = 0;
        do {
            try {
                Runnable message;
                while (steps < Limits.DRAIN_STEPS && (message = messages.poll()) != null) {
                    steps++;
                    message.run();
                }
                settle.run();
            } catch (RuntimeException | Error e) {
                onBug.accept(e);
            }
            if (steps >= Limits.DRAIN_STEPS && !messages.isEmpty()) {
                execution.onApply().execute(this::drain);
                return;
            }
            running.set(false);
        } while (!messages.isEmpty() && running.compareAndSet(false, true));
    }
}
