package io.torcdb.node.group;

import java.util.Comparator;

/**
 * The epoch of a group: the Raft term of the leader that opened it, and the leader's attempt in
 * that term, from 0.
 */
public record Epoch(long term, long attempt) implements Comparable<Epoch> {
    /** Before all epochs. */
    public static final Epoch NONE = new Epoch(0, 0);

    private static final Comparator<Epoch> ORDER =
            Comparator.comparingLong(Epoch::term).thenComparingLong(Epoch::attempt);

    @Override
    public int compareTo(Epoch other) {
        return ORDER.compare(this, other);
    }

    /** Returns whether this epoch is newer than {@code other}. */
    public boolean isAbove(Epoch other) {
        return compareTo(other) > 0;
    }
}
