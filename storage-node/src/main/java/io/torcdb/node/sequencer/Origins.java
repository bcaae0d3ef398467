package io.torcdb.node.sequencer;

import io.torcdb.node.group.Group;
import io.torcdb.node.group.OwnedPartition;
import io.torcdb.proto.internal.Origin;

/** Says where a reply comes from. */
final class Origins {
    private Origins() {}

    static Origin of(Group group, OwnedPartition partition) {
        return Origin.newBuilder()
                .setPartition(partition.id())
                .setEpoch(partition.partition().getEpoch())
                .setChangePosition(partition.counters().changePosition())
                .setGroupTime(group.head().groupTime())
                .build();
    }
}
