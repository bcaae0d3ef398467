package io.torcdb.control;

import io.torcdb.control.catalog.CatalogMachine;
import io.torcdb.control.catalog.CatalogProposer;
import io.torcdb.control.catalog.Plan;
import io.torcdb.control.catalog.Submitted;
import io.torcdb.control.membership.Heartbeats;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.runtime.Monitor;
import io.torcdb.runtime.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** The parts of a control plane over a log in memory. */
public final class ControlBench implements AutoCloseable {
    public static final long SECONDS = 1_000_000_000L;
    public static final long LONG = 30 * SECONDS;

    private final TestPlatform platform = new TestPlatform();
    public final CatalogMachine machine;
    public final CatalogProposer proposer;
    public final TestLog log;
    public final Heartbeats heartbeats;
    private final Monitor monitor;

    public ControlBench(Path folder) {
        try {
            machine =
                    CatalogMachine.open(
                            folder.resolve("catalog"),
                            (_, _) -> new CompletableFuture<>(),
                            _ -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        proposer = new CatalogProposer(machine, platform().time());
        log = new TestLog(machine);
        proposer.use(log);
        heartbeats = new Heartbeats(platform().time(), 10 * SECONDS);
        monitor = new Monitor(platform().time());
        machine.onChange(monitor::changed);
    }

    public Platform platform() {
        return platform.get();
    }

    /** Brings the catalog where {@code plan} wants it. */
    public void make(Plan plan) {
        var submitted = proposer.submit(plan, LONG);
        if (!(submitted instanceof Submitted.Done)) {
            throw new AssertionError(submitted);
        }
    }

    /** Waits for a catalog that is as it should be. */
    public void await(Predicate<CatalogImage> wanted) {
        monitor.lock();
        try {
            if (!monitor.await(() -> wanted.test(machine.image()), LONG)) {
                throw new AssertionError("waited in vain; the catalog is " + machine.image());
            }
        } finally {
            monitor.unlock();
        }
    }

    @Override
    public void close() {
        log.stopLeading();
        platform.close();
    }
}
