package io.torcdb.replication.ratis;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.protocol.exceptions.ServerNotReadyException;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.util.ProtoUtils;

/**
 * Makes the term check and the log insert of a follower's append one step.
 *
 * <p>Ratis 3.3.0 checks the leader's term under the division's monitor, but inserts after leaving
 * it and does not look again. A vote for another candidate in between compares a log without the
 * entries; the old leader then counts the success and acknowledges what the new leader never sees.
 * So a message with entries is handed on while the monitor is held that votes, forced elections and
 * other leaders' messages take; the fsync stays outside, if composed appends are off. A leader or
 * candidate is first made a follower by the same message without entries, outside the monitor,
 * because that step joins threads that need it.
 */
final class AppendGuard {
    /** The monitor is a division of this class, not only by its interface. */
    static final String DIVISION_CLASS = "org.apache.ratis.server.impl.RaftServerImpl";

    /** Roles change between two looks this often at most; then the leader must send again. */
    private static final int MAX_ATTEMPTS = 3;

    private final RaftServer server;

    AppendGuard(RaftServer server) {
        this.server = server;
    }

    static boolean guards(RaftServer.Division division) {
        return division.getClass().getName().equals(DIVISION_CLASS);
    }

    CompletableFuture<AppendEntriesReplyProto> append(AppendEntriesRequestProto request)
            throws IOException {
        if (request.getEntriesCount() == 0) {
            return server.appendEntriesAsync(request);
        }
        var division =
                server.getDivision(
                        ProtoUtils.toRaftGroupId(request.getServerRequest().getRaftGroupId()));
        if (!guards(division)) {
            throw new IOException("appends to " + division.getClass() + " cannot be guarded");
        }
        for (var attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            synchronized (division) { // Ratis' monitor
                if (staysInRole(division, request)) {
                    return server.appendEntriesAsync(request);
                }
            }
            var reply =
                    server.appendEntriesAsync(request.toBuilder().clearEntries().build()).join();
            if (reply.getResult() != AppendResult.SUCCESS) {
                return CompletableFuture.completedFuture(
                        reply.toBuilder().setIsHearbeat(false).build());
            }
        }
        throw new ServerNotReadyException(division.getMemberId() + " changes its role too often");
    }

    /** Returns whether the append will not change this server's role. */
    private static boolean staysInRole(
            RaftServer.Division division, AppendEntriesRequestProto request) {
        var info = division.getInfo();
        if (request.getLeaderTerm() < info.getCurrentTerm() || info.isFollower()) {
            return true;
        }
        return info.isListener()
                && division.getRaftConf().getAllPeers().stream()
                        .noneMatch(voter -> voter.getId().equals(division.getId()));
    }
}
