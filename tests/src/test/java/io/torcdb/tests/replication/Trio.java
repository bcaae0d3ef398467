package io.torcdb.tests.replication;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLogIOException;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachine;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.CodeInjectionForTesting;
import org.apache.ratis.util.ProtoUtils;
import org.apache.ratis.util.TimeDuration;

/** Three Ratis servers A, B, C of one group, whose messages can be held where they are sent. */
final class Trio {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final ClientId CLIENT = ClientId.randomId();

    private final RaftGroupId group = RaftGroupId.valueOf(new UUID(1, 2));
    private final List<Server> servers = new ArrayList<>();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private long callId;

    /**
     * Starts them.
     *
     * @param ports where A, B and C listen
     * @param addresses where they are reached
     */
    Trio(GuardCase.Setting setting, List<Integer> ports, List<Integer> addresses, Path folder)
            throws IOException {
        var peers = new ArrayList<RaftPeer>();
        for (var i = 0; i < 3; i++) {
            peers.add(
                    RaftPeer.newBuilder()
                            .setId("ABC".substring(i, i + 1))
                            .setAddress("127.0.0.1:" + addresses.get(i))
                            .build());
        }
        CodeInjectionForTesting.put(
                "GrpcServicesImpl.sendRequest",
                (sender, _, args) -> {
                    hold(sender.toString(), args[0]);
                    return true;
                });
        for (var i = 0; i < 3; i++) {
            servers.add(server(setting, peers, i, ports.get(i), folder));
        }
    }

    private Server server(
            GuardCase.Setting setting, List<RaftPeer> peers, int i, int port, Path folder)
            throws IOException {
        var id = peers.get(i).getId();
        var properties = new RaftProperties();
        RaftServerConfigKeys.setStorageDir(
                properties, List.of(folder.resolve(id.toString()).toFile()));
        GrpcConfigKeys.Server.setPort(properties, port);
        RaftServerConfigKeys.Rpc.setTimeoutMin(
                properties, TimeDuration.valueOf(2, TimeUnit.SECONDS));
        RaftServerConfigKeys.Rpc.setTimeoutMax(
                properties, TimeDuration.valueOf(3, TimeUnit.SECONDS));
        RaftServerConfigKeys.Log.setAppendEntriesComposeEnabled(properties, setting.composed());
        if (setting.guarded()) {
            properties.set("raft.rpc.type", "io.torcdb.replication.ratis.GuardedRpc");
        }
        var machine = new Machine();
        var server =
                RaftServer.newBuilder()
                        .setServerId(id)
                        .setGroup(RaftGroup.valueOf(group, peers))
                        .setProperties(properties)
                        .setStateMachine(machine)
                        .setOption(RaftStorage.StartupOption.FORMAT)
                        .build();
        server.start();
        return new Server(id, server, server.getDivision(group), machine);
    }

    Server a() {
        return servers.get(0);
    }

    Server b() {
        return servers.get(1);
    }

    Server c() {
        return servers.get(2);
    }

    List<Server> all() {
        return servers;
    }

    /** Holds the appends from one server to another until {@link #releaseAll}. */
    void holdAppends(Server from, Server to) {
        held.add("append" + from.id + to.id);
    }

    void holdVotes(Server from, Server to) {
        held.add("vote" + from.id + to.id);
    }

    void releaseVotes(Server from, Server to) {
        held.remove("vote" + from.id + to.id);
    }

    void releaseAll() {
        held.clear();
    }

    private void hold(String sender, Object request) {
        var key =
                switch (request) {
                    case AppendEntriesRequestProto append ->
                            "append" + sender + to(append.getServerRequest());
                    case RequestVoteRequestProto vote ->
                            "vote" + sender + to(vote.getServerRequest());
                    default -> "";
                };
        while (held.contains(key)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static String to(RaftRpcRequestProto request) {
        return request.getReplyId().toStringUtf8();
    }

    /** Makes a follower stand for election at once, as if {@code leader} handed over to it. */
    void elect(Server server, Server leader) throws IOException {
        var last = server.division.getRaftLog().getLastEntryTermIndex();
        var reply =
                server.server.startLeaderElection(
                        StartLeaderElectionRequestProto.newBuilder()
                                .setServerRequest(
                                        RaftRpcRequestProto.newBuilder()
                                                .setRequestorId(leader.id.toByteString())
                                                .setReplyId(server.id.toByteString())
                                                .setRaftGroupId(
                                                        ProtoUtils.toRaftGroupIdProtoBuilder(
                                                                group)))
                                .setLeaderLastEntry(
                                        (last == null ? TermIndex.PROTO_DEFAULT : last).toProto())
                                .build());
        if (!reply.getServerReply().getSuccess()) {
            throw new IllegalStateException(server.id + " does not stand for election");
        }
    }

    CompletableFuture<RaftClientReply> submit(Server leader, String entry) throws IOException {
        return ((RaftClientAsynchronousProtocol) leader.division)
                .submitClientRequestAsync(
                        RaftClientRequest.newBuilder()
                                .setClientId(CLIENT)
                                .setServerId(leader.id)
                                .setGroupId(group)
                                .setCallId(++callId)
                                .setType(RaftClientRequest.writeRequestType())
                                .setMessage(Message.valueOf(ByteString.copyFromUtf8(entry)))
                                .build());
    }

    static String text(LogEntryProto entry) {
        return entry.hasStateMachineLogEntry()
                ? entry.getStateMachineLogEntry().getLogData().toStringUtf8()
                : "";
    }

    static void until(String what, BooleanSupplier condition) {
        if (!within(PATIENCE_NANOS, condition)) {
            throw new IllegalStateException("still waiting until " + what);
        }
    }

    static boolean within(long nanos, BooleanSupplier condition) {
        var end = System.nanoTime() + nanos;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return true;
    }

    static void await(CountDownLatch latch) {
        until("the latch is open", () -> latch.getCount() == 0);
    }

    /** One of the three. */
    record Server(RaftPeerId id, RaftServer server, RaftServer.Division division, Machine machine) {
        long term() {
            return division.getInfo().getCurrentTerm();
        }

        boolean leads() {
            return division.getInfo().isLeaderReady();
        }

        TermIndex last() {
            return division.getRaftLog().getLastEntryTermIndex();
        }

        /** Returns how many appends it has begun and not yet answered. */
        int appendsUnderWay() {
            return division.getInfo().getRoleInfoProto().getFollowerInfo().getOutstandingOp();
        }

        boolean hasApplied(String entry) {
            return machine.applied.contains(entry);
        }

        boolean hasLogged(String entry) {
            var log = division.getRaftLog();
            for (var index = Math.max(0, log.getStartIndex());
                    index < log.getNextIndex();
                    index++) {
                try {
                    var logged = log.get(index);
                    if (logged != null && text(logged).equals(entry)) {
                        return true;
                    }
                } catch (RaftLogIOException e) {
                    throw new IllegalStateException(e);
                }
            }
            return false;
        }
    }

    /** Keeps what is applied; its flush, which Ratis waits for as for its own, can be slow. */
    static final class Machine extends BaseStateMachine {
        private final List<String> applied = new CopyOnWriteArrayList<>();
        private volatile CompletableFuture<Void> flush = CompletableFuture.completedFuture(null);

        void slowDisk() {
            flush = new CompletableFuture<>();
        }

        void fastDisk() {
            var slow = flush;
            flush = CompletableFuture.completedFuture(null);
            slow.complete(null);
        }

        @Override
        public CompletableFuture<Message> applyTransaction(TransactionContext context) {
            var entry = context.getLogEntry();
            var _ = updateLastAppliedTermIndex(TermIndex.valueOf(entry));
            applied.add(text(entry));
            return CompletableFuture.completedFuture(Message.EMPTY);
        }

        @Override
        public StateMachine.DataApi data() {
            return new StateMachine.DataApi() {
                @Override
                public CompletableFuture<Void> flush(long index) {
                    return flush;
                }
            };
        }
    }
}
