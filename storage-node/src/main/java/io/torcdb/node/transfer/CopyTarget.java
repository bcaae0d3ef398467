package io.torcdb.node.transfer;

import io.torcdb.node.group.StateCopies;
import io.torcdb.node.store.Store;
import io.torcdb.node.store.StoreFactory;
import io.torcdb.replication.Member;
import io.torcdb.replication.Position;
import io.torcdb.runtime.Platform;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces the state of one replica by a copy of another member's. */
public final class CopyTarget implements StateCopies {
    private static final Logger LOG = LoggerFactory.getLogger(CopyTarget.class);

    private final long group;
    private final ReplicaFolder folder;
    private final StoreFactory stores;
    private final Sources sources;
    private final Platform platform;

    /** Knows where copies can be had. */
    @FunctionalInterface
    public interface Sources {
        /** Returns the addresses of the group's other nodes, that of {@code preferred} first. */
        List<String> of(long group, long preferred);
    }

    /** Makes one for the replica of {@code group} that lives in {@code folder}. */
    public CopyTarget(
            long group,
            ReplicaFolder folder,
            StoreFactory stores,
            Sources sources,
            Platform platform) {
        this.group = group;
        this.folder = folder;
        this.stores = stores;
        this.sources = sources;
        this.platform = platform;
    }

    @Override
    public CompletableFuture<Store> copy(
            Member source, Position firstAvailable, Runnable closePresent) {
        var copied = new CompletableFuture<Store>();
        platform.threads()
                .newThread(() -> {
                    try {
                        fetch(source, firstAvailable.index() - 1);
                        closePresent.run();
                        folder.adoptIncoming();
                        copied.complete(stores.open(folder.store()));
                    } catch (IOException | RuntimeException e) {
                        LOG.error("No copy of group {} could be taken over", group, e);
                        copied.completeExceptionally(e);
                    }
                })
                .start();
        return copied;
    }

    private void fetch(Member source, long leastIndex) throws IOException {
        var failure = new IOException("No other node has a copy of group " + group + ".");
        for (var address : sources.of(group, source.id())) {
            try {
                var peer = platform.network().peer(address);
                new Fetch(peer, group, folder.emptyIncoming()).run(leastIndex);
                LOG.info("Group {} was copied from {}", group, address);
                return;
            } catch (IOException e) {
                failure.addSuppressed(
                        new IOException("From " + address + ": " + e.getMessage(), e));
            }
        }
        throw failure;
    }
}
