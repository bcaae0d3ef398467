package io.torcdb.replication.ratis;

import java.io.IOException;
import java.util.List;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.util.ProtoUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the only voter of a group its leader at once, by the message with which a leader hands over
 * to another, instead of after the election time-out.
 */
final class LoneVoter {
    private static final Logger LOG = LoggerFactory.getLogger(LoneVoter.class);

    private LoneVoter() {}

    /** Without effect where there are other voters. Takes the division's monitor. */
    static void elect(RaftServer server, RaftServer.Division division) {
        var voters = List.copyOf(division.getRaftConf().getAllPeers());
        if (voters.size() != 1 || !voters.getFirst().getId().equals(division.getId())) {
            return;
        }
        try {
            if (!server.startLeaderElection(request(division)).getServerReply().getSuccess()) {
                LOG.info("{} elects itself after its time-out", division.getMemberId());
            }
        } catch (IOException e) {
            LOG.debug("{} cannot elect itself", division.getMemberId(), e); // being closed
        }
    }

    private static StartLeaderElectionRequestProto request(RaftServer.Division division) {
        var self = division.getId().toByteString();
        var last = division.getRaftLog().getLastEntryTermIndex();
        return StartLeaderElectionRequestProto.newBuilder()
                .setServerRequest(
                        RaftRpcRequestProto.newBuilder()
                                .setRequestorId(self)
                                .setReplyId(self)
                                .setRaftGroupId(
                                        ProtoUtils.toRaftGroupIdProtoBuilder(
                                                division.getMemberId().getGroupId())))
                .setLeaderLastEntry((last == null ? TermIndex.PROTO_DEFAULT : last).toProto())
                .build();
    }
}
