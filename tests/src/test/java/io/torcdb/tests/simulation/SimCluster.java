package io.torcdb.tests.simulation;

import static io.torcdb.tests.simulation.SimScheduler.MILLI;

import io.torcdb.node.group.Rules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The replicas of one group, and what goes wrong with them. */
final class SimCluster {
    private static final long COMMIT_NANOS = 2 * MILLI;
    private static final long SLOW_COMMIT_NANOS = 400 * MILLI;
    private static final long HEARTBEAT_NANOS = 150 * MILLI;

    private final SimScheduler scheduler;
    private final Rules rules;
    private final Violations violations;
    private final SimStores stores;
    private final SimRaft raft = new SimRaft();
    private final List<SimReplica> replicas = new ArrayList<>();
    private final ReplicasAreEqual equality;
    private final CommittedHistory history;

    /** Moments, and how many entries were committed from then on. */
    private final TreeMap<Long, Integer> commits = new TreeMap<>();

    private Faults faults;
    private int leaderBefore;
    private boolean healed;

    SimCluster(SimScheduler scheduler, int nodes, Rules rules, Violations violations) {
        this.scheduler = scheduler;
        this.rules = rules;
        this.violations = violations;
        this.equality = new ReplicasAreEqual(violations);
        this.history = new CommittedHistory(rules, violations);
        this.faults = Faults.draw(scheduler.random());
        this.stores = new SimStores(scheduler, faults.missing());
        for (int node = 0; node < nodes; node++) {
            replicas.add(new SimReplica(this, node, stores.open(Path.of("replica" + node))));
        }
    }

    SimScheduler scheduler() {
        return scheduler;
    }

    Rules rules() {
        return rules;
    }

    Violations violations() {
        return violations;
    }

    SimStores stores() {
        return stores;
    }

    SimRaft raft() {
        return raft;
    }

    Faults faults() {
        return faults;
    }

    CommittedHistory history() {
        return history;
    }

    List<SimReplica> replicas() {
        return replicas;
    }

    SimReplica anyReplica() {
        return replicas.get(scheduler.random().nextInt(replicas.size()));
    }

    SimReplica mostAdvanced() {
        SimReplica most = replicas.getFirst();
        for (SimReplica replica : replicas) {
            if (replica.machine().applied().index() > most.machine().applied().index()) {
                most = replica;
            }
        }
        return most;
    }

    /** Begins the first term, and the faults. */
    void start() {
        elect();
        again(faults.electionNanos(), this::elect);
        again(faults.crashNanos(), this::crash);
        again(faults.restoreNanos(), () -> anyReplica().restore());
        again(faults.isolationNanos(), this::isolate);
        heartbeat();
    }

    /** Ends all faults: one leader, and nothing in its way. */
    void heal() {
        healed = true;
        faults = Faults.NONE;
        elect();
        raft.log(raft.newestTerm()).stall(false);
        commitLater(raft.newestTerm());
    }

    private void again(long mean, Runnable fault) {
        scheduler.after(
                scheduler.random().nextLong(2 * mean),
                () -> {
                    if (!healed) {
                        fault.run();
                        again(mean, fault);
                    }
                });
    }

    private void elect() {
        for (SimReplica replica : replicas) {
            if (replica.believesToLead()) {
                long term = replica.status().term();
                long fall = scheduler.random().nextLong(faults.fallNanos());
                if (scheduler.random().nextBoolean()) {
                    replica.cutOff(fall);
                }
                scheduler.after(
                        fall,
                        () -> {
                            replica.fell(term);
                            if (scheduler.chance(0.3)) {
                                replica.restore();
                            }
                        });
            }
        }
        SimReplica next = scheduler.chance(0.3) ? replicas.get(leaderBefore) : anyReplica();
        leaderBefore = Math.max(raft.newestLeader(), 0);
        SimRaft.LeaderLog log = raft.elect(next.id(), scheduler);
        next.elected(log.term());
        if (!healed && scheduler.chance(0.2)) {
            log.stall(true);
            scheduler.after(
                    scheduler.delay(4 * SimScheduler.SECOND),
                    () -> {
                        log.stall(false);
                        commitLater(log.term());
                    });
        }
        commitLater(log.term());
    }

    /** A follower hears of nobody for a while. */
    private void isolate() {
        SimReplica replica = anyReplica();
        if (!replica.believesToLead()) {
            replica.cutOff(scheduler.random().nextLong(4 * SimScheduler.SECOND));
        }
    }

    /** The newest leader tells the others what is committed, as far as it knows. */
    private void heartbeat() {
        SimRaft.LeaderLog log = raft.log(raft.newestTerm());
        if (!log.isStalled() && replicas.get(raft.newestLeader()).leads(log)) {
            int all = raft.committed().size();
            boolean opened = all > log.begin();
            int told = opened ? all : scheduler.random().nextInt(all + 1);
            replicas.forEach(replica -> replica.message(log.term(), told));
        }
        scheduler.after(HEARTBEAT_NANOS, this::heartbeat);
    }

    /** Returns how many entries were committed at a moment. */
    int committedAt(long nanos) {
        var before = commits.floorEntry(nanos);
        return before == null ? 0 : before.getValue();
    }

    private void crash() {
        SimReplica old = anyReplica();
        replicas.set(old.id(), new SimReplica(this, old.id(), old.crash()));
        replicas.get(old.id()).wake();
    }

    void commitLater(long term) {
        boolean slow = !healed && scheduler.chance(0.1);
        scheduler.after(
                scheduler.delay(slow ? SLOW_COMMIT_NANOS : COMMIT_NANOS), () -> commit(term));
    }

    private void commit(long term) {
        int before = raft.committed().size();
        if (raft.commit(term)) {
            commits.put(scheduler.now(), raft.committed().size());
            raft.committed().subList(before, raft.committed().size()).forEach(history::committed);
            replicas.forEach(SimReplica::wake);
        }
    }

    void applied(SimReplica replica) {
        equality.check(replica.applied(), replica.store().digest());
    }
}
