package io.torcdb.node.sequencer;

import io.torcdb.node.group.OwnedPartition;
import io.torcdb.replication.ReplicatedLog;
import java.util.List;

/**
 * A replica at one moment, for heartbeats, readiness and people.
 *
 * @param group the group's id in the catalog
 * @param status the log's own view
 * @param epochTerm Raft term of the newest opened epoch
 * @param epochAttempt attempt of the newest opened epoch
 * @param serving whether it leads and has applied its own opening
 * @param groupTime time of the newest entry applied
 * @param bytes about how much disk the state takes
 * @param partitions what the group owns, with counters
 */
public record GroupReport(
        long group,
        ReplicatedLog.Status status,
        long epochTerm,
        long epochAttempt,
        boolean serving,
        long groupTime,
        long bytes,
        List<OwnedPartition> partitions) {
    public GroupReport {
        partitions = List.copyOf(partitions);
    }
}
