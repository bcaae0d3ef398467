package io.torcdb.replication;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One server's replica of a group's log. Entries become part of it on the leader's proposal, are
 * replicated and fsynced on a majority, and are then handed to the {@link StateMachine} of each
 * replica in one order. Safe for use by many threads; entries proposed by one thread enter the log
 * in its order, if they enter it.
 */
public interface ReplicatedLog {
    /** Returns the group. */
    GroupId group();

    /** Returns a recent view of this replica; it may be stale when it is returned. */
    Status status();

    /**
     * Proposes an entry. Success is learned only by {@link StateMachine#apply}. A failure decides
     * nothing: the entry may be in the log, or may still enter it, in this term or in a later one
     * that this server leads. Never blocks on the disk or on other servers. At most {@link
     * #MAX_PENDING} proposals may be undecided at once; one above that is refused.
     *
     * @param entry at most {@link #MAX_ENTRY_BYTES}; owned by the log from here on
     * @param onFailure told at most once, on any thread, when the entry is refused or its fate is
     *     unknown
     */
    void propose(byte[] entry, Consumer<Throwable> onFailure);

    /** Returns how near this replica is to its leader at this moment; cheap. */
    Contact contact();

    /**
     * Proves that this server leads: begins a round (or joins one that has not begun) in which a
     * majority confirms, with success, a message of {@code term} that is created after this call.
     * Rounds are shared.
     *
     * @param timeoutMillis how long whoever asks will wait, roughly; {@link #PROOF_TIMEOUT_MILLIS}
     *     at most
     * @param onProof told exactly once, on any thread, true when it is proved; false when the term
     *     is over, this server does not lead in it, or the round took longer than that
     */
    void prove(long term, int timeoutMillis, Consumer<Boolean> onProof);

    /** As {@link #prove(long, int, Consumer)}, waiting for as long as a round may take. */
    default void prove(long term, Consumer<Boolean> onProof) {
        prove(term, PROOF_TIMEOUT_MILLIS, onProof);
    }

    /**
     * Gives up leadership, if this server has it, to {@code member}; when that is empty to any, and
     * to nobody if nobody takes it: the term is over in any case, and a group of one leads itself
     * in the next.
     */
    CompletableFuture<Void> transferLeadership(OptionalLong member);

    /**
     * Makes the state machine's state durable now ({@link StateMachine#snapshot}) and purges the
     * log up to it, less a margin. Nobody has to call it: a log does it by itself as it grows.
     */
    CompletableFuture<Position> snapshot();

    /** Closes this replica; what it holds stays on disk. */
    void close();

    /** The largest entry in bytes. */
    int MAX_ENTRY_BYTES = 3 << 20;

    /** So many entries of a group may be proposed and not yet applied. */
    int MAX_PENDING = 64;

    /** How long a leadership round may take. */
    int PROOF_TIMEOUT_MILLIS = 4_000;

    /** The part of a replica in its group. */
    enum Role {
        LEADER,
        FOLLOWER,
        CANDIDATE,
        LISTENER,
        CLOSED
    }

    /**
     * How near a replica is to its leader.
     *
     * @param heardNanosAgo how long ago it took a message of the leader of its present term; for
     *     the leader, how long ago a message was made that a majority has confirmed; {@link #NEVER}
     *     when there was none
     * @param caughtUp whether the state machine has applied everything that was committed before
     *     this replica, since it was opened or restored, first heard of a leader
     */
    record Contact(long heardNanosAgo, boolean caughtUp) {
        /** Longer ago than anything. */
        public static final long NEVER = Long.MAX_VALUE;

        /** Of a replica that has heard of nobody. */
        public static final Contact NONE = new Contact(NEVER, false);
    }

    /**
     * A replica at one moment.
     *
     * @param term its current term
     * @param leader the id of the leader it knows of
     * @param committedIndex the newest index it knows to be committed
     * @param appliedIndex the newest index its state machine has applied
     * @param members the members of its newest configuration
     */
    record Status(
            Role role,
            long term,
            OptionalLong leader,
            long committedIndex,
            long appliedIndex,
            List<Member> members) {
        public Status {
            members = List.copyOf(members);
        }
    }
}
