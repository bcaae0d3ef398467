package io.torcdb.replication.ratis;

import java.util.List;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;
import org.apache.ratis.server.protocol.TermIndex;
import org.jspecify.annotations.Nullable;

/** Ratis' leader as one appender sees it; tells the witness what is sent and answered. */
record WitnessedLeader(LeaderState leader, Witness witness) implements LeaderState {
    @Override
    public AppendEntriesRequestProto newAppendEntriesRequestProto(
            FollowerInfo follower,
            List<LogEntryProto> entries,
            @Nullable TermIndex previous,
            long callId) {
        // Taken before the message is made: it may be thought older than it is, never younger.
        var stamp = witness.stamp();
        var request = leader.newAppendEntriesRequestProto(follower, entries, previous, callId);
        witness.created(callId, stamp, request.getLeaderTerm());
        if (entries.isEmpty()) {
            witness.createdEmpty();
        }
        return request;
    }

    @Override
    public void onAppendEntriesReply(LogAppender appender, AppendEntriesReplyProto reply) {
        leader.onAppendEntriesReply(appender, reply);
        witness.answered(
                reply.getServerReply().getCallId(), reply.getResult() == AppendResult.SUCCESS);
    }

    @Override
    public void restart(LogAppender appender) {
        leader.restart(appender);
    }

    @Override
    public void checkHealth(FollowerInfo follower) {
        leader.checkHealth(follower);
    }

    @Override
    public boolean onFollowerTerm(FollowerInfo follower, long followerTerm) {
        return leader.onFollowerTerm(follower, followerTerm);
    }

    @Override
    public void onFollowerCommitIndex(FollowerInfo follower, long commitIndex) {
        leader.onFollowerCommitIndex(follower, commitIndex);
    }

    @Override
    public void onFollowerSuccessAppendEntries(FollowerInfo follower) {
        leader.onFollowerSuccessAppendEntries(follower);
    }

    @Override
    public boolean isFollowerBootstrapping(FollowerInfo follower) {
        return leader.isFollowerBootstrapping(follower);
    }
}
