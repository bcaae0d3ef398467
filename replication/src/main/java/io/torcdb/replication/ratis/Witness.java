package io.torcdb.replication.ratis;

import io.torcdb.replication.ReplicatedLog.Contact;

/**
 * One appender of a leader: which messages it has made, and the newest of them that its follower
 * has answered with success. Moments are the round's stamps, not times.
 */
final class Witness {
    /** Older messages without an answer are forgotten; a power of two. */
    static final int MAX_UNDER_WAY = 1_024;

    /** A follower that owes answers to so many empty messages is sent no more for reads' sake. */
    static final int MOST_UNANSWERED = 2;

    private final LeadershipRound round;
    private volatile Runnable trigger = () -> {};

    // The rest is used with the round's lock held only.
    private final long[] callIds = new long[MAX_UNDER_WAY];

    private final long[] stamps = new long[MAX_UNDER_WAY];

    private final long[] times = new long[MAX_UNDER_WAY];

    private long term;

    private long newest;

    private long answered;

    private int unanswered;

    private long proven;

    private long provenNanos;

    Witness(LeadershipRound round) {
        this.round = round;
    }

    /** How the appender is made to send a message soon. */
    void attach(Runnable trigger) {
        this.trigger = trigger;
    }

    void trigger() {
        trigger.run();
    }

    /** Returns the present moment. */
    long stamp() {
        return round.stamp();
    }

    /** A message of {@code messageTerm} is made that is not older than {@code stamp}. */
    void created(long callId, long stamp, long messageTerm) {
        var nanos = round.nanoTime();
        round.lock.lock();
        try {
            var slot = (int) (callId & (MAX_UNDER_WAY - 1));
            callIds[slot] = callId;
            stamps[slot] = stamp;
            times[slot] = nanos;
            term = messageTerm;
            newest = Math.max(newest, stamp);
        } finally {
            round.lock.unlock();
        }
    }

    /** The message has no entries. */
    void createdEmpty() {
        round.lock.lock();
        try {
            unanswered++;
        } finally {
            round.lock.unlock();
        }
    }

    /** A message is answered. */
    void answered(long callId, boolean success) {
        round.lock.lock();
        try {
            var slot = (int) (callId & (MAX_UNDER_WAY - 1));
            var stamp = stamps[slot];
            if (callIds[slot] != callId || stamp == 0) {
                return;
            }
            stamps[slot] = 0;
            unanswered = 0;
            answered = Math.max(answered, stamp);
            if (success && stamp > proven) {
                proven = stamp;
                provenNanos = times[slot];
            }
        } finally {
            round.lock.unlock();
        }
        round.answered(this);
    }

    /** Returns the newest moment at which the follower surely obeyed {@code askedTerm}; 0 never. */
    long proven(long askedTerm) {
        return term == askedTerm ? proven : 0;
    }

    /** Returns when that was, if it ever was; else long before {@code now}. */
    long provenNanos(long askedTerm, long now) {
        return proven(askedTerm) == 0 ? now - Contact.NEVER : provenNanos;
    }

    /**
     * Returns whether a message should be sent for reads that wait since {@code oldest}: not when
     * this follower has proved enough for them, or will when it answers what is under way, nor when
     * it answers nothing; the sweep asks it all the same.
     */
    boolean lacksMessage(long oldest, long youngest, boolean sweep) {
        var unproven = Math.max(oldest, proven + 1);
        return youngest > proven
                && newest <= Math.max(unproven, answered)
                && (sweep || unanswered < MOST_UNANSWERED);
    }
}
