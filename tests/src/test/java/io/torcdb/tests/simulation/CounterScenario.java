package io.torcdb.tests.simulation;

import static io.torcdb.tests.simulation.SimScheduler.MILLI;
import static io.torcdb.tests.simulation.SimScheduler.SECOND;

import com.google.protobuf.ByteString;
import io.torcdb.node.group.Rules;
import io.torcdb.node.store.Keys;
import io.torcdb.proto.internal.DropTable;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.proto.internal.ReadRequest;
import io.torcdb.proto.internal.TableRequest;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.proto.internal.WriteRequest;
import java.util.Optional;

/**
 * A few counters on a group of two or three replicas: concurrent increments, conditional ones that
 * are often refused, writes without effect and strong reads, while leadership, proposals, proofs
 * and replicas fail; in some runs the table is taken out under way, and its next owner goes on at
 * once. In the end all faults cease and everything must work.
 */
final class CounterScenario {
    private static final long CHAOS_NANOS = 6 * SECOND;
    private static final long QUIET_NANOS = 30 * SECOND;
    private static final long RETRY_NANOS = 40 * MILLI;
    private static final long TIMEOUT_NANOS = 4_500 * MILLI;
    private static final long BURST_NANOS = 60 * MILLI;
    private static final int OPERATIONS = 80;
    private static final int BURSTS = 5;
    private static final int OPERATIONS_IN_BURST = 16;
    private static final int KEYS = 2;

    private final Violations violations = new Violations();
    private final SimScheduler scheduler;
    private final SimCluster cluster;
    private final AnswersAreTrue answers;
    private final boolean gives;
    private long operations;
    private boolean installed;
    private boolean dropped;
    private int settledKeys;
    private int settledReplicas;

    CounterScenario(long seed, Rules rules) {
        this.scheduler = new SimScheduler(seed);
        int nodes = scheduler.random().nextInt(2, 4);
        this.cluster = new SimCluster(scheduler, nodes, rules, violations);
        this.answers = new AnswersAreTrue(cluster.history(), violations);
        this.gives = scheduler.random().nextBoolean();
    }

    /** What came of a run. */
    record Result(Optional<String> violation, long answers, long committed) {}

    /** Runs to the end or to the first violation. */
    Result run() {
        cluster.start();
        install();
        for (int i = 0; i < OPERATIONS; i++) {
            scheduler.after(scheduler.random().nextLong(CHAOS_NANOS), this::operate);
        }
        for (int i = 0; i < BURSTS; i++) {
            burst(scheduler.random().nextLong(CHAOS_NANOS));
        }
        if (gives) {
            long at = scheduler.random().nextLong(CHAOS_NANOS);
            scheduler.after(at, this::drop);
            burst(at);
            burst(at);
        }
        scheduler.after(CHAOS_NANOS, this::quiet);
        while (violations.isEmpty() && scheduler.step(CHAOS_NANOS + QUIET_NANOS)) {
            // the next event
        }
        if (violations.isEmpty()) {
            checkEnd();
        }
        return new Result(
                violations.isEmpty() ? Optional.empty() : Optional.of(violations.first()),
                answers.answers(),
                cluster.raft().committed().size());
    }

    private void burst(long at) {
        for (int i = 0; i < OPERATIONS_IN_BURST; i++) {
            scheduler.after(at + scheduler.random().nextLong(BURST_NANOS), this::operate);
        }
    }

    private SimReplica pick() {
        int leader = cluster.raft().newestLeader();
        return leader >= 0 && scheduler.random().nextBoolean()
                ? cluster.replicas().get(leader)
                : cluster.anyReplica();
    }

    private static ByteString storeKey(int key) {
        return Keys.item(Counter.TABLE, Counter.target(key).getToken(), Counter.key(key));
    }

    private void operate() {
        int key = scheduler.random().nextInt(KEYS);
        switch (scheduler.random().nextInt(6)) {
            case 0, 1 -> write(key, Counter.increment(key, ++operations));
            case 2 -> {
                long guess = answers.highest(storeKey(key)) + scheduler.random().nextInt(-1, 2);
                write(key, Counter.incrementFrom(key, guess, ++operations));
            }
            case 3 -> touch(key);
            case 4 -> readEventually(key, cluster.anyReplica(), () -> {});
            default -> read(key);
        }
    }

    private void write(int key, WriteRequest request) {
        long operation = operations;
        long floor = answers.highest(storeKey(key));
        SimReplica replica = pick();
        replica.service()
                .write(
                        request,
                        TIMEOUT_NANOS,
                        reply -> {
                            if (replica.isAlive()) {
                                answered(key, operation, floor, reply);
                            }
                        });
    }

    private void answered(int key, long operation, long floor, WriteReply reply) {
        switch (reply.getOutcomeCase()) {
            case WRITTEN ->
                    answers.written(
                            storeKey(key),
                            operation,
                            Counter.of(reply.getWritten().getAttributes().toByteArray()).value(),
                            floor);
            case CONDITION_FAILED -> {
                var failed = reply.getConditionFailed();
                answers.shown(storeKey(key), value(failed.hasItem(), failed.getItem()), floor);
                answers.notApplied(operation);
            }
            case FAILURE -> {
                if (surelyNot(reply.getFailure())) {
                    answers.notApplied(operation);
                }
            }
            case OUTCOME_NOT_SET -> violations.add("an answer without an outcome");
        }
    }

    private boolean surelyNot(NodeFailure failure) {
        if (failure.hasInvalid() || failure.hasSchemaVersion()) {
            violations.add("refused for a wrong reason: " + failure);
        }
        return !failure.hasUnknown();
    }

    private static long value(boolean present, ByteString item) {
        return present ? Counter.of(item.toByteArray()).value() : Counter.NONE.value();
    }

    private void touch(int key) {
        long floor = answers.highest(storeKey(key));
        SimReplica replica = pick();
        replica.service()
                .write(
                        Counter.touch(key),
                        TIMEOUT_NANOS,
                        reply -> {
                            if (replica.isAlive() && reply.hasWritten()) {
                                var written = reply.getWritten();
                                answers.shown(
                                        storeKey(key),
                                        value(written.hasAttributes(), written.getAttributes()),
                                        floor);
                            }
                        });
    }

    private void read(int key) {
        read(key, pick(), () -> {});
    }

    private void read(int key, SimReplica replica, Runnable onFound) {
        long floor = answers.highest(storeKey(key));
        var request =
                ReadRequest.newBuilder()
                        .setTarget(Counter.target(key))
                        .setKey(Counter.key(key))
                        .setStrong(true)
                        .build();
        replica.service()
                .read(
                        request,
                        TIMEOUT_NANOS,
                        reply -> {
                            if (replica.isAlive() && reply.hasFound()) {
                                var found = reply.getFound();
                                answers.shown(
                                        storeKey(key),
                                        value(found.hasItem(), found.getItem()),
                                        floor);
                                onFound.run();
                            }
                        });
    }

    /**
     * Reads at whatever replica it is. One that serves knows what was committed a second before,
     * and shows no older state than what was committed when it started.
     */
    private void readEventually(int key, SimReplica replica, Runnable onFound) {
        boolean informed = replica.known() >= cluster.committedAt(scheduler.now() - SECOND - 1);
        boolean caughtUp = replica.applied() >= replica.committedAtStart();
        var request =
                ReadRequest.newBuilder()
                        .setTarget(Counter.target(key))
                        .setKey(Counter.key(key))
                        .build();
        replica.service()
                .read(
                        request,
                        TIMEOUT_NANOS,
                        reply -> {
                            if (!replica.isAlive() || !reply.hasFound()) {
                                return;
                            }
                            if (!informed) {
                                violations.add("an eventual read at a replica that is cut off");
                            }
                            if (!caughtUp) {
                                violations.add("an eventual read at a replica that is behind");
                            }
                            var found = reply.getFound();
                            answers.shownEventually(
                                    storeKey(key), value(found.hasItem(), found.getItem()));
                            onFound.run();
                        });
    }

    // ---- The control plane: repeats until it is done.

    private void install() {
        if (!installed) {
            change(
                    TableRequest.newBuilder().setGroup(1).setInstall(Counter.table()).build(),
                    () -> installed = true);
            scheduler.after(RETRY_NANOS, this::install);
        }
    }

    private void drop() {
        if (!dropped) {
            var drop = DropTable.newBuilder().setTable(Counter.TABLE);
            change(
                    TableRequest.newBuilder().setGroup(1).setDrop(drop).build(),
                    () -> {
                        dropped = true;
                        installed = true; // whoever still installs finds it gone
                        if (!cluster.history().isGiven()) {
                            violations.add("a table is said to be out and is not");
                        }
                    });
            scheduler.after(RETRY_NANOS, this::drop);
        }
    }

    private void change(TableRequest request, Runnable onDone) {
        SimReplica replica = pick();
        replica.service()
                .table(
                        request,
                        TIMEOUT_NANOS,
                        reply -> {
                            if (replica.isAlive() && !reply.hasFailure()) {
                                onDone.run();
                            }
                        });
    }

    // ---- The end.

    private void quiet() {
        cluster.heal();
        for (int key = 0; key < KEYS; key++) {
            settle(key);
        }
    }

    private void settle(int key) {
        if (cluster.history().isGiven()) {
            return;
        }
        write(key, Counter.increment(key, ++operations));
        read(
                key,
                cluster.replicas().get(cluster.raft().newestLeader()),
                () -> settledKeys |= 1 << key);
        for (SimReplica replica : cluster.replicas()) {
            readEventually(key, replica, () -> settledReplicas |= 1 << replica.id());
        }
        if (scheduler.now() < CHAOS_NANOS + QUIET_NANOS / 2) {
            scheduler.after(SECOND, () -> settle(key));
        }
    }

    private void checkEnd() {
        answers.checkAll();
        boolean given = cluster.history().isGiven();
        if (!given && (!installed || settledKeys != (1 << KEYS) - 1)) {
            violations.add("the group does not serve although nothing is in its way");
        }
        if (!given && settledReplicas != (1 << cluster.replicas().size()) - 1) {
            violations.add("a replica does not serve although nothing is in its way");
        }
        if (gives && !dropped) {
            violations.add("the table does not go although nothing is in its way");
        }
        for (SimReplica replica : cluster.replicas()) {
            if (replica.applied() != cluster.raft().committed().size()) {
                violations.add("a replica lags although nothing is in its way");
            }
            checkCounters(replica, given);
        }
    }

    private void checkCounters(SimReplica replica, boolean given) {
        var partition = replica.machine().ownership().partition(Counter.PARTITION);
        if (partition.isPresent() == given) {
            violations.add("a replica owns what was given away, or not what was installed");
        }
        long items = 0;
        for (int key = 0; key < KEYS; key++) {
            items += cluster.history().value(storeKey(key)) > 0 ? 1 : 0;
        }
        if (partition.isPresent() && partition.get().counters().items() != items) {
            violations.add("the counters of a partition are wrong");
        }
        IndexAgreesWithTable.check(replica, violations);
    }
}
