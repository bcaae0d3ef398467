package io.torcdb.node.sequencer;

import io.torcdb.node.group.Group;
import io.torcdb.runtime.Time;

/**
 * The group's time: a hybrid logical clock, milliseconds in the upper 48 bits and a counter in the
 * lower 16. Each time is above that of every earlier entry, whatever the wall clock does. Belongs
 * to the sequencer's logical thread.
 */
final class GroupClock {
    private static final int COUNTER_BITS = 16;

    private final Group group;
    private final Time time;
    private long last;

    GroupClock(Group group, Time time) {
        this.group = group;
        this.time = time;
    }

    /** Returns the time of the next entry. */
    long next() {
        long after = Math.max(last, group.head().groupTime()) + 1;
        last = Math.max(after, time.currentMillis() << COUNTER_BITS);
        return last;
    }

    /** Follows a time that came with a request, unless it is too far ahead. */
    void observe(long remote) {
        if (remote > last && remote >> COUNTER_BITS <= time.currentMillis() + Limits.AHEAD_MILLIS) {
            last = remote;
        }
    }
}
