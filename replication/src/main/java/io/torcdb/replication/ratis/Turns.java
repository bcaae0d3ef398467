package io.torcdb.replication.ratis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.torcdb.replication.Position;
import io.torcdb.replication.StateMachine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a state machine from one thread at a time, with leadership told in order and nothing while
 * it restores.
 *
 * <p>Ratis tells of entries and of leadership won on its updater thread, but of leadership lost
 * with the division's monitor held, where waiting for a turn could wait for ever: an apply or a
 * proposal may want that monitor. So a loss is only noted there. Whoever takes the next turn tells
 * it first; a callback thread takes one in case nobody else does.
 */
final class Turns {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    /** No term. */
    private static final long NONE = 0;

    private final StateMachine machine;
    private final LeadershipRound round;
    private final Executor callbacks;
    private final ReentrantLock turn = new ReentrantLock();
    private final Condition mayGoOn = turn.newCondition();

    /** Leadership was lost; not yet told. */
    private volatile boolean lost;

    private volatile boolean closing;

    @GuardedBy("turn")
    private boolean restoring;

    /** The term that the machine was told to lead in; changed by turns only. */
    private long leading = NONE;

    Turns(StateMachine machine, LeadershipRound round, Executor callbacks) {
        this.machine = machine;
        this.round = round;
        this.callbacks = callbacks;
    }

    /**
     * Runs {@code task} when it is its turn.
     *
     * @return whether it ran; not when the replica is closed while it restores
     */
    boolean take(Runnable task) {
        turn.lock();
        try {
            while (restoring && !closing) {
                mayGoOn.awaitUninterruptibly();
            }
            if (restoring) {
                return false;
            }
            tellLoss();
            task.run();
            return true;
        } finally {
            turn.unlock();
        }
    }

    /** Tells that this server leads; unless that is over before it could be told. */
    boolean lead(long term, Standing standing) {
        return take(() -> {
            leading = term;
            round.begin(term, standing);
            machine.leading(term);
            // A loss may have been noted before the gain was told.
            if (!standing.leads(term)) {
                lose(() -> {});
            }
        });
    }

    /**
     * This server does not lead any more. Never waits.
     *
     * @param afterwards what to do when that is told, unless the replica is being closed
     */
    void lose(Runnable afterwards) {
        lost = true;
        var reads = round.end();
        callbacks.execute(() -> {
            reads.forEach(read -> read.accept(false));
            if (!closing) {
                var _ = take(() -> {});
                afterwards.run();
            }
        });
    }

    @GuardedBy("turn")
    private void tellLoss() {
        if (!lost) {
            return;
        }
        lost = false;
        if (leading != NONE) {
            leading = NONE;
            machine.notLeading();
        }
    }

    /** Starts a restore when the running turn is over, and holds all others until it ends. */
    void restore(
            Supplier<CompletableFuture<Position>> restore, CompletableFuture<Position> outcome) {
        if (closing) {
            outcome.completeExceptionally(
                    new IllegalStateException("this replica is being closed"));
            return;
        }
        callbacks.execute(() -> {
            CompletableFuture<Position> copying;
            turn.lock();
            try {
                tellLoss();
                restoring = true;
                copying = restore.get();
            } catch (RuntimeException e) {
                copying = CompletableFuture.failedFuture(e);
            } finally {
                turn.unlock();
            }
            var _ =
                    copying.whenComplete(
                            (position, failure) -> restored(position, failure, outcome));
        });
    }

    private void restored(
            Position position, Throwable failure, CompletableFuture<Position> outcome) {
        turn.lock();
        try {
            restoring = false;
            mayGoOn.signalAll();
        } finally {
            turn.unlock();
        }
        if (failure == null) {
            outcome.complete(position);
        } else {
            LOG.warn("a restore failed and will be asked for again", failure);
            outcome.completeExceptionally(failure);
        }
    }

    boolean isClosing() {
        return closing;
    }

    /** No turn waits for a restore any longer. */
    void closing() {
        closing = true;
        turn.lock();
        try {
            mayGoOn.signalAll();
        } finally {
            turn.unlock();
        }
    }

    /** The last turn: leadership is lost. */
    void closed() {
        closing();
        lost = true;
        round.end().forEach(read -> read.accept(false));
        var _ = take(() -> {});
    }
}
