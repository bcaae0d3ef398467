package io.torcdb.replication.ratis;

import org.apache.ratis.grpc.server.GrpcLogAppender;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.raftlog.RaftLogIOException;
import org.jspecify.annotations.Nullable;

/**
 * Ratis' appender, for whom a follower that does not answer costs little. As Ratis 3.3.0 has it,
 * each new entry sends another heartbeat to a follower that owes its first answer, and without a
 * stream and anything to send the appender spins until a heartbeat is due.
 */
final class PacedAppender extends GrpcLogAppender {
    PacedAppender(RaftServer.Division division, LeaderState leader, FollowerInfo follower) {
        super(division, leader, follower);
    }

    @Override
    public @Nullable AppendEntriesRequestProto newAppendEntriesRequest(
            long callId, boolean heartbeat) throws RaftLogIOException {
        return heartbeat && getHeartbeatWaitTimeMs() > 0
                ? null
                : super.newAppendEntriesRequest(callId, heartbeat);
    }

    @Override
    public long getWaitTimeMs() {
        var wait = super.getWaitTimeMs();
        return wait > 0 || hasAppendEntries() ? wait : getHeartbeatWaitTimeMs();
    }
}
