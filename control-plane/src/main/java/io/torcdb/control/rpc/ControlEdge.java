package io.torcdb.control.rpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.control.catalog.CatalogMachine;
import io.torcdb.control.catalog.CatalogProposer;
import io.torcdb.control.membership.Heartbeats;
import io.torcdb.model.catalog.PartitionInfo;
import io.torcdb.proto.internal.CatalogCopyReply;
import io.torcdb.proto.internal.ChangeTableRequest;
import io.torcdb.proto.internal.ControlFailure;
import io.torcdb.proto.internal.CreateTableRequest;
import io.torcdb.proto.internal.DeleteTableRequest;
import io.torcdb.proto.internal.HeartbeatReply;
import io.torcdb.proto.internal.HeartbeatRequest;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.RegisterRequest;
import io.torcdb.proto.internal.StatusRequest;
import io.torcdb.proto.internal.TableSizeReply;
import io.torcdb.proto.internal.TableSizeRequest;
import io.torcdb.proto.internal.WatchRequest;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.runtime.Network;
import io.torcdb.runtime.Platform;
import io.torcdb.wire.CatalogCodec;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves what the control plane can be asked. What may wait runs on a virtual thread for each
 * request, a bounded number at a time; the rest is answered by the calling thread. Each reply says
 * in its first field why a request was not done.
 */
public final class ControlEdge implements Network.Handler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlEdge.class);

    private static final int MAX_IN_FLIGHT = 1_024;

    private final CatalogMachine machine;
    private final Heartbeats heartbeats;
    private final Platform platform;
    private final LeaderHint hint;
    private final Watches watches;
    private final CatalogChanges changes;
    private final StatusView status;
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);

    /** The control planes and which of them this one is. */
    public record Seat(long self, List<String> addresses) {
        public Seat {
            addresses = List.copyOf(addresses);
        }
    }

    public ControlEdge(
            Seat seat,
            CatalogProposer proposer,
            ReplicatedLog log,
            Heartbeats heartbeats,
            Platform platform) {
        this.machine = proposer.machine();
        this.heartbeats = heartbeats;
        this.platform = platform;
        this.hint = new LeaderHint(seat.self(), seat.addresses(), log);
        this.watches = new Watches(proposer, heartbeats, hint::notLeader, platform);
        this.changes = new CatalogChanges(proposer, hint, platform);
        this.status = new StatusView(seat, machine, heartbeats, log, platform);
    }

    /** Begins to answer long polls. */
    public void start() {
        watches.start();
    }

    @Override
    public void close() {
        watches.close();
    }

    @Override
    public void handle(
            Method method, ByteString request, long timeoutNanos, Consumer<ByteString> answer) {
        try {
            switch (method) {
                case CONTROL_HEARTBEAT ->
                        answer.accept(heartbeat(HeartbeatRequest.parseFrom(request)));
                case CONTROL_TABLE_SIZE -> answer.accept(size(TableSizeRequest.parseFrom(request)));
                case CONTROL_WATCH -> watches.watch(WatchRequest.parseFrom(request), answer);
                case CONTROL_REGISTER -> {
                    var registration = RegisterRequest.parseFrom(request);
                    admit(answer, () -> changes.register(registration, timeoutNanos));
                }
                case CONTROL_CREATE_TABLE -> {
                    var creation = CreateTableRequest.parseFrom(request);
                    admit(answer, () -> changes.createTable(creation, timeoutNanos));
                }
                case CONTROL_CHANGE_TABLE -> {
                    var change = ChangeTableRequest.parseFrom(request);
                    admit(answer, () -> changes.changeTable(change, timeoutNanos));
                }
                case CONTROL_DELETE_TABLE -> {
                    var deletion = DeleteTableRequest.parseFrom(request);
                    admit(answer, () -> changes.deleteTable(deletion, timeoutNanos));
                }
                case CONTROL_STATUS -> {
                    var question = StatusRequest.parseFrom(request);
                    admit(answer, () -> status(question));
                }
                case CONTROL_COPY -> admit(answer, this::copy);
                case METHOD_UNSPECIFIED,
                        NODE_WRITE,
                        NODE_READ,
                        NODE_RANGE,
                        NODE_LEADER,
                        NODE_TABLE,
                        NODE_COPY_BEGIN,
                        NODE_COPY_READ,
                        NODE_COPY_END,
                        UNRECOGNIZED ->
                        answer.accept(failed(Failures.invalid("No control plane does that.")));
            }
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("A request that cannot be read: {}", method, e);
            answer.accept(failed(Failures.invalid("The request cannot be read.")));
        }
    }

    /** Work that may wait and makes a reply. */
    private interface Work {
        ByteString run();
    }

    private void admit(Consumer<ByteString> answer, Work work) {
        if (!inFlight.tryAcquire()) {
            answer.accept(failed(Failures.unavailable("The control plane is busy.")));
            return;
        }
        platform.threads()
                .newThread(() -> {
                    // A bug after the proposal must not pass for "not done".
                    var reply = failed(Failures.unknown("The control plane failed."));
                    try {
                        reply = work.run();
                    } catch (RuntimeException e) {
                        LOG.error("A request failed", e);
                    } finally {
                        inFlight.release();
                        answer.accept(reply);
                    }
                })
                .start();
    }

    private ByteString heartbeat(HeartbeatRequest heartbeat) {
        if (machine.leadingTerm() == 0) {
            return failed(hint.notLeader());
        }
        if (machine.image().node(heartbeat.getNodeId()).isEmpty()) {
            return failed(Failures.refused("Node " + heartbeat.getNodeId() + " is unknown."));
        }
        if (heartbeats.take(heartbeat)) {
            watches.leadersChanged();
        }
        return HeartbeatReply.getDefaultInstance().toByteString();
    }

    private ByteString size(TableSizeRequest request) {
        if (machine.leadingTerm() == 0) {
            return failed(hint.notLeader());
        }
        var partitions =
                machine.image().partitions(request.getTable()).stream()
                        .map(PartitionInfo::id)
                        .toList();
        return heartbeats
                .sizeOf(partitions)
                .map(ControlEdge::reply)
                .orElseGet(() -> failed(Failures.unavailable("Not all leaders have reported.")));
    }

    private static ByteString reply(Heartbeats.Size size) {
        var reply =
                TableSizeReply.newBuilder()
                        .setItems(size.table().items())
                        .setBytes(size.table().bytes());
        size.indexes()
                .forEach((container, held) ->
                        reply.addIndexesBuilder()
                                .setContainer(container)
                                .setEntries(held.items())
                                .setBytes(held.bytes()));
        return reply.build().toByteString();
    }

    private ByteString status(StatusRequest question) {
        if (question.getLocal()) {
            return status.local().toByteString();
        }
        return machine.leadingTerm() == 0
                ? failed(hint.notLeader())
                : status.whole().toByteString();
    }

    /** Any control plane may give a copy: what it has applied is committed. */
    private ByteString copy() {
        var applied = machine.state();
        return CatalogCopyReply.newBuilder()
                .setImage(CatalogCodec.encode(applied.image()))
                .setTerm(applied.at().term())
                .setIndex(applied.at().index())
                .build()
                .toByteString();
    }

    /** Returns a reply of any kind that holds nothing but {@code failure}. */
    private static ByteString failed(ControlFailure failure) {
        return HeartbeatReply.newBuilder().setFailure(failure).build().toByteString();
    }
}
