package io.torcdb.tests.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The log of one group, as Raft may come to it: a log per term; a later leader starts from any
 * prefix of an older log that holds what is committed; an older leader does not know of its fall;
 * only entries of a leader's own term commit by themselves, and only while no later leader lacks
 * them. The state of docs/tla/Sequencer.tla, with time.
 */
final class SimRaft {
    private final List<Entry> committed = new ArrayList<>();
    private final TreeMap<Long, LeaderLog> logs = new TreeMap<>();

    /** An entry of the log; two are never equal. */
    static final class Entry {
        private final long term;
        private final Optional<byte[]> bytes;

        private Entry(long term, Optional<byte[]> bytes) {
            this.term = term;
            this.bytes = bytes;
        }

        long term() {
            return term;
        }

        /** Returns what was proposed; empty for the entry that a leader begins with. */
        Optional<byte[]> bytes() {
            return bytes;
        }

        boolean isNoop() {
            return bytes.isEmpty();
        }
    }

    /** The log as the leader of one term holds it. */
    static final class LeaderLog {
        private final long term;
        private final int node;
        private final List<Entry> entries;
        private final int begin;
        private boolean stalled;

        LeaderLog(long term, int node, List<Entry> prefix) {
            this.term = term;
            this.node = node;
            this.entries = new ArrayList<>(prefix);
            this.begin = prefix.size();
            entries.add(new Entry(term, Optional.empty()));
        }

        long term() {
            return term;
        }

        /** Returns where the entry lies that the leader began with. */
        int begin() {
            return begin;
        }

        /** Returns whether the leader is cut off: nothing commits, nothing is proved. */
        boolean isStalled() {
            return stalled;
        }

        void stall(boolean cutOff) {
            stalled = cutOff;
        }

        boolean holds(int index, Entry entry) {
            return entries.size() > index && entries.get(index).equals(entry);
        }
    }

    long newestTerm() {
        return logs.isEmpty() ? 0 : logs.lastKey();
    }

    int newestLeader() {
        return logs.isEmpty() ? -1 : logs.lastEntry().getValue().node;
    }

    List<Entry> committed() {
        return committed;
    }

    LeaderLog log(long term) {
        LeaderLog log = logs.get(term);
        if (log == null) {
            throw new IllegalArgumentException("nobody led in this term");
        }
        return log;
    }

    /** Makes {@code node} the leader of the next term. */
    LeaderLog elect(int node, SimScheduler chance) {
        long own = 0;
        for (LeaderLog log : logs.values()) {
            if (log.node == node) {
                own = log.term;
            }
        }
        List<Entry> prefix = List.of();
        if (!logs.isEmpty()) {
            var sources = new ArrayList<LeaderLog>();
            for (LeaderLog log : logs.tailMap(Math.max(own, 1), true).values()) {
                if (holdsCommitted(log)) {
                    sources.add(log);
                }
            }
            LeaderLog source = sources.get(chance.random().nextInt(sources.size()));
            int length =
                    source.term == own
                            ? source.entries.size()
                            : chance.random().nextInt(committed.size(), source.entries.size() + 1);
            prefix = source.entries.subList(0, length);
        }
        var elected = new LeaderLog(newestTerm() + 1, node, prefix);
        logs.put(elected.term, elected);
        return elected;
    }

    private boolean holdsCommitted(LeaderLog log) {
        return committed.isEmpty() || log.holds(committed.size() - 1, committed.getLast());
    }

    /** Appends to the log of the leader of {@code term}. */
    void append(long term, byte[] bytes) {
        log(term).entries.add(new Entry(term, Optional.of(bytes)));
    }

    /** Commits what the leader of {@code term} may commit; returns whether it was anything. */
    boolean commit(long term) {
        LeaderLog log = log(term);
        if (log.stalled) {
            return false;
        }
        boolean any = false;
        for (int at = committed.size(); at < log.entries.size(); at++) {
            Entry entry = log.entries.get(at);
            if (entry.term() == term && nobodyLaterLacks(term, at, entry)) {
                while (committed.size() <= at) {
                    committed.add(log.entries.get(committed.size()));
                }
                any = true;
            }
        }
        return any;
    }

    private boolean nobodyLaterLacks(long term, int at, Entry entry) {
        for (LeaderLog later : logs.tailMap(term, false).values()) {
            if (!later.holds(at, entry)) {
                return false;
            }
        }
        return true;
    }
}
