package io.torcdb.replication;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/**
 * What a replica does with its log. The log calls {@link #apply}, {@link #leading}, {@link
 * #notLeading} and {@link #snapshot} of one replica from one thread at a time and never
 * concurrently with a {@link #restore}; these methods must not wait for the log.
 *
 * <p>Contract: applying is a pure function of (state, entry); the position of the last applied
 * entry and all effects of an entry become part of the state in one atomic step; nothing at or
 * below a position that {@link #snapshot} has returned is ever lost.
 */
public interface StateMachine {
    /**
     * Returns the position of the last entry that the state at hand contains; entries at or below
     * it are not handed over again.
     */
    Position applied();

    /**
     * Applies one committed entry.
     *
     * @param at the term that the log entry carries and its index
     * @param entry the bytes that were proposed; valid during the call only
     * @throws RuntimeException when this replica cannot go on: it is closed, and the entry is not
     *     counted as applied
     */
    void apply(Position at, ByteBuffer entry);

    /**
     * This server leads in {@code term} and has applied everything that was committed in earlier
     * terms.
     */
    void leading(long term);

    /** This server no longer leads; told at least once for each {@link #leading}. */
    void notLeading();

    /**
     * Makes all that is applied durable (fsync included) and returns the position up to which it
     * is.
     */
    Position snapshot();

    /**
     * The leader no longer has the entries that this replica needs. Copies a committed state from
     * {@code source} (or any other member), replaces its own state by it atomically and durably,
     * and completes with the position of the copy. Called on a network thread: only starts the
     * work. While it runs nothing else is called.
     *
     * @param source the leader
     * @param firstAvailable the first entry that the leader still has
     */
    CompletableFuture<Position> restore(Member source, Position firstAvailable);

    /**
     * The log of this replica failed (disk full, fsync error) and cannot be trusted any longer: the
     * process must stop. Told at most once, on any thread, also while another method runs; must not
     * wait for the log.
     */
    void failed(Throwable cause);
}
