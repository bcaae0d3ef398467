package io.torcdb.router.routing;

import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.NodeInfo;
import io.torcdb.model.catalog.PartitionInfo;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.proto.internal.Origin;
import io.torcdb.runtime.Network;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.catalog.CatalogFollower;
import io.torcdb.wire.CatalogCodec;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Consumer;

/** Gets requests to whoever serves their keys. Safe for use by many threads; never blocks. */
public final class Routes {
    static final long REFRESH_NANOS = 1_000_000_000L;

    private final AtomicBoolean refreshing = new AtomicBoolean();
    private final Platform platform;
    private final CatalogFollower catalog;
    private final Leaders leaders;
    private final Nearest nearest;
    private final ConcurrentHashMap<Long, PartitionInfo> corrections = new ConcurrentHashMap<>();
    private final LongAccumulator groupTime = new LongAccumulator(Routes::laterTime, 0);

    /**
     * Makes the routes of one router.
     *
     * @param zone its failure zone, empty if it has none
     */
    public Routes(CatalogFollower catalog, Platform platform, String zone) {
        this.catalog = catalog;
        this.platform = platform;
        this.leaders = new Leaders(catalog, platform.time());
        this.nearest = new Nearest(catalog, leaders, platform, zone);
    }

    /**
     * Sends a request to the leader of the group that owns {@code token} of {@code table}, or to
     * any of its replicas if that will do.
     *
     * @param deadlineNanos on the platform's monotonic clock
     * @param done told exactly once, on any thread: the node's reply without a failure, or why
     *     there is none
     */
    public <R> void send(
            TableInfo table,
            long token,
            Call<R> call,
            long deadlineNanos,
            Consumer<Outcome<R>> done) {
        new Journey<>(this, table, token, call, deadlineNanos, done).attempt();
    }

    /** Returns the partition that owns {@code token}, by the newest that is known. */
    public Optional<PartitionInfo> locate(TableInfo table, long token) {
        CatalogImage image = catalog.image();
        if (image.tableById(table.id()).isEmpty()) {
            return Optional.empty();
        }
        return image.partitionOf(table.id(), token).map(this::corrected);
    }

    private PartitionInfo corrected(PartitionInfo partition) {
        PartitionInfo newer = corrections.get(partition.id());
        if (newer == null) {
            return partition;
        }
        if (newer.epoch() > partition.epoch()) {
            return newer;
        }
        corrections.remove(partition.id(), newer);
        return partition;
    }

    /** A group has told who owns a partition now; a route never goes back in epoch. */
    void correct(PartitionInfo partition) {
        corrections.merge(
                partition.id(),
                partition,
                (old, given) -> given.epoch() > old.epoch() ? given : old);
    }

    /**
     * Asks the control plane for the newest catalog, on a thread that may wait; one such at a time.
     */
    void refreshSoon() {
        if (refreshing.compareAndSet(false, true)) {
            platform.threads().newThread(this::refresh).start();
        }
    }

    private void refresh() {
        try {
            boolean _ = catalog.refresh(REFRESH_NANOS);
        } finally {
            refreshing.set(false);
        }
    }

    void saw(Origin origin) {
        groupTime.accumulate(origin.getGroupTime());
    }

    private static long laterTime(long left, long right) {
        return Long.compareUnsigned(left, right) >= 0 ? left : right;
    }

    long newestGroupTime() {
        return groupTime.get();
    }

    Optional<Network.Peer> peer(long node) {
        return catalog.image().node(node).map(NodeInfo::address).map(platform.network()::peer);
    }

    Platform platform() {
        return platform;
    }

    /** Returns the catalog that the routes go by. */
    public CatalogFollower catalog() {
        return catalog;
    }

    Nearest nearest() {
        return nearest;
    }

    Leaders leaders() {
        return leaders;
    }

    /** Returns the newer partition entry of a refusal. */
    static Optional<PartitionInfo> newerEntry(NodeFailure.NotOwner refusal) {
        return refusal.hasPartition()
                ? Optional.of(CatalogCodec.decode(refusal.getPartition()))
                : Optional.empty();
    }
}
