package io.torcdb.control.reconcile;

import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.control.membership.Heartbeats;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.GroupInfo;
import io.torcdb.model.catalog.NodeInfo;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.proto.internal.TableReply;
import io.torcdb.proto.internal.TableRequest;
import io.torcdb.runtime.Network.Reply;
import io.torcdb.runtime.Platform;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a change of a table to the leader of a group, wherever it is: to the node that is said to
 * lead, else to one replica after the other. Blocks the calling virtual thread; gives up after a
 * while. Safe for use by many threads.
 */
final class GroupCaller {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCaller.class);

    private static final int MAX_ATTEMPTS = 24;
    private static final long ATTEMPT_NANOS = 2_000_000_000L;
    private static final long SHORTEST_PAUSE_NANOS = 10_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 500_000_000L;

    private final Supplier<CatalogImage> catalog;
    private final Heartbeats heartbeats;
    private final Platform platform;

    GroupCaller(Supplier<CatalogImage> catalog, Heartbeats heartbeats, Platform platform) {
        this.catalog = catalog;
        this.heartbeats = heartbeats;
        this.platform = platform;
    }

    /** What an attempt came to. */
    private sealed interface Next {
        record Done() implements Next {}

        record Final(String why) implements Next {}

        record LeaderIs(long node) implements Next {}

        record Other(String why) implements Next {}

        record Again(String why) implements Next {}
    }

    /** Returns whether the leader of the request's group says that all of it is applied. */
    boolean call(TableRequest request) {
        var group = catalog.get().group(request.getGroup());
        if (group.isEmpty()) {
            return false;
        }
        var node = heartbeats.leaders().getOrDefault(request.getGroup(), 0L);
        var pause = SHORTEST_PAUSE_NANOS;
        var why = "";
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            if (!group.get().nodes().contains(node)) {
                node = after(group.get(), node);
            }
            var asked = node;
            switch (once(asked, request)) {
                case Next.Done() -> {
                    heartbeats.leads(request.getGroup(), asked);
                    return true;
                }
                case Next.Final(var problem) -> {
                    LOG.error("group {} refuses a table: {}", request.getGroup(), problem);
                    return false;
                }
                case Next.LeaderIs(var leader) -> {
                    node = leader;
                    if (attempt == 0) {
                        continue; // a fresh hint is followed at once
                    }
                }
                case Next.Other(var problem) -> {
                    why = problem;
                    node = after(group.get(), asked);
                }
                case Next.Again(var problem) -> why = problem;
            }
            if (!pause(pause)) {
                return false;
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
        LOG.warn("group {} was not reached for a table: {}", request.getGroup(), why);
        return false;
    }

    private Next once(long node, TableRequest request) {
        var address = catalog.get().node(node).map(NodeInfo::address);
        if (address.isEmpty()) {
            return new Next.Other("node " + node + " is unknown");
        }
        var reply = new CompletableFuture<Reply>();
        platform.network()
                .peer(address.get())
                .call(
                        Method.NODE_TABLE,
                        request.toByteString(),
                        ATTEMPT_NANOS,
                        answer -> reply.complete(answer));
        return switch (reply.join()) {
            case Reply.NotDelivered(var why, _) -> new Next.Other(why);
            case Reply.Unknown(var why) -> new Next.Other(why);
            case Reply.Answered(var payload) -> {
                try {
                    var answer = TableReply.parseFrom(payload);
                    yield answer.hasFailure() ? next(answer.getFailure()) : new Next.Done();
                } catch (InvalidProtocolBufferException e) {
                    yield new Next.Final("a reply that cannot be read");
                }
            }
        };
    }

    private static Next next(NodeFailure failure) {
        return switch (failure.getFailureCase()) {
            case NOT_LEADER -> {
                var leader = failure.getNotLeader().getLeader();
                yield leader == 0 ? new Next.Other("no leader") : new Next.LeaderIs(leader);
            }
            case NOT_READY -> new Next.Other(failure.getNotReady());
            case BUSY -> new Next.Again(failure.getBusy());
            case UNKNOWN -> new Next.Again(failure.getUnknown());
            case INVALID -> new Next.Final(failure.getInvalid());
            case NOT_OWNER, SCHEMA_VERSION, COLLECTION_TOO_LARGE, FAILURE_NOT_SET ->
                    new Next.Final("unexpected " + failure.getFailureCase());
        };
    }

    private static long after(GroupInfo group, long node) {
        List<Long> nodes = group.nodes();
        return nodes.get((nodes.indexOf(node) + 1) % nodes.size());
    }

    private boolean pause(long nanos) {
        try {
            platform.time().sleep(nanos);
            return true;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
