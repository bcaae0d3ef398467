package io.torcdb.replication.ratis;

import io.torcdb.replication.ReplicatedLog.Contact;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.util.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * What a replica has heard of its leaders since it was opened or restored. Safe for use by many
 * threads.
 *
 * <p>When it has caught up: a message of term T tells a commit index c. What is applied up to c and
 * ends in term T or later holds everything that was committed before the message was made. For a
 * leader whose own opening is committed knows of all that was committed; and one whose opening is
 * not (its c then may be far too low) has in its log, below that opening, all that was committed by
 * then.
 */
final class Hearing {
    private volatile @Nullable Heard first;
    private volatile @Nullable Heard newest;
    private volatile boolean caughtUp;

    private record Heard(long term, long committedIndex, long nanos) {}

    /** A message that came at {@code nanos} was taken: its leader is that of the present term. */
    void heard(long term, long committedIndex, long nanos) {
        var message = new Heard(term, committedIndex, nanos);
        if (first == null) {
            first = message;
        }
        newest = message;
    }

    /** This replica leads, and has applied the opening of its term. */
    void leads() {
        caughtUp = true;
    }

    /** Another state takes the place of this one: what was learned is of no use to it. */
    void forget() {
        first = null;
        newest = null;
        caughtUp = false;
    }

    /** Returns how near the replica is, which has applied up to {@code applied}. */
    Contact contact(long presentTerm, TermIndex applied) {
        var last = newest;
        if (last == null || last.term != presentTerm) {
            return Contact.NONE;
        }
        return new Contact(Timestamp.currentTimeNanos() - last.nanos, hasCaughtUp(applied));
    }

    private boolean hasCaughtUp(TermIndex applied) {
        var learned = first;
        if (!caughtUp
                && learned != null
                && applied.getIndex() >= learned.committedIndex
                && applied.getTerm() >= learned.term) {
            caughtUp = true;
        }
        return caughtUp;
    }
}
