package io.torcdb.replication.ratis;

import io.torcdb.replication.GroupId;
import io.torcdb.replication.Member;
import io.torcdb.replication.Position;
import io.torcdb.replication.ReplicatedLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.ratis.proto.RaftProtos.CommitInfoProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.jspecify.annotations.Nullable;

/**
 * A replica in a division of Ratis. Proposals go to the division itself, since the server would
 * hand each to a pool and wait there.
 */
final class RatisLog implements ReplicatedLog {
    private static final long TRANSFER_TIMEOUT_MILLIS = 3_000;

    private final GroupId group;
    private final RaftServer.Division division;
    private final ReplicaMachine machine;
    private final LeadershipRound round;
    private final Hearing hearing;
    private final Turns turns;
    private final RatisLogServer server;

    RatisLog(GroupId group, RaftServer.Division division, Parts parts, RatisLogServer server) {
        this.group = group;
        this.division = division;
        this.machine = parts.machine;
        this.round = parts.round;
        this.hearing = parts.hearing;
        this.turns = parts.turns;
        this.server = server;
    }

    @Override
    public GroupId group() {
        return group;
    }

    @Override
    public Status status() {
        var info = division.getInfo();
        var leader = Optional.ofNullable(info.getLeaderId());
        return new Status(
                role(),
                info.getCurrentTerm(),
                leader.map(id -> OptionalLong.of(Ids.memberId(id))).orElse(OptionalLong.empty()),
                division.getRaftLog().getLastCommittedIndex(),
                info.getLastAppliedIndex(),
                members());
    }

    private Role role() {
        var info = division.getInfo();
        if (!info.isAlive()) {
            return Role.CLOSED;
        }
        return switch (info.getCurrentRole()) {
            case LEADER -> Role.LEADER;
            case CANDIDATE -> Role.CANDIDATE;
            case LISTENER -> Role.LISTENER;
            case FOLLOWER, UNRECOGNIZED -> Role.FOLLOWER;
        };
    }

    private List<Member> members() {
        var configuration = division.getRaftConf();
        var members = new ArrayList<Member>();
        configuration.getCurrentPeers().forEach(peer -> members.add(Ids.member(peer)));
        configuration
                .getCurrentPeers(RaftPeerRole.LISTENER)
                .forEach(peer -> members.add(Ids.member(peer)));
        members.sort(Comparator.comparing(Member::id, Long::compareUnsigned));
        return members;
    }

    @Override
    public void propose(byte[] entry, Consumer<Throwable> onFailure) {
        if (entry.length > MAX_ENTRY_BYTES) {
            throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
        }
        var request =
                RaftClientRequest.newBuilder()
                        .setClientId(server.clientId())
                        .setServerId(division.getId())
                        .setGroupId(division.getMemberId().getGroupId())
                        .setCallId(server.nextCallId())
                        .setType(RaftClientRequest.writeRequestType())
                        .setMessage(message(entry))
                        .build();
        CompletableFuture<RaftClientReply> reply;
        try {
            reply = ((RaftClientAsynchronousProtocol) division).submitClientRequestAsync(request);
        } catch (IOException | RuntimeException e) {
            server.callbacks().execute(() -> onFailure.accept(e));
            return;
        }
        // Completed by a thread that may hold the division's monitor.
        var _ =
                reply.whenComplete((answer, thrown) -> {
                    var failure = thrown != null ? thrown : answer.getException();
                    if (failure != null) {
                        server.callbacks().execute(() -> onFailure.accept(failure));
                    }
                });
    }

    private static Message message(byte[] entry) {
        var content = UnsafeByteOperations.unsafeWrap(entry);
        return () -> content;
    }

    @Override
    public Contact contact() {
        var info = division.getInfo();
        if (!info.isAlive()) {
            return Contact.NONE;
        }
        var obeyed = round.obeyedNanosAgo();
        return obeyed.isPresent()
                ? new Contact(obeyed.getAsLong(), true)
                : hearing.contact(info.getCurrentTerm(), machine.getLastAppliedTermIndex());
    }

    @Override
    public void prove(long term, int timeoutMillis, Consumer<Boolean> onProof) {
        round.prove(term, timeoutMillis, onProof);
    }

    @Override
    public CompletableFuture<Void> transferLeadership(OptionalLong member) {
        if (!division.getInfo().isLeader()) {
            return CompletableFuture.completedFuture(null);
        }
        if (member.isPresent()) {
            return handOver(Ids.peerId(member.getAsLong()));
        }
        // None at all makes Ratis step down; a group of one then elects itself anew.
        var heir = heir();
        return heir.isEmpty()
                ? handOver(null)
                : handOver(heir.get()).exceptionallyCompose(_ -> handOver(null));
    }

    private CompletableFuture<Void> handOver(@Nullable RaftPeerId heir) {
        return server.transferLeadership(
                new TransferLeadershipRequest(
                        server.clientId(),
                        division.getId(),
                        division.getMemberId().getGroupId(),
                        server.nextCallId(),
                        heir,
                        TRANSFER_TIMEOUT_MILLIS));
    }

    /** The other voter that knows of the most. */
    private Optional<RaftPeerId> heir() {
        var voters =
                division.getRaftConf().getCurrentPeers().stream()
                        .map(RaftPeer::getId)
                        .filter(id -> !id.equals(division.getId()))
                        .collect(Collectors.toSet());
        return division.getCommitInfos().stream()
                .sorted(Comparator.comparingLong(CommitInfoProto::getCommitIndex).reversed())
                .map(info -> RaftPeerId.valueOf(info.getServer().getId()))
                .filter(voters::contains)
                .findFirst();
    }

    @Override
    public CompletableFuture<Position> snapshot() {
        return CompletableFuture.supplyAsync(machine::snapshot, server.callbacks());
    }

    @Override
    public void close() {
        closing();
        server.close(this);
    }

    /** Ratis is about to close the division. */
    void closing() {
        turns.closing();
    }

    /** What a replica is made of besides Ratis. */
    record Parts(ReplicaMachine machine, LeadershipRound round, Hearing hearing, Turns turns) {}
}
