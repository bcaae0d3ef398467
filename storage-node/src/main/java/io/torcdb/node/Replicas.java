package io.torcdb.node;

import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.GroupInfo;
import io.torcdb.node.group.Group;
import io.torcdb.node.rpc.GroupDirectory;
import io.torcdb.node.sequencer.Execution;
import io.torcdb.node.sequencer.GroupService;
import io.torcdb.node.store.StoreFactory;
import io.torcdb.node.transfer.CopyTarget;
import io.torcdb.node.transfer.ReplicaFolder;
import io.torcdb.proto.internal.GroupReport;
import io.torcdb.replication.GroupId;
import io.torcdb.replication.LogServer;
import io.torcdb.replication.Member;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.runtime.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replicas of a node. Those that the catalog lists for it are opened, and born where there are
 * none yet. The queries are safe for use by many threads and never block.
 */
final class Replicas implements GroupDirectory, CopyTarget.Sources, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replicas.class);

    /** How long a stopping node waits for others to take over the groups it leads. */
    private static final long HAND_OVER_NANOS = 1_000_000_000L;

    private final NodeFolder folder;
    private final StoreFactory stores;
    private final Platform platform;
    private final Consumer<String> fatal;
    private final Execution execution;
    private final SequencedMap<Long, Replica> open = new ConcurrentSkipListMap<>();
    private final SequencedMap<Long, String> failed = new ConcurrentSkipListMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private volatile CatalogImage image = CatalogImage.EMPTY;
    private volatile @Nullable LogServer logs;
    private boolean closed;

    Replicas(NodeFolder folder, StoreFactory stores, Platform platform, Consumer<String> fatal) {
        this.folder = folder;
        this.stores = stores;
        this.platform = platform;
        this.fatal = fatal;
        Executor threads = task -> platform.threads().newThread(task).start();
        this.execution = new Execution(Runnable::run, threads, threads);
    }

    /** Gives this the logs of the node, which it closes. */
    void use(LogServer server) {
        lock.lock();
        try {
            logs = server;
            if (closed) {
                server.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Opens what {@code next} lists for this node and is not open yet. Blocks.
     *
     * @return whether all of it is open
     */
    boolean follow(CatalogImage next) {
        image = next;
        for (var group : next.groups()) {
            if (lists(group) && !open.containsKey(group.id())) {
                tryOpen(group);
            }
        }
        return failed.isEmpty();
    }

    private void tryOpen(GroupInfo group) {
        lock.lock();
        try {
            if (!closed) {
                open(group);
                failed.remove(group.id());
            }
        } catch (IOException | RuntimeException e) {
            // The others of this node must go on.
            if (Thread.currentThread().isInterrupted()) {
                return; // the node is being closed
            }
            LOG.error("The replica of group {} cannot be opened", group.id(), e);
            failed.put(group.id(), String.valueOf(e.getMessage()));
        } finally {
            lock.unlock();
        }
    }

    private void open(GroupInfo info) throws IOException {
        var server = logs;
        if (server == null) {
            throw new IOException("The node has no logs yet.");
        }
        var id = new GroupId(folder.identity().clusterId(), info.id());
        var place = ReplicaFolder.open(folder.replica(info.id()));
        var store = stores.open(place.store());
        var opened = false;
        try {
            var target = new CopyTarget(info.id(), place, stores, this, platform);
            var group =
                    new Group(
                            id,
                            store,
                            target,
                            cause -> fatal.accept("The log of group " + id + " failed: " + cause));
            var service = new GroupService(group, platform.time(), execution);
            ReplicatedLog log = server.open(id, members(info, server.self()), group);
            service.start(log);
            open.put(info.id(), new Replica(group, service, log));
            opened = true;
            LOG.info("Opened the replica of group {}", info.id());
        } finally {
            if (!opened) {
                store.close();
            }
        }
    }

    private List<Member> members(GroupInfo group, Member self) throws IOException {
        var members = new ArrayList<Member>();
        for (var id : group.nodes()) {
            var node = image.node(id);
            if (id == self.id()) {
                members.add(self);
            } else if (node.isPresent()) {
                members.add(new Member(id, node.get().logAddress()));
            } else {
                throw new IOException("The catalog does not know node " + id + ".");
            }
        }
        return members;
    }

    private boolean lists(GroupInfo group) {
        return group.nodes().contains(folder.identity().nodeId());
    }

    @Override
    public Optional<GroupService> find(long group) {
        return Optional.ofNullable(open.get(group)).map(Replica::service);
    }

    @Override
    public boolean expects(long group) {
        return image.group(group).map(this::lists).orElse(false);
    }

    Optional<Group> group(long group) {
        return Optional.ofNullable(open.get(group)).map(Replica::group);
    }

    @Override
    public List<String> of(long group, long preferred) {
        var nodes = new ArrayList<Long>();
        image.group(group).ifPresent(info -> nodes.addAll(info.nodes()));
        nodes.remove(folder.identity().nodeId());
        if (nodes.remove(preferred)) {
            nodes.addFirst(preferred);
        }
        return nodes.stream()
                .flatMap(id -> image.node(id).stream())
                .map(node -> node.address())
                .toList();
    }

    /** Returns what the control plane is told of the replicas. */
    List<GroupReport> reports() {
        return open.values().stream().map(Replica::report).toList();
    }

    /** Returns why the replicas are not ready, one sentence each. */
    List<String> notReady() {
        var reasons = new ArrayList<String>();
        for (var group : image.groups()) {
            if (!lists(group)) {
                continue;
            }
            var replica = open.get(group.id());
            var reason =
                    replica == null
                            ? Optional.of(failed.getOrDefault(group.id(), "it is being opened"))
                            : replica.notReady();
            reason.ifPresent(
                    why -> reasons.add("The replica of group " + group.id() + " waits: " + why));
        }
        return reasons;
    }

    /** Returns the groups whose leader is not known here. */
    List<Long> leaderless() {
        var groups = new ArrayList<Long>();
        open.forEach((id, replica) -> {
            if (replica.isLeaderless()) {
                groups.add(id);
            }
        });
        return groups;
    }

    /** Returns the groups that this node leads, with their terms: changes tell of news. */
    List<String> led() {
        var led = new ArrayList<String>();
        open.forEach((id, replica) -> {
            var status = replica.log().status();
            if (status.role() == ReplicatedLog.Role.LEADER) {
                led.add(id + " in term " + status.term());
            }
        });
        return led;
    }

    /** Lets other nodes lead what this one leads; waits a little. */
    void handOver() {
        var transfers = new ArrayList<CompletableFuture<Void>>();
        for (var replica : open.values()) {
            var status = replica.log().status();
            if (status.role() == ReplicatedLog.Role.LEADER && status.members().size() > 1) {
                transfers.add(replica.log().transferLeadership(OptionalLong.empty()));
            }
        }
        if (transfers.isEmpty()) {
            return;
        }
        var over = new CompletableFuture<Void>();
        var timer = platform.time().schedule(HAND_OVER_NANOS, () -> over.complete(null));
        var _ =
                CompletableFuture.allOf(transfers.toArray(CompletableFuture[]::new))
                        .whenComplete((_, _) -> over.complete(null));
        over.join();
        timer.cancel();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            open.values().forEach(replica -> replica.service().close());
            var server = logs;
            if (server != null) {
                server.close();
            }
            open.values().forEach(replica -> replica.group().store().close());
        } finally {
            lock.unlock();
        }
    }
}
