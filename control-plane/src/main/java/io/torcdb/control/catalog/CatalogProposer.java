package io.torcdb.control.catalog;

import io.torcdb.control.catalog.Plan.Step;
import io.torcdb.model.catalog.CatalogChange;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.runtime.Monitor;
import io.torcdb.runtime.Time;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Makes changes of the catalog where this control plane leads. One change is in flight at a time.
 * What became of it is learned only by applying: it is made when it is applied at the version that
 * it was computed from, and surely not made when another was. That a proposal failed decides
 * nothing; it is proposed again, which cannot make it twice, and when the caller's time is over
 * {@link Submitted.Unknown} is told. Blocks the calling thread, which should be a virtual one. Safe
 * for use by many threads.
 */
public final class CatalogProposer {
    private static final long REPEAT_NANOS = 100_000_000L;

    private final CatalogMachine machine;
    private final Time time;
    private final Monitor monitor;
    private final CompletableFuture<ReplicatedLog> log = new CompletableFuture<>();
    private boolean inFlight; // guarded by the monitor

    private enum Fate {
        MADE,
        SURELY_NOT,
        UNKNOWN
    }

    public CatalogProposer(CatalogMachine machine, Time time) {
        this.machine = machine;
        this.time = time;
        this.monitor = new Monitor(time);
        machine.onChange(monitor::changed);
    }

    /** Returns what applies the changes made here. */
    public CatalogMachine machine() {
        return machine;
    }

    /** Gives the log, which may lead before this is called. */
    public void use(ReplicatedLog opened) {
        log.complete(opened);
    }

    /** Proves that this control plane leads; {@code onProof} must be short. */
    public void prove(Consumer<Boolean> onProof) {
        var term = machine.leadingTerm();
        if (term == 0 || !log.isDone()) {
            onProof.accept(false);
            return;
        }
        log.join().prove(term, onProof);
    }

    /** Proves that this control plane leads. */
    public boolean prove() {
        var proof = new CompletableFuture<Boolean>();
        prove(proved -> proof.complete(proved));
        return proof.join(); // told in any case, see ReplicatedLog.PROOF_TIMEOUT_MILLIS
    }

    /**
     * Brings the catalog where {@code plan} wants it. A plan is asked on a state that holds
     * everything that was acknowledged before this call.
     */
    public Submitted submit(Plan plan, long timeoutNanos) {
        var deadline = time.nanoTime() + timeoutNanos;
        if (!prove()) {
            return new Submitted.NotLeader();
        }
        monitor.lock();
        try {
            monitor.await(() -> !inFlight || machine.leadingTerm() == 0, left(deadline));
            if (machine.leadingTerm() == 0) {
                return new Submitted.NotLeader();
            }
            if (inFlight) {
                return new Submitted.Busy();
            }
            inFlight = true;
        } finally {
            monitor.unlock();
        }
        try {
            return alone(plan, deadline);
        } finally {
            monitor.lock();
            try {
                inFlight = false;
                monitor.changed();
            } finally {
                monitor.unlock();
            }
        }
    }

    private Submitted alone(Plan plan, long deadline) {
        while (true) {
            var image = machine.image();
            switch (plan.on(image)) {
                case Step.Refuse(var failure) -> {
                    return new Submitted.Refused(failure);
                }
                case Step.Nothing() -> {
                    return new Submitted.Done(image);
                }
                case Step.Propose(var change) -> {
                    // Checks the change before it is in the log, where a bug would be for ever.
                    var next = image.with(change).orElseThrow();
                    switch (make(change, deadline)) {
                        case MADE -> {
                            return new Submitted.Done(next);
                        }
                        case UNKNOWN -> {
                            return new Submitted.Unknown();
                        }
                        case SURELY_NOT -> {
                            if (machine.leadingTerm() == 0) {
                                return new Submitted.NotLeader();
                            }
                        }
                    }
                }
            }
        }
    }

    private Fate make(CatalogChange change, long deadline) {
        var base = change.baseVersion();
        while (true) {
            var failed = new AtomicBoolean();
            if (machine.leadingTerm() != 0) {
                log.join()
                        .propose(
                                CatalogEntry.encode(change),
                                _ -> {
                                    failed.set(true);
                                    monitor.changed();
                                });
            } else {
                failed.set(true);
            }
            monitor.lock();
            try {
                monitor.await(() -> isPast(base) || failed.get(), left(deadline));
                if (!isPast(base)) {
                    monitor.await(() -> isPast(base), Math.min(REPEAT_NANOS, left(deadline)));
                }
            } finally {
                monitor.unlock();
            }
            if (isPast(base)) {
                return fate(change, machine.changeOf(base));
            }
            if (left(deadline) <= 0 || Thread.currentThread().isInterrupted()) {
                return Fate.UNKNOWN;
            }
        }
    }

    private static Fate fate(CatalogChange change, Optional<CatalogChange> made) {
        return made.map(other -> other.equals(change) ? Fate.MADE : Fate.SURELY_NOT)
                .orElse(Fate.UNKNOWN); // the catalog came as a copy, without its history
    }

    private boolean isPast(long version) {
        return machine.image().version() > version;
    }

    private long left(long deadline) {
        return deadline - time.nanoTime();
    }
}
