package io.torcdb.node;

import io.torcdb.proto.internal.Node;
import io.torcdb.replication.LogServerFactory;
import io.torcdb.replication.Member;
import io.torcdb.replication.ReplicationException;
import io.torcdb.runtime.Lifecycle;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.catalog.CatalogFollower;
import io.torcdb.runtime.catalog.ControlClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's part in its cluster: registers it, opens its logs, follows the catalog, lets replicas
 * be opened and reports on them. A node that has registered once starts without a control plane.
 */
final class Membership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    /** When replicas could not be opened, they are tried again after this. */
    private static final long RETRY_NANOS = 5_000_000_000L;

    private final NodeFolder folder;
    private final Replicas replicas;
    private final DiskRoom room;
    private final Node description;
    private final Platform platform;
    private final ControlClient control;
    private final CatalogFollower follower;
    private final LogServerFactory logs;
    private final Consumer<String> fatal;
    private final Lifecycle parts = new Lifecycle();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean joined;

    /**
     * What a membership needs of its node.
     *
     * @param description how the node presents itself, without its id
     */
    record Parts(
            NodeFolder folder,
            Replicas replicas,
            DiskRoom room,
            Node description,
            LogServerFactory logs,
            Consumer<String> fatal) {}

    Membership(Parts node, ControlClient control, Platform platform) {
        this.folder = node.folder();
        this.replicas = node.replicas();
        this.room = node.room();
        this.description = node.description();
        this.logs = node.logs();
        this.fatal = node.fatal();
        this.platform = platform;
        this.control = control;
        this.follower = new CatalogFollower(control, platform, folder.catalog());
    }

    /** Begins, on threads of its own. */
    void start() {
        var joining = platform.threads().newThread(this::join);
        parts.onClose(
                "joining",
                () -> {
                    joining.interrupt();
                    joining.join();
                });
        joining.start();
    }

    private void join() {
        try {
            var known = folder.identity().isRegistered();
            if (!known) {
                register();
            }
            var identity = folder.identity();
            platform.network().belongsTo(identity.clusterId());
            var self = new Member(identity.nodeId(), description.getLogAddress());
            replicas.use(logs.open(self, folder.logs()));
            follow();
            joined = true;
            if (known) {
                register();
            }
        } catch (Registration.RefusedException | ReplicationException e) {
            fatal.accept(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            fatal.accept("The data folder cannot be written: " + e.getMessage() + ".");
        } catch (InterruptedException _) {
            LOG.info("Stopped while joining");
        } catch (RuntimeException e) {
            LOG.error("The node cannot join its cluster", e);
            fatal.accept("The node cannot join its cluster: " + e + ".");
        }
    }

    private void register()
            throws Registration.RefusedException, InterruptedException, IOException {
        var before = folder.identity();
        var node = description.toBuilder().setId(before.nodeId()).build();
        var reply = new Registration(control, platform.time()).await(before.clusterId(), node);
        var after =
                new NodeIdentity(
                        reply.getClusterId(),
                        reply.getNodeId(),
                        before.incarnation(),
                        before.raftPort());
        if (!after.equals(before)) {
            folder.become(after);
        }
        LOG.info(
                "Registered as node {} of cluster {}",
                Long.toUnsignedString(after.nodeId()),
                Long.toHexString(after.clusterId()));
    }

    private void follow() {
        follower.start();
        parts.add("catalog follower", follower);
        follower.onChange(_ -> news.release());
        parts.onClose("replica opening", Loop.start(platform, this::openReplicas)::stop);
        var reports = new Reports(folder, replicas, room, control, platform.time());
        parts.onClose("reports", Loop.start(platform, reports::step)::stop);
    }

    private void openReplicas() throws InterruptedException {
        news.acquire();
        var _ = news.drainPermits();
        if (!replicas.follow(follower.image())) {
            platform.time().schedule(RETRY_NANOS, news::release);
        }
    }

    /** Returns why the node is not ready, one sentence each. */
    List<String> notReady() {
        if (!joined) {
            return List.of("The node has not joined its cluster yet.");
        }
        if (follower.image().version() == 0) {
            return List.of("The node has no catalog yet.");
        }
        return replicas.notReady();
    }

    /** Returns what is wrong though the node may be ready. */
    List<String> warnings() {
        var warnings = new ArrayList<String>();
        for (var group : replicas.leaderless()) {
            warnings.add("No leader of group " + group + " is known here.");
        }
        if (room.isFull()) {
            warnings.add("The disk is full; writes are refused.");
        }
        return warnings;
    }

    @Override
    public void close() {
        parts.close();
    }
}
