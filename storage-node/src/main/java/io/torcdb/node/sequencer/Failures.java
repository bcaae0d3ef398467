package io.torcdb.node.sequencer;

import io.torcdb.node.group.OwnedPartition;
import io.torcdb.node.group.Ownership;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.proto.internal.Target;
import io.torcdb.replication.ReplicatedLog;
import java.util.Optional;

/** Why a node did not do it, as messages. */
final class Failures {
    private Failures() {}

    static NodeFailure notLeader(ReplicatedLog log) {
        var status = log.status();
        // A replica that still believes in itself has nobody to name.
        long leader = status.role() == ReplicatedLog.Role.LEADER ? 0 : status.leader().orElse(0);
        return NodeFailure.newBuilder()
                .setNotLeader(NodeFailure.NotLeader.newBuilder().setLeader(leader))
                .build();
    }

    static NodeFailure notOwner(Ownership ownership, Target target) {
        var notOwner = NodeFailure.NotOwner.newBuilder();
        Optional<OwnedPartition> known = ownership.partition(target.getPartition());
        known.ifPresent(partition -> notOwner.setPartition(partition.partition()));
        return NodeFailure.newBuilder().setNotOwner(notOwner).build();
    }

    static NodeFailure notReady(String why) {
        return NodeFailure.newBuilder().setNotReady(why).build();
    }

    static NodeFailure busy(String what) {
        return NodeFailure.newBuilder().setBusy(what).build();
    }

    static NodeFailure invalid(String message) {
        return NodeFailure.newBuilder().setInvalid(message).build();
    }

    static NodeFailure collectionTooLarge() {
        return NodeFailure.newBuilder().setCollectionTooLarge("Collection size exceeded.").build();
    }

    static NodeFailure schemaVersion(long own) {
        return NodeFailure.newBuilder().setSchemaVersion(own).build();
    }

    static NodeFailure unknown(String why) {
        return NodeFailure.newBuilder().setUnknown(why).build();
    }
}
