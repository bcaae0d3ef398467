package io.torcdb.replication.ratis;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcFactory;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;

/** Makes the guarded server side and the witnessed appenders of one log server. */
final class GuardedFactory extends GrpcFactory {
    private final Rounds rounds;

    GuardedFactory(Parameters parameters) {
        super(parameters);
        rounds = Rounds.in(parameters);
    }

    @Override
    public GrpcServices newRaftServerRpc(RaftServer server) {
        return super.newRaftServerRpc(new GuardedServer(server, rounds));
    }

    @Override
    public LogAppender newLogAppender(
            RaftServer.Division division, LeaderState leader, FollowerInfo follower) {
        var witness =
                rounds.of(division.getMemberId().getGroupId()).witness(follower.getId().toString());
        var appender = new PacedAppender(division, new WitnessedLeader(leader, witness), follower);
        witness.attach(appender::triggerHeartbeat);
        return appender;
    }
}
