package io.torcdb.control.rpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.control.catalog.CatalogMachine;
import io.torcdb.control.membership.Heartbeats;
import io.torcdb.model.catalog.NodeInfo;
import io.torcdb.proto.internal.ControlPlaneStatus;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.NodeStatus;
import io.torcdb.proto.internal.StatusReply;
import io.torcdb.proto.internal.StatusRequest;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.runtime.Network.Reply;
import io.torcdb.runtime.Platform;
import io.torcdb.wire.CatalogCodec;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What operators are told. Blocks the calling thread while it asks the other control planes. */
final class StatusView {
    private static final long PEER_NANOS = 300_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ControlEdge.Seat seat;
    private final CatalogMachine machine;
    private final Heartbeats heartbeats;
    private final ReplicatedLog log;
    private final Platform platform;

    StatusView(
            ControlEdge.Seat seat,
            CatalogMachine machine,
            Heartbeats heartbeats,
            ReplicatedLog log,
            Platform platform) {
        this.seat = seat;
        this.machine = machine;
        this.heartbeats = heartbeats;
        this.log = log;
        this.platform = platform;
    }

    /** Returns what this control plane says of itself. */
    StatusReply local() {
        return StatusReply.newBuilder().addControlPlanes(self()).build();
    }

    /** Returns the whole cluster, as the leader knows it. */
    StatusReply whole() {
        var image = machine.image();
        var reply = StatusReply.newBuilder().setImage(CatalogCodec.encode(image));
        image.nodes().forEach(node -> reply.addNodes(status(node)));
        var peers = new ArrayList<CompletableFuture<Optional<ControlPlaneStatus>>>();
        for (long id = 1; id <= seat.addresses().size(); id++) {
            peers.add(
                    id == seat.self()
                            ? CompletableFuture.completedFuture(Optional.of(self()))
                            : ask(id));
        }
        for (int i = 0; i < peers.size(); i++) {
            var unknown = status(i + 1L).build();
            reply.addControlPlanes(peers.get(i).join().orElse(unknown));
        }
        return reply.build();
    }

    private ControlPlaneStatus self() {
        return status(seat.self())
                .setLeader(machine.leadingTerm() != 0)
                .setAppliedIndex(Math.max(0, log.status().appliedIndex()))
                .build();
    }

    private ControlPlaneStatus.Builder status(long id) {
        return ControlPlaneStatus.newBuilder()
                .setId(id)
                .setAddress(seat.addresses().get((int) id - 1));
    }

    private CompletableFuture<Optional<ControlPlaneStatus>> ask(long id) {
        var told = new CompletableFuture<Optional<ControlPlaneStatus>>();
        platform.network()
                .peer(seat.addresses().get((int) id - 1))
                .call(
                        Method.CONTROL_STATUS,
                        StatusRequest.newBuilder().setLocal(true).build().toByteString(),
                        PEER_NANOS,
                        reply -> told.complete(own(reply)));
        return told;
    }

    private static Optional<ControlPlaneStatus> own(Reply reply) {
        try {
            return reply instanceof Reply.Answered(var payload)
                    ? StatusReply.parseFrom(payload).getControlPlanesList().stream().findFirst()
                    : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private NodeStatus status(NodeInfo node) {
        var status =
                NodeStatus.newBuilder()
                        .setNodeId(node.id())
                        .setAlive(heartbeats.alive(node.id()))
                        .setLastHeartbeatMillisAgo(
                                heartbeats.silentNanos(node.id()) / NANOS_PER_MILLI);
        heartbeats.of(node.id()).ifPresent(heard -> status.addAllGroups(heard.groups()));
        return status.build();
    }
}
