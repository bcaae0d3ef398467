package io.torcdb.node.rpc;

import io.torcdb.node.sequencer.GroupService;
import java.util.Optional;

/** Finds the replicas of this node. Safe for use by many threads; never blocks. */
public interface GroupDirectory {
    /** Returns what serves this node's replica of {@code group}, once it is open. */
    Optional<GroupService> find(long group);

    /** Returns whether this node has, or is about to have, a replica of {@code group}. */
    boolean expects(long group);
}
