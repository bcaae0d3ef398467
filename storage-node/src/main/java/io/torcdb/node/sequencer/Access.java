package io.torcdb.node.sequencer;

import io.torcdb.node.group.Group;
import io.torcdb.node.group.OwnedPartition;
import io.torcdb.node.group.OwnedTable;
import io.torcdb.node.group.Ownership;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.proto.internal.Target;
import java.util.Optional;

/** Whether a group may touch what a request aims at. */
sealed interface Access {
    /** It owns the token. */
    record Granted(OwnedTable table, OwnedPartition partition) implements Access {}

    /** It does not, or not now. */
    record Denied(NodeFailure failure) implements Access {}

    /** Checks a token against what the group owns. */
    static Access to(Group group, Target target) {
        Ownership ownership = group.ownership();
        Optional<OwnedTable> table =
                ownership.table(target.getTable()).filter(known -> !known.dropped());
        Optional<OwnedPartition> partition =
                ownership.partitionOf(target.getTable(), target.getToken());
        return table.isPresent() && partition.isPresent()
                ? new Granted(table.get(), partition.get())
                : new Denied(Failures.notOwner(ownership, target));
    }
}
