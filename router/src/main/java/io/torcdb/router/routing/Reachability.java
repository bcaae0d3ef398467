package io.torcdb.router.routing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.GroupInfo;
import io.torcdb.model.catalog.NodeInfo;
import io.torcdb.proto.internal.LeaderReply;
import io.torcdb.proto.internal.LeaderRequest;
import io.torcdb.proto.internal.Method;
import io.torcdb.runtime.Network;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.catalog.CatalogFollower;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the replicas of each group, again and again, whether one of them leads and serves it: what
 * the router's readiness is made of. One thread that waits; its views are safe for use by many.
 */
public final class Reachability implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);

    static final long PROBE_TIMEOUT_NANOS = 1_000_000_000L;
    static final long PAUSE_WHILE_MISSING_NANOS = 20_000_000L;
    static final long LONGEST_PAUSE_NANOS = 1_000_000_000L;

    private final CatalogFollower catalog;
    private final Platform platform;
    private final ConcurrentHashMap<Long, Long> leaders = new ConcurrentHashMap<>();
    private final Set<Long> reached = ConcurrentHashMap.newKeySet();
    private final Set<Long> everReached = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Makes it; {@link #start} begins to ask. */
    public Reachability(CatalogFollower catalog, Platform platform) {
        this.catalog = catalog;
        this.platform = platform;
    }

    /** Begins to ask. */
    public void start() {
        platform.threads().newThread(this::ask).start();
    }

    /** Returns whether a leader of the group answered when it was asked last. */
    public boolean reached(long group) {
        return reached.contains(group);
    }

    /** Returns whether a leader of each group of {@code image} has answered at least once. */
    public boolean allReachedOnce(CatalogImage image) {
        return image.groups().stream().allMatch(group -> everReached.contains(group.id()));
    }

    @Override
    public void close() {
        closed = true;
    }

    private void ask() {
        long pause = PAUSE_WHILE_MISSING_NANOS;
        try {
            while (!closed) {
                CatalogImage image = catalog.image();
                for (GroupInfo group : image.groups()) {
                    for (long node : group.nodes()) {
                        image.node(node).ifPresent(info -> probe(group.id(), info));
                    }
                }
                boolean whole =
                        !image.groups().isEmpty()
                                && image.groups().stream().allMatch(group -> reached(group.id()));
                pause = whole ? LONGEST_PAUSE_NANOS : Math.min(pause * 2, LONGEST_PAUSE_NANOS);
                if (!allReachedOnce(image) || image.groups().isEmpty()) {
                    pause = PAUSE_WHILE_MISSING_NANOS;
                }
                platform.time().sleep(pause);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            LOG.debug("no longer asking who leads", stopped);
        }
    }

    private void probe(long group, NodeInfo node) {
        ByteString request = LeaderRequest.newBuilder().setGroup(group).build().toByteString();
        platform.network()
                .peer(node.address())
                .call(
                        Method.NODE_LEADER,
                        request,
                        PROBE_TIMEOUT_NANOS,
                        reply -> answered(group, node.id(), reply));
    }

    private void answered(long group, long node, Network.Reply reply) {
        if (leads(reply)) {
            leaders.put(group, node);
            reached.add(group);
            everReached.add(group);
        } else if (leaders.remove(group, node)) {
            reached.remove(group);
        }
    }

    private static boolean leads(Network.Reply reply) {
        try {
            return reply instanceof Network.Reply.Answered(ByteString payload)
                    && !LeaderReply.parseFrom(payload).hasFailure();
        } catch (InvalidProtocolBufferException damaged) {
            LOG.warn("a damaged answer", damaged);
            return false;
        }
    }
}
