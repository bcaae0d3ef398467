package io.torcdb.node.sequencer;

import io.torcdb.node.group.Epoch;
import io.torcdb.node.group.Group;
import io.torcdb.node.group.GroupListener;
import io.torcdb.node.group.Rules.Rule;
import io.torcdb.proto.internal.RangeReply;
import io.torcdb.proto.internal.RangeRequest;
import io.torcdb.proto.internal.ReadReply;
import io.torcdb.proto.internal.ReadRequest;
import io.torcdb.proto.internal.TableReply;
import io.torcdb.proto.internal.TableRequest;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.proto.internal.WriteRequest;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.runtime.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a replica does for requests. Each call is answered exactly once, on any thread, also on the
 * calling one; nothing blocks. Safe for use by many threads. Made before the log is opened, so that
 * nothing the log tells is missed; serves from {@link #start}.
 */
public final class GroupService implements AutoCloseable {
    private static final String STARTING = "the replica is starting";
    private static final String MALFORMED = "the request cannot be read";

    private final Group group;
    private final ItemCollections collections;
    private final Time time;
    private final Execution execution;
    private final Admission writes = new Admission(Limits.WAITING_WRITES, Limits.WAITING_BYTES);
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Serving serving;
    private long ledTerm;
    private boolean leads;

    /**
     * What there is once the log is open.
     *
     * @param current the sequencer of the newest led term, null before the first
     * @param past older ones that still have something undecided
     */
    private record Serving(
            ReplicatedLog log, Reads reads, @Nullable Sequencer current, List<Sequencer> past) {
        Serving {
            past = List.copyOf(past);
        }

        Serving succeededBy(Sequencer next) {
            return new Serving(log, reads, next, unsettled());
        }

        private List<Sequencer> unsettled() {
            var unsettled = new ArrayList<Sequencer>();
            for (Sequencer sequencer : past) {
                if (!sequencer.isSettled()) {
                    unsettled.add(sequencer);
                }
            }
            if (current != null) {
                unsettled.add(current);
            }
            return unsettled;
        }

        void each(Consumer<Sequencer> tell) {
            past.forEach(tell);
            if (current != null) {
                tell.accept(current);
            }
        }
    }

    /** Makes the service of {@code group} and listens to it. */
    public GroupService(Group group, Time time, Execution execution) {
        this(group, time, execution, Limits.COLLECTION_BYTES);
    }

    /**
     * @param mostCollectionBytes what an item collection of a table with local indexes may take
     */
    GroupService(Group group, Time time, Execution execution, long mostCollectionBytes) {
        this.group = group;
        this.collections = new ItemCollections(group, mostCollectionBytes);
        this.time = time;
        this.execution = execution;
        group.listen(new Listener());
    }

    /** Begins to serve on {@code log}, the replica that was opened with the group. */
    public void start(ReplicatedLog log) {
        lock.lock();
        try {
            var reads = new Reads(group, log, new Leading(log), time, execution);
            serving = new Serving(log, reads, null, List.of());
            if (leads) {
                lead(ledTerm);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes a write. */
    public void write(WriteRequest request, long timeoutNanos, Consumer<WriteReply> answer) {
        Serving now = serving;
        long size = request.getSerializedSize();
        if (now == null || now.current() == null) {
            var failure = now == null ? Failures.notReady(STARTING) : Failures.notLeader(now.log());
            answer.accept(WriteReply.newBuilder().setFailure(failure).build());
        } else if (!writes.enter(size)) {
            var busy = Failures.busy("too many writes wait");
            answer.accept(WriteReply.newBuilder().setFailure(busy).build());
        } else {
            WriteTask task;
            try {
                task = new WriteTask(request, writes, time.nanoTime() + timeoutNanos, answer);
            } catch (RuntimeException malformed) {
                writes.leave(size);
                var invalid = Failures.invalid(MALFORMED);
                answer.accept(WriteReply.newBuilder().setFailure(invalid).build());
                return;
            }
            now.current().submit(task);
        }
    }

    /** Takes a read of one item. */
    public void read(ReadRequest request, long timeoutNanos, Consumer<ReadReply> answer) {
        Serving now = serving;
        if (now == null) {
            var failure = Failures.notReady(STARTING);
            answer.accept(ReadReply.newBuilder().setFailure(failure).build());
        } else {
            now.reads().read(request, timeoutNanos, answer);
        }
    }

    /** Takes one page of a range. */
    public void range(RangeRequest request, long timeoutNanos, Consumer<RangeReply> answer) {
        Serving now = serving;
        if (now == null) {
            var failure = Failures.notReady(STARTING);
            answer.accept(RangeReply.newBuilder().setFailure(failure).build());
        } else {
            now.reads().range(request, timeoutNanos, answer);
        }
    }

    /** Takes a change of what the group owns. */
    public void table(TableRequest request, long timeoutNanos, Consumer<TableReply> answer) {
        Serving now = serving;
        long size = request.getSerializedSize();
        if (now == null || now.current() == null) {
            var failure = now == null ? Failures.notReady(STARTING) : Failures.notLeader(now.log());
            answer.accept(TableReply.newBuilder().setFailure(failure).build());
        } else if (request.getChangeCase() == TableRequest.ChangeCase.CHANGE_NOT_SET) {
            var invalid = Failures.invalid(MALFORMED);
            answer.accept(TableReply.newBuilder().setFailure(invalid).build());
        } else if (!writes.enter(size)) {
            var busy = Failures.busy("too many writes wait");
            answer.accept(TableReply.newBuilder().setFailure(busy).build());
        } else {
            now.current()
                    .submit(new TableTask(request, writes, time.nanoTime() + timeoutNanos, answer));
        }
    }

    /** Returns this replica as it is now; after {@link #start}. */
    public GroupReport report() {
        Serving now = serving;
        if (now == null) {
            throw new IllegalStateException("not started");
        }
        var head = group.head();
        return new GroupReport(
                group.id().group(),
                now.log().status(),
                head.epoch().term(),
                head.epoch().attempt(),
                now.current() != null && now.current().servingTerm().isPresent(),
                head.groupTime(),
                group.store().sizeBytes(),
                List.copyOf(group.ownership().partitions()));
    }

    /** Stops serving; what is undecided is answered: it may have been applied. */
    @Override
    public void close() {
        Serving now = serving;
        if (now != null) {
            now.each(Sequencer::close);
        }
    }

    private void lead(long term) {
        Serving now = serving;
        if (now == null) {
            return; // start comes back to it
        }
        if (now.current() != null) {
            now.current().depose();
        }
        var next = new Sequencer(term, group, collections, now.log(), time, execution);
        serving = now.succeededBy(next);
        next.start();
    }

    /** Hands on what happens to the replica. */
    private final class Listener implements GroupListener {
        @Override
        public void applied(Epoch epoch, long sequence, Effect effect) {
            Serving now = serving;
            if (now != null) {
                now.each(sequencer -> sequencer.applied(epoch, sequence, effect));
            }
        }

        @Override
        public void leading(long term) {
            lock.lock();
            try {
                if (term > ledTerm) {
                    ledTerm = term;
                    leads = true;
                    lead(term);
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void notLeading() {
            lock.lock();
            try {
                leads = false;
                Serving now = serving;
                if (now != null && now.current() != null) {
                    now.current().depose();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void replaced() {
            Serving now = serving;
            if (now != null) {
                now.each(Sequencer::replaced);
            }
        }
    }

    /** What reads see of the newest sequencer. */
    private final class Leading implements Leadership {
        private final ReplicatedLog log;

        Leading(ReplicatedLog log) {
            this.log = log;
        }

        @Override
        public OptionalLong servingTerm() {
            if (!group.rules().hold(Rule.READY_READ)) {
                var status = log.status();
                return status.role() == ReplicatedLog.Role.LEADER
                        ? OptionalLong.of(status.term())
                        : OptionalLong.empty();
            }
            Sequencer current = current();
            return current == null ? OptionalLong.empty() : current.servingTerm();
        }

        @Override
        public boolean gives(long table) {
            Sequencer current = current();
            return current != null && current.gives(table);
        }

        private @Nullable Sequencer current() {
            Serving now = serving;
            return now == null ? null : now.current();
        }
    }
}
