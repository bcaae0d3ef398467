package io.torcdb.node.rpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.torcdb.node.transfer.CopySource;
import io.torcdb.proto.internal.CopyBeginRequest;
import io.torcdb.proto.internal.CopyEndRequest;
import io.torcdb.proto.internal.CopyReadRequest;
import io.torcdb.proto.internal.LeaderReply;
import io.torcdb.proto.internal.LeaderRequest;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.runtime.Network;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a storage node answers. A request is decoded, admitted and handed to its group on the thread
 * that brings it; one that is refused here was surely not applied. Safe for use by many threads.
 */
public final class NodeEdge implements Network.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(NodeEdge.class);

    private final GroupDirectory groups;
    private final CopySource copies;
    private final BooleanSupplier diskIsFull;
    private final Admission admission = new Admission();

    /**
     * Makes the edge of one node.
     *
     * @param diskIsFull whether writes must be refused to keep room on the disk
     */
    public NodeEdge(GroupDirectory groups, CopySource copies, BooleanSupplier diskIsFull) {
        this.groups = groups;
        this.copies = copies;
        this.diskIsFull = diskIsFull;
    }

    @Override
    public void handle(
            Method method, ByteString request, long timeoutNanos, Consumer<ByteString> answer) {
        try {
            switch (method) {
                case NODE_WRITE -> {
                    if (diskIsFull.getAsBoolean()) {
                        refuse(Served.WRITE, busy("the node's disk is full"), answer);
                    } else {
                        serve(Served.WRITE, request, timeoutNanos, answer);
                    }
                }
                case NODE_READ -> serve(Served.READ, request, timeoutNanos, answer);
                case NODE_RANGE -> serve(Served.RANGE, request, timeoutNanos, answer);
                case NODE_LEADER -> answer.accept(leader(LeaderRequest.parseFrom(request)));
                case NODE_TABLE -> serve(Served.TABLE, request, timeoutNanos, answer);
                case NODE_COPY_BEGIN ->
                        copies.begin(CopyBeginRequest.parseFrom(request), encoded(answer));
                case NODE_COPY_READ ->
                        copies.read(CopyReadRequest.parseFrom(request), encoded(answer));
                case NODE_COPY_END ->
                        copies.end(CopyEndRequest.parseFrom(request), encoded(answer));
                default -> LOG.error("A storage node does not serve {}", method);
            }
        } catch (InvalidProtocolBufferException e) {
            // No answer at all: whatever this is, its caller must not take it for done.
            LOG.error("A request cannot be decoded: {}", method, e);
        }
    }

    private ByteString leader(LeaderRequest request) {
        var reply = LeaderReply.newBuilder();
        var service = groups.find(request.getGroup());
        if (service.isEmpty()) {
            reply.setFailure(absent(request.getGroup()));
        } else {
            var report = service.get().report();
            if (!report.serving()) {
                reply.getFailureBuilder()
                        .getNotLeaderBuilder()
                        .setLeader(report.status().leader().orElse(0));
            }
        }
        return reply.build().toByteString();
    }

    private <Q extends Message, R extends Message> void serve(
            Served<Q, R> kind, ByteString bytes, long timeoutNanos, Consumer<ByteString> answer)
            throws InvalidProtocolBufferException {
        var request = kind.parser().parseFrom(bytes);
        var group = kind.group().applyAsLong(request);
        var service = groups.find(group);
        if (service.isEmpty()) {
            refuse(kind, absent(group), answer);
            return;
        }
        if (!admission.enter(bytes.size())) {
            refuse(kind, busy("the node has too many requests under way"), answer);
            return;
        }
        var answered = new AtomicBoolean();
        Consumer<R> once =
                reply -> {
                    if (answered.compareAndSet(false, true)) {
                        admission.leave(bytes.size());
                        answer.accept(reply.toByteString());
                    }
                };
        try {
            kind.handover().to(service.get(), request, timeoutNanos, once);
        } catch (RuntimeException e) {
            LOG.error("A request of group {} failed", group, e);
            once.accept(kind.refusal().apply(unknown()));
        }
    }

    private static <R extends Message> void refuse(
            Served<?, R> kind, NodeFailure failure, Consumer<ByteString> answer) {
        answer.accept(kind.refusal().apply(failure).toByteString());
    }

    private NodeFailure absent(long group) {
        return groups.expects(group)
                ? NodeFailure.newBuilder().setNotReady("the replica is being opened").build()
                : NodeFailure.newBuilder()
                        .setNotOwner(NodeFailure.NotOwner.getDefaultInstance())
                        .build();
    }

    private static NodeFailure busy(String why) {
        return NodeFailure.newBuilder().setBusy(why).build();
    }

    private static NodeFailure unknown() {
        return NodeFailure.newBuilder().setUnknown("the node failed on the request").build();
    }

    private static <R extends Message> Consumer<R> encoded(Consumer<ByteString> answer) {
        return reply -> answer.accept(reply.toByteString());
    }
}
