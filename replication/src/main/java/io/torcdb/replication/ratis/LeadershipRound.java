package io.torcdb.replication.ratis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.replication.ReplicatedLog.Contact;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Proves, for all reads that wait at once, that this server leads a group: a majority must answer
 * with success a message of the term that was made after the read arrived. Ratis' own check is not
 * enough: it is skipped while nothing commits.
 *
 * <p>Moments are stamps of one counter, drawn by each read as it arrives and for each message
 * before it is made; no clock is asked. A message is sent for the reads' sake only where none that
 * will do is under way, else reads would starve writes: while one is, later reads gather, and its
 * answer sends the next. Ratis can lose a request to send (it clears the mark after it made the
 * message), so each answer, and a sweep, asks again while a read waits.
 *
 * <p>Safe for use by many threads. {@link #lock} is innermost: nothing else is called with it.
 */
final class LeadershipRound {
    /** So many reads may wait; more are refused. */
    static final int MAX_WAITING = 1 << 17;

    static final int SWEEP_MILLIS = 250;

    final ReentrantLock lock = new ReentrantLock();

    private final Timer timer;
    private final LongSupplier nanoTime;

    @GuardedBy("lock")
    private final ArrayDeque<Read> waiting = new ArrayDeque<>();

    /** The newest appender of each follower. */
    @GuardedBy("lock")
    private final TreeMap<String, Witness> witnesses = new TreeMap<>();

    @GuardedBy("lock")
    private @Nullable Leadership leadership;

    @GuardedBy("lock")
    private long clock;

    @GuardedBy("lock")
    private long sweeps;

    @GuardedBy("lock")
    private boolean sweeping;

    LeadershipRound(Timer timer, LongSupplier nanoTime) {
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    /** A leader makes a new appender to {@code follower}. */
    Witness witness(String follower) {
        var witness = new Witness(this);
        lock.lock();
        try {
            witnesses.put(follower, witness);
        } finally {
            lock.unlock();
        }
        return witness;
    }

    /** This server leads in {@code term} from here on. */
    void begin(long term, Standing standing) {
        lock.lock();
        try {
            leadership = new Leadership(term, standing);
        } finally {
            lock.unlock();
        }
    }

    /** This server no longer leads; returns the reads that are to be told. */
    List<Consumer<Boolean>> end() {
        lock.lock();
        try {
            leadership = null;
            var reads = waiting.stream().map(Read::onProof).toList();
            waiting.clear();
            witnesses.clear();
            return reads;
        } finally {
            lock.unlock();
        }
    }

    /** See {@link ReplicatedLog#prove}. */
    void prove(long term, int timeoutMillis, Consumer<Boolean> onProof) {
        var mostSweeps =
                Math.clamp(timeoutMillis, SWEEP_MILLIS, ReplicatedLog.PROOF_TIMEOUT_MILLIS)
                        / SWEEP_MILLIS;
        var lacking = new ArrayList<Witness>(0);
        var sweep = false;
        Leadership leading;
        lock.lock();
        try {
            leading = leadership;
            if (leading != null && leading.term == term && waiting.size() < MAX_WAITING) {
                waiting.add(new Read(++clock, sweeps + mostSweeps, onProof));
                lacking(lacking, false);
                sweep = !sweeping;
                sweeping = true;
            } else {
                leading = null;
            }
        } finally {
            lock.unlock();
        }
        if (leading == null) {
            onProof.accept(false);
            return;
        }
        if (sweep) {
            timer.schedule(SWEEP_MILLIS, this::sweep);
        }
        if (leading.standing.majorities().stream().allMatch(majority -> majority.needed() == 0)) {
            settle();
        }
        lacking.forEach(Witness::trigger);
    }

    long stamp() {
        lock.lock();
        try {
            return ++clock;
        } finally {
            lock.unlock();
        }
    }

    /** A follower has answered a message. */
    void answered(Witness witness) {
        lock.lock();
        try {
            if (waiting.isEmpty()) {
                return;
            }
        } finally {
            lock.unlock();
        }
        settle();
        var lacks = false;
        lock.lock();
        try {
            lacks = lacks(witness, false);
        } finally {
            lock.unlock();
        }
        if (lacks) {
            witness.trigger();
        }
    }

    /** Tells the reads that are proved. */
    private void settle() {
        Leadership leading = leadership();
        if (leading == null) {
            return;
        }
        var majorities = leading.standing.majorities();
        var proved = new ArrayList<Read>();
        lock.lock();
        try {
            if (leadership == null || leadership.term != leading.term) {
                return;
            }
            var proven = proven(majorities, leading.term);
            for (var read = waiting.peek();
                    read != null && read.arrived < proven;
                    read = waiting.peek()) {
                proved.add(waiting.remove());
            }
        } finally {
            lock.unlock();
        }
        if (!proved.isEmpty()) {
            var leads = leading.standing.leads(leading.term);
            proved.forEach(read -> read.onProof.accept(leads));
        }
    }

    private @Nullable Leadership leadership() {
        lock.lock();
        try {
            return leadership;
        } finally {
            lock.unlock();
        }
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    /**
     * Returns how long ago a message was made that a majority has obeyed, {@link Contact#NEVER} for
     * none; empty where this server does not lead.
     */
    OptionalLong obeyedNanosAgo() {
        Leadership leading = leadership();
        if (leading == null) {
            return OptionalLong.empty();
        }
        var majorities = leading.standing.majorities();
        var now = nanoTime();
        var longest = 0L;
        lock.lock();
        try {
            for (var majority : majorities) {
                if (majority.needed() > 0) {
                    longest = Math.max(longest, obeyedNanosAgo(majority, leading.term, now));
                }
            }
        } finally {
            lock.unlock();
        }
        return OptionalLong.of(longest);
    }

    @GuardedBy("lock")
    private long obeyedNanosAgo(Standing.Majority majority, long term, long now) {
        var ages = new long[majority.others().size()];
        var i = 0;
        for (var follower : majority.others()) {
            var witness = witnesses.get(follower);
            ages[i++] = witness == null ? Contact.NEVER : now - witness.provenNanos(term, now);
        }
        Arrays.sort(ages);
        return ages[majority.needed() - 1];
    }

    /** Returns the newest moment after which all {@code majorities} have obeyed the term. */
    @GuardedBy("lock")
    private long proven(List<Standing.Majority> majorities, long term) {
        var proven = Long.MAX_VALUE;
        for (var majority : majorities) {
            if (majority.needed() > 0) {
                proven = Math.min(proven, proven(majority, term));
            }
        }
        return proven;
    }

    @GuardedBy("lock")
    private long proven(Standing.Majority majority, long term) {
        var moments = new long[majority.others().size()];
        var i = 0;
        for (var follower : majority.others()) {
            var witness = witnesses.get(follower);
            moments[i++] = witness == null ? 0 : witness.proven(term);
        }
        Arrays.sort(moments);
        return moments[moments.length - majority.needed()];
    }

    @GuardedBy("lock")
    private void lacking(List<Witness> into, boolean sweep) {
        for (var witness : witnesses.values()) {
            if (lacks(witness, sweep)) {
                into.add(witness);
            }
        }
    }

    @GuardedBy("lock")
    private boolean lacks(Witness witness, boolean sweep) {
        var oldest = waiting.peekFirst();
        var youngest = waiting.peekLast();
        return oldest != null
                && youngest != null
                && witness.lacksMessage(oldest.arrived, youngest.arrived, sweep);
    }

    /** Refuses the reads that have waited too long and asks once more for the others. */
    private void sweep() {
        var late = new ArrayList<Read>();
        var lacking = new ArrayList<Witness>();
        boolean again;
        lock.lock();
        try {
            sweeps++;
            var now = sweeps;
            waiting.removeIf(read -> now > read.lastSweep && late.add(read));
            again = !waiting.isEmpty();
            sweeping = again;
            lacking(lacking, true);
        } finally {
            lock.unlock();
        }
        if (again) {
            timer.schedule(SWEEP_MILLIS, this::sweep);
        }
        lacking.forEach(Witness::trigger);
        late.forEach(read -> read.onProof.accept(false));
    }

    /** Runs a task later. */
    interface Timer {
        void schedule(long millis, Runnable task);
    }

    private record Leadership(long term, Standing standing) {}

    private record Read(long arrived, long lastSweep, Consumer<Boolean> onProof) {}
}
