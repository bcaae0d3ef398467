package io.torcdb.control.rpc;

import io.torcdb.proto.internal.ControlFailure;
import io.torcdb.replication.ReplicatedLog;
import java.util.List;

/** Tells callers where the leader is. */
final class LeaderHint {
    private final long self;
    private final List<String> addresses;
    private final ReplicatedLog log;

    /**
     * @param self this control plane's id
     * @param addresses of the control planes, in the order of their ids from 1
     */
    LeaderHint(long self, List<String> addresses, ReplicatedLog log) {
        this.self = self;
        this.addresses = List.copyOf(addresses);
        this.log = log;
    }

    /** Returns the failure that says that this control plane does not lead. */
    ControlFailure notLeader() {
        var leader = log.status().leader().orElse(0);
        if (leader == self) {
            return Failures.unavailable("This control plane begins to lead.");
        }
        var address =
                leader >= 1 && leader <= addresses.size() ? addresses.get((int) leader - 1) : "";
        return ControlFailure.newBuilder().setNotLeader(address).build();
    }
}
