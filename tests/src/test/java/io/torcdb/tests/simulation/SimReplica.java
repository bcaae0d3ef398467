package io.torcdb.tests.simulation;

import static io.torcdb.tests.simulation.SimScheduler.MICRO;
import static io.torcdb.tests.simulation.SimScheduler.MILLI;
import static io.torcdb.tests.simulation.SimScheduler.SECOND;

import io.torcdb.node.group.Group;
import io.torcdb.node.group.RelaxedGroup;
import io.torcdb.node.sequencer.Execution;
import io.torcdb.node.sequencer.GroupService;
import io.torcdb.node.store.Store;
import io.torcdb.replication.GroupId;
import io.torcdb.replication.Member;
import io.torcdb.replication.Position;
import io.torcdb.replication.ReplicatedLog;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One replica from its start to its crash: the product's state machine and service on a simulated
 * store, and the log as this server sees it. All that it does takes time, and stops at its death.
 */
final class SimReplica implements ReplicatedLog {
    private static final GroupId GROUP = new GroupId(1, 1);
    private static final long MEMORY_NANOS = 300 * MICRO;

    private final SimCluster cluster;
    private final SimScheduler scheduler;
    private final int id;
    private final Group group;
    private final GroupService service;
    private boolean alive = true;
    private int applied;
    private long believedTerm;
    private long toldTerm;
    private boolean restoring;
    private boolean applying;
    private long nextAppendNanos;
    private long cutOffUntil;
    private int knownWhenCutOff;
    private final int committedAtStart;
    private long knownTerm;
    private long heardNanos;
    private int learnedCount;
    private long learnedTerm;
    private boolean caughtUp;

    SimReplica(SimCluster cluster, int id, SimStore store) {
        this.cluster = cluster;
        this.scheduler = cluster.scheduler();
        this.id = id;
        this.group =
                RelaxedGroup.open(
                        GROUP,
                        store,
                        (_, _, closePresent) -> copy(closePresent),
                        cause -> cluster.violations().add("the replica failed: " + cause),
                        cluster.rules());
        this.applied = (int) group.applied().index() + 1;
        this.committedAtStart = cluster.raft().committed().size();
        boolean direct = scheduler.random().nextInt(4) != 0;
        this.service =
                new GroupService(
                        group,
                        scheduler.time(() -> alive, scheduler.random().nextInt(-400, 400)),
                        new Execution(
                                direct ? Runnable::run : task -> later(MEMORY_NANOS, task),
                                task -> later(MEMORY_NANOS, task),
                                task -> later(cluster.faults().diskNanos(), task)));
        service.start(this);
    }

    int id() {
        return id;
    }

    Group machine() {
        return group;
    }

    GroupService service() {
        return service;
    }

    boolean isAlive() {
        return alive;
    }

    int applied() {
        return applied;
    }

    boolean believesToLead() {
        return believedTerm != 0;
    }

    SimStore store() {
        return (SimStore) group.store();
    }

    /** Ends this incarnation; returns what its disk holds. */
    SimStore crash() {
        alive = false;
        Path folder = store().folder();
        cluster.stores().crash(folder);
        return cluster.stores().open(folder);
    }

    private void later(long most, Runnable task) {
        scheduler.after(
                scheduler.delay(most),
                () -> {
                    if (alive) {
                        task.run();
                    }
                });
    }

    // ---- Leadership and apply: one thread of the server, step by step.

    void elected(long term) {
        believedTerm = term;
        knownTerm = term;
        wake();
    }

    /** It learns that another leads. */
    void fell(long term) {
        if (believedTerm == term) {
            believedTerm = 0;
            wake();
        }
    }

    /** For a while it learns of nothing that is committed. */
    void cutOff(long nanos) {
        knownWhenCutOff = known();
        cutOffUntil = Math.max(cutOffUntil, scheduler.now() + nanos);
        scheduler.after(nanos, this::wake);
    }

    private boolean isCutOff() {
        return scheduler.now() < cutOffUntil;
    }

    /** Returns how many entries this replica can know to be committed. */
    int known() {
        return isCutOff() ? knownWhenCutOff : cluster.raft().committed().size();
    }

    /** Returns how many entries were committed when this incarnation began. */
    int committedAtStart() {
        return committedAtStart;
    }

    /** A majority may confirm a message of this leader. */
    boolean leads(SimRaft.LeaderLog log) {
        return alive && believedTerm == log.term() && !isCutOff();
    }

    /**
     * A message of the leader of {@code term} is made, and comes unless this replica is cut off.
     *
     * @param told so many entries the leader says are committed
     */
    void message(long term, int told) {
        boolean own = believedTerm == term;
        long delay = own ? 0 : scheduler.delay(MILLI);
        scheduler.after(
                delay,
                () -> {
                    if (alive && !restoring && !isCutOff() && term >= knownTerm) {
                        hear(term, told);
                    }
                });
    }

    private void hear(long term, int told) {
        knownTerm = term;
        heardNanos = scheduler.now();
        if (learnedTerm == 0) {
            learnedTerm = term;
            learnedCount = told;
        }
    }

    private boolean hasCaughtUp() {
        if (toldTerm != 0) {
            caughtUp = true;
        } else if (learnedTerm != 0 && applied >= learnedCount && applied > 0) {
            long last = cluster.raft().committed().get(applied - 1).term();
            caughtUp = caughtUp || last >= learnedTerm;
        }
        return caughtUp;
    }

    void wake() {
        if (alive && !applying && !restoring && !enabled().isEmpty()) {
            applying = true;
            later(
                    cluster.faults().lagNanos(),
                    () -> {
                        applying = false;
                        List<Runnable> steps = enabled();
                        if (!restoring && !steps.isEmpty()) {
                            steps.get(scheduler.random().nextInt(steps.size())).run();
                        }
                        wake();
                    });
        }
    }

    private List<Runnable> enabled() {
        var steps = new ArrayList<Runnable>(2);
        if (applied < cluster.raft().committed().size() && !isCutOff()) {
            steps.add(this::applyNext);
        }
        if (toldTerm != 0 && toldTerm != believedTerm) {
            steps.add(() -> {
                toldTerm = 0;
                group.notLeading();
            });
        }
        if (toldTerm == 0
                && believedTerm != 0
                && applied > cluster.raft().log(believedTerm).begin()) {
            steps.add(() -> {
                toldTerm = believedTerm;
                group.leading(toldTerm);
            });
        }
        return steps;
    }

    private void applyNext() {
        SimRaft.Entry entry = cluster.raft().committed().get(applied);
        if (believedTerm != 0 && !cluster.raft().log(believedTerm).holds(applied, entry)) {
            believedTerm = 0; // its own log has another entry there: it is a follower by now
        }
        if (!entry.isNoop()) {
            try {
                group.apply(
                        new Position(entry.term(), applied),
                        ByteBuffer.wrap(entry.bytes().orElseThrow()));
            } catch (RuntimeException e) {
                cluster.violations().add("an entry could not be applied: " + e.getMessage());
            }
        }
        applied++;
        cluster.applied(this);
        if (scheduler.chance(0.05)) {
            var _ = group.snapshot();
        }
    }

    // ---- Replacement by a copy.

    /** Lets the leader send a copy instead of entries, if this replica can need one. */
    void restore() {
        if (believedTerm != 0 || restoring || applied >= cluster.raft().committed().size()) {
            return;
        }
        restoring = true;
        learnedTerm = 0;
        caughtUp = false;
        var copied = group.restore(new Member(1, "any"), Position.NONE);
        var _ =
                copied.whenComplete((position, failure) -> {
                    restoring = false;
                    if (failure == null) {
                        applied = (int) position.index() + 1;
                    }
                    wake();
                });
    }

    private CompletableFuture<Store> copy(Runnable closePresent) {
        var done = new CompletableFuture<Store>();
        later(
                20 * MILLI,
                () -> {
                    SimReplica source = cluster.mostAdvanced();
                    if (source.group.applied().index() <= group.applied().index()) {
                        var _ = done.completeExceptionally(new IllegalStateException("no newer"));
                    } else {
                        closePresent.run();
                        Path folder = cluster.stores().newFolder();
                        source.store().checkpoint(folder);
                        var _ = done.complete(cluster.stores().open(folder));
                    }
                });
        return done;
    }

    // ---- The log.

    @Override
    public GroupId group() {
        return GROUP;
    }

    @Override
    public Status status() {
        return new Status(
                believedTerm != 0 ? Role.LEADER : Role.FOLLOWER,
                believedTerm != 0 ? believedTerm : cluster.raft().newestTerm(),
                OptionalLong.empty(),
                cluster.raft().committed().size() - 1,
                applied - 1,
                List.of());
    }

    @Override
    public void propose(byte[] entry, Consumer<Throwable> onFailure) {
        Faults faults = cluster.faults();
        var failure = new IllegalStateException("refused");
        double draw = scheduler.random().nextDouble();
        if (draw < faults.refused()) {
            later(MILLI, () -> onFailure.accept(failure));
        } else if (draw < faults.refused() + faults.lost()) {
            return;
        } else if (draw < faults.refused() + faults.lost() + faults.late()) {
            if (scheduler.random().nextBoolean()) {
                later(10 * MILLI, () -> onFailure.accept(failure));
            }
            later(4 * SECOND, () -> append(entry, 3, _ -> {}));
        } else {
            // In order, as one thread proposes.
            nextAppendNanos = Math.max(nextAppendNanos, scheduler.now() + scheduler.delay(MILLI));
            scheduler.after(nextAppendNanos - scheduler.now(), () -> append(entry, 1, onFailure));
        }
    }

    private void append(byte[] entry, int tries, Consumer<Throwable> onFailure) {
        if (!alive) {
            return;
        }
        if (believedTerm != 0) {
            cluster.raft().append(believedTerm, entry);
            cluster.commitLater(believedTerm);
        } else if (tries > 0 && scheduler.random().nextBoolean()) {
            later(SECOND, () -> append(entry, tries - 1, onFailure));
        } else {
            onFailure.accept(new IllegalStateException("not the leader"));
        }
    }

    @Override
    public Contact contact() {
        return learnedTerm == 0
                ? Contact.NONE
                : new Contact(scheduler.now() - heardNanos, hasCaughtUp());
    }

    @Override
    public void prove(long term, int timeoutMillis, Consumer<Boolean> onProof) {
        boolean slow = scheduler.chance(0.1);
        later(
                slow ? 300 * MILLI : MILLI,
                () -> {
                    boolean proven =
                            believedTerm == term
                                    && cluster.raft().newestTerm() == term
                                    && !cluster.raft().log(term).isStalled()
                                    && !scheduler.chance(cluster.faults().unprovable());
                    later(slow ? 300 * MILLI : MILLI, () -> onProof.accept(proven));
                });
    }

    @Override
    public CompletableFuture<Void> transferLeadership(OptionalLong member) {
        cluster.violations().add("a sequencer gave up");
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Position> snapshot() {
        return CompletableFuture.completedFuture(group.snapshot());
    }

    @Override
    public void close() {
        alive = false;
    }
}
