package io.torcdb.replication.ratis;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.ReadIndexReplyProto;
import org.apache.ratis.proto.RaftProtos.ReadIndexRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionReplyProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.GroupInfoReply;
import org.apache.ratis.protocol.GroupInfoRequest;
import org.apache.ratis.protocol.GroupListReply;
import org.apache.ratis.protocol.GroupListRequest;
import org.apache.ratis.protocol.GroupManagementRequest;
import org.apache.ratis.protocol.LeaderElectionManagementRequest;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.protocol.SnapshotManagementRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.DataStreamServerRpc;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerRpc;
import org.apache.ratis.server.ServerFactory;
import org.apache.ratis.util.LifeCycle;
import org.apache.ratis.util.ProtoUtils;
import org.apache.ratis.util.Timestamp;

/**
 * The log server as the network sees it: appends pass the guard, and nobody writes to a log or
 * manages groups from outside.
 */
final class GuardedServer implements RaftServer {
    private final RaftServer server;
    private final AppendGuard guard;
    private final Rounds rounds;

    GuardedServer(RaftServer server, Rounds rounds) {
        this.server = server;
        this.rounds = rounds;
        guard = new AppendGuard(server);
    }

    @Override
    public CompletableFuture<AppendEntriesReplyProto> appendEntriesAsync(
            AppendEntriesRequestProto request) throws IOException {
        var arrived = Timestamp.currentTimeNanos();
        return guard.append(request)
                .thenApply(reply -> {
                    if (reply.getResult() == AppendResult.SUCCESS) {
                        heard(request, arrived);
                    }
                    return reply;
                });
    }

    private void heard(AppendEntriesRequestProto request, long nanos) {
        var group = ProtoUtils.toRaftGroupId(request.getServerRequest().getRaftGroupId());
        rounds.hearing(group).heard(request.getLeaderTerm(), request.getLeaderCommit(), nanos);
    }

    @Override
    public AppendEntriesReplyProto appendEntries(AppendEntriesRequestProto request)
            throws IOException {
        return appendEntriesAsync(request).join();
    }

    @Override
    public RequestVoteReplyProto requestVote(RequestVoteRequestProto request) throws IOException {
        return server.requestVote(request);
    }

    @Override
    public InstallSnapshotReplyProto installSnapshot(InstallSnapshotRequestProto request)
            throws IOException {
        return server.installSnapshot(request);
    }

    @Override
    public StartLeaderElectionReplyProto startLeaderElection(
            StartLeaderElectionRequestProto request) throws IOException {
        return server.startLeaderElection(request);
    }

    @Override
    public CompletableFuture<ReadIndexReplyProto> readIndexAsync(ReadIndexRequestProto request)
            throws IOException {
        return server.readIndexAsync(request);
    }

    @Override
    public RaftPeerId getId() {
        return server.getId();
    }

    @Override
    public RaftPeer getPeer() {
        return server.getPeer();
    }

    @Override
    public Iterable<RaftGroupId> getGroupIds() {
        return server.getGroupIds();
    }

    @Override
    public Iterable<RaftGroup> getGroups() throws IOException {
        return server.getGroups();
    }

    @Override
    public Division getDivision(RaftGroupId group) throws IOException {
        return server.getDivision(group);
    }

    @Override
    public RaftProperties getProperties() {
        return server.getProperties();
    }

    @Override
    public RaftServerRpc getServerRpc() {
        return server.getServerRpc();
    }

    @Override
    public DataStreamServerRpc getDataStreamServerRpc() {
        return server.getDataStreamServerRpc();
    }

    @Override
    public ServerFactory getFactory() {
        return server.getFactory();
    }

    @Override
    public LifeCycle.State getLifeCycleState() {
        return server.getLifeCycleState();
    }

    @Override
    public void start() throws IOException {
        server.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    @Override
    public CompletableFuture<RaftClientReply> submitClientRequestAsync(RaftClientRequest request) {
        throw refused();
    }

    @Override
    public RaftClientReply submitClientRequest(RaftClientRequest request) {
        throw refused();
    }

    @Override
    public GroupListReply getGroupList(GroupListRequest request) {
        throw refused();
    }

    @Override
    public GroupInfoReply getGroupInfo(GroupInfoRequest request) {
        throw refused();
    }

    @Override
    public RaftClientReply groupManagement(GroupManagementRequest request) {
        throw refused();
    }

    @Override
    public RaftClientReply snapshotManagement(SnapshotManagementRequest request) {
        throw refused();
    }

    @Override
    public RaftClientReply leaderElectionManagement(LeaderElectionManagementRequest request) {
        throw refused();
    }

    @Override
    public RaftClientReply setConfiguration(SetConfigurationRequest request) {
        throw refused();
    }

    @Override
    public RaftClientReply transferLeadership(TransferLeadershipRequest request) {
        throw refused();
    }

    @Override
    public CompletableFuture<GroupListReply> getGroupListAsync(GroupListRequest request) {
        throw refused();
    }

    @Override
    public CompletableFuture<GroupInfoReply> getGroupInfoAsync(GroupInfoRequest request) {
        throw refused();
    }

    @Override
    public CompletableFuture<RaftClientReply> groupManagementAsync(GroupManagementRequest request) {
        throw refused();
    }

    @Override
    public CompletableFuture<RaftClientReply> snapshotManagementAsync(
            SnapshotManagementRequest request) {
        throw refused();
    }

    @Override
    public CompletableFuture<RaftClientReply> leaderElectionManagementAsync(
            LeaderElectionManagementRequest request) {
        throw refused();
    }

    @Override
    public CompletableFuture<RaftClientReply> setConfigurationAsync(
            SetConfigurationRequest request) {
        throw refused();
    }

    @Override
    public CompletableFuture<RaftClientReply> transferLeadershipAsync(
            TransferLeadershipRequest request) {
        throw refused();
    }

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException("a log server takes messages of log servers only");
    }
}
