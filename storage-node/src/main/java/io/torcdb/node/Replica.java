package io.torcdb.node;

import io.torcdb.node.group.Group;
import io.torcdb.node.group.OwnedPartition;
import io.torcdb.node.sequencer.GroupService;
import io.torcdb.node.store.StoreException;
import io.torcdb.proto.internal.GroupReport;
import io.torcdb.proto.internal.IndexSize;
import io.torcdb.proto.internal.PartitionReport;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.replication.ReplicatedLog.Role;
import io.torcdb.replication.ReplicatedLog.Status;
import java.util.Optional;

/** One open replica. Safe for use by many threads. */
final class Replica {
    private static final String READY = "READY";

    private final Group group;
    private final GroupService service;
    private final ReplicatedLog log;
    private volatile boolean caughtUp;

    Replica(Group group, GroupService service, ReplicatedLog log) {
        this.group = group;
        this.service = service;
        this.log = log;
    }

    Group group() {
        return group;
    }

    GroupService service() {
        return service;
    }

    ReplicatedLog log() {
        return log;
    }

    /**
     * Returns why this replica is not ready: it has not yet applied what it learned to be committed
     * when it first heard of a leader. Once it has, only its end changes that.
     */
    Optional<String> notReady() {
        var status = log.status();
        if (status.role() == Role.CLOSED) {
            return Optional.of("its log is closed");
        }
        if (!caughtUp) {
            var reason = catchUp(status);
            caughtUp = reason.isEmpty();
            return reason;
        }
        return Optional.empty();
    }

    private Optional<String> catchUp(Status status) {
        if (status.role() == Role.LEADER) {
            return service.report().serving()
                    ? Optional.empty()
                    : Optional.of("it has not opened its term yet");
        }
        if (log.contact().caughtUp()) {
            return Optional.empty();
        }
        return status.leader().isEmpty()
                ? Optional.of("it knows of no leader")
                : Optional.of("it has not caught up with its leader yet");
    }

    /** Returns whether nobody is known to lead the group. */
    boolean isLeaderless() {
        return log.status().leader().isEmpty();
    }

    /** Returns what the control plane is told of it. */
    GroupReport report() {
        var state = notReady().orElse(READY);
        try {
            return report(service.report(), state);
        } catch (StoreException e) {
            // A copy is just taking the place of the store.
            return heading(log.status(), "the state is being replaced").build();
        }
    }

    private GroupReport report(io.torcdb.node.sequencer.GroupReport now, String state) {
        var report =
                heading(now.status(), state).setAttempt(now.epochAttempt()).setBytes(now.bytes());
        if (now.status().role() == Role.LEADER) {
            for (var owned : now.partitions()) {
                report.addPartitions(report(owned));
            }
        }
        return report.build();
    }

    private static PartitionReport report(OwnedPartition owned) {
        var counters = owned.counters();
        var report =
                PartitionReport.newBuilder()
                        .setPartition(owned.id())
                        .setEpoch(owned.partition().getEpoch())
                        .setItems(counters.items())
                        .setBytes(counters.bytes());
        counters.indexes()
                .forEach((container, index) ->
                        report.addIndexes(
                                IndexSize.newBuilder()
                                        .setContainer(container)
                                        .setEntries(index.entries())
                                        .setBytes(index.bytes())));
        return report.build();
    }

    private GroupReport.Builder heading(Status status, String state) {
        return GroupReport.newBuilder()
                .setGroup(group.id().group())
                .setRole(status.role().name())
                .setState(state)
                .setTerm(status.term())
                .setLeader(status.leader().orElse(0))
                .setAppliedIndex(Math.max(0, status.appliedIndex()));
    }
}
