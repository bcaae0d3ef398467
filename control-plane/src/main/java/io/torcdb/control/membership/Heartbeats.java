package io.torcdb.control.membership;

import io.torcdb.proto.internal.GroupReport;
import io.torcdb.proto.internal.HeartbeatRequest;
import io.torcdb.proto.internal.PartitionReport;
import io.torcdb.runtime.Time;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the nodes have said of themselves lately: soft state of the leading control plane, begun
 * anew by each. Safe for use by many threads.
 */
public final class Heartbeats {
    private static final String LEADER = "LEADER";

    private final Time time;
    private final long deadAfterNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final SequencedMap<Long, Heard> heard = new TreeMap<>(Long::compareUnsigned);
    private final SequencedMap<Long, Leader> leaders = new TreeMap<>(Long::compareUnsigned);
    private long sinceNanos;

    /**
     * The last heartbeat of a node.
     *
     * @param atNanos when it came, by {@link Time#nanoTime}
     */
    public record Heard(long atNanos, List<GroupReport> groups) {
        public Heard {
            groups = List.copyOf(groups);
        }
    }

    private record Leader(long node, long term) {}

    /** How much a table or an index holds. */
    public record Held(long items, long bytes) {
        private static final Held NOTHING = new Held(0, 0);

        private Held plus(Held other) {
            return new Held(items + other.items, bytes + other.bytes);
        }
    }

    /**
     * What a table holds by the reports of the leaders of its partitions.
     *
     * @param indexes what its indexes hold, by container
     */
    public record Size(Held table, SequencedMap<Long, Held> indexes) {}

    /**
     * @param deadAfterNanos a node that was silent for so long is taken for dead
     */
    public Heartbeats(Time time, long deadAfterNanos) {
        this.time = time;
        this.deadAfterNanos = deadAfterNanos;
        this.sinceNanos = time.nanoTime();
    }

    /** Takes a heartbeat; returns whether another node leads a group than was known. */
    public boolean take(HeartbeatRequest heartbeat) {
        var node = heartbeat.getNodeId();
        var news = false;
        lock.lock();
        try {
            heard.put(node, new Heard(time.nanoTime(), heartbeat.getGroupsList()));
            for (var report : heartbeat.getGroupsList()) {
                var known = leaders.get(report.getGroup());
                if (report.getRole().equals(LEADER)
                        && (known == null || report.getTerm() >= known.term())) {
                    var leader = new Leader(node, report.getTerm());
                    news |= known == null || known.node() != node;
                    leaders.put(report.getGroup(), leader);
                }
            }
        } finally {
            lock.unlock();
        }
        return news;
    }

    /** Notes that {@code node} leads {@code group}, as another has said. */
    public void leads(long group, long node) {
        lock.lock();
        try {
            var known = leaders.get(group);
            leaders.put(group, new Leader(node, known == null ? 0 : known.term()));
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything; every node counts as heard now. */
    public void restart() {
        lock.lock();
        try {
            heard.clear();
            leaders.clear();
            sinceNanos = time.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the node that leads, by group. */
    public SequencedMap<Long, Long> leaders() {
        lock.lock();
        try {
            var nodes = new TreeMap<Long, Long>(Long::compareUnsigned);
            leaders.forEach((group, leader) -> nodes.put(group, leader.node()));
            return Collections.unmodifiableSequencedMap(nodes);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the last heartbeat of a node. */
    public Optional<Heard> of(long node) {
        lock.lock();
        try {
            return Optional.ofNullable(heard.get(node));
        } finally {
            lock.unlock();
        }
    }

    /** Returns for how long a node has been silent. */
    public long silentNanos(long node) {
        lock.lock();
        try {
            var last = heard.get(node);
            return time.nanoTime() - (last == null ? sinceNanos : last.atNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether a node counts as alive. */
    public boolean alive(long node) {
        return silentNanos(node) < deadAfterNanos;
    }

    /**
     * Returns the sum of what the leaders of {@code partitions} reported last: of each partition
     * the report with the highest epoch and term. Empty until all have reported, so that a new
     * control plane does not tell less than there is. Leaders report every second.
     */
    public Optional<Size> sizeOf(List<Long> partitions) {
        var newest = new TreeMap<Long, Counted>(Long::compareUnsigned);
        lock.lock();
        try {
            for (var last : heard.values()) {
                for (var group : last.groups()) {
                    for (var partition : group.getPartitionsList()) {
                        var counted = new Counted(partition.getEpoch(), group.getTerm(), partition);
                        newest.merge(partition.getPartition(), counted, Counted::newer);
                    }
                }
            }
        } finally {
            lock.unlock();
        }
        var table = Held.NOTHING;
        var indexes = new TreeMap<Long, Held>(Long::compareUnsigned);
        for (var partition : partitions) {
            var counted = newest.get(partition);
            if (counted == null) {
                return Optional.empty();
            }
            var report = counted.report();
            table = table.plus(new Held(report.getItems(), report.getBytes()));
            for (var index : report.getIndexesList()) {
                indexes.merge(
                        index.getContainer(),
                        new Held(index.getEntries(), index.getBytes()),
                        Held::plus);
            }
        }
        return Optional.of(new Size(table, Collections.unmodifiableSequencedMap(indexes)));
    }

    private record Counted(long epoch, long term, PartitionReport report) {
        Counted newer(Counted other) {
            return epoch > other.epoch || (epoch == other.epoch && term >= other.term)
                    ? this
                    : other;
        }
    }
}
