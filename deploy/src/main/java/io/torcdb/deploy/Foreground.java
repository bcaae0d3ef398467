package io.torcdb.deploy;

import io.torcdb.deploy.command.CommandFailed;
import io.torcdb.runtime.Lifecycle;
import io.torcdb.runtime.Time;
import io.torcdb.runtime.admin.Health;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Serves in the foreground until it is told to end (SIGTERM, Ctrl-C: stops in order, exit 0) or
 * cannot go on (exit 1 with the reason).
 */
final class Foreground {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Time time;
    private final Lifecycle parts;
    private final PrintWriter out;
    private final PrintWriter err;
    private final CompletableFuture<String> fatal = new CompletableFuture<>();
    private final AtomicBoolean failed = new AtomicBoolean();

    Foreground(Time time, Lifecycle parts, PrintWriter out, PrintWriter err) {
        this.time = time;
        this.parts = parts;
        this.out = out;
        this.err = err;
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stop));
    }

    /** Notes why the process cannot go on. */
    void fail(String reason) {
        fatal.complete(reason);
    }

    /** Notes that the process ends by itself, so that it keeps its own exit code. */
    void ended() {
        failed.set(true);
    }

    /** Waits until {@code health} is ready, says so, and serves until the end. */
    void serve(Health health, Supplier<List<String>> readyLines) throws InterruptedException {
        awaitReady(health);
        var lines = readyLines.get();
        out.println(lines.getFirst());
        out.flush();
        lines.stream().skip(1).forEach(err::println);
        err.flush();
        throw new CommandFailed(fatal.join());
    }

    /** Waits until {@code health} is ready. */
    void awaitReady(Health health) throws InterruptedException {
        var tell = time.nanoTime() + TELL_NANOS;
        while (!health.state().ready()) {
            if (fatal.isDone()) {
                throw new CommandFailed(fatal.join());
            }
            time.sleep(LOOK_NANOS);
            if (time.nanoTime() - tell >= 0) {
                err.println("Not ready yet: " + String.join("; ", health.state().notReady()));
                err.flush();
                tell += TELL_NANOS;
            }
        }
    }

    /** Runs while the JVM ends. Halting is how a JVM that was told to end exits with 0. */
    private void stop() {
        if (failed.get()) {
            return;
        }
        parts.close();
        Runtime.getRuntime().halt(0);
    }
}
