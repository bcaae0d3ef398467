package io.torcdb.node.group;

import io.torcdb.node.store.Store;
import io.torcdb.replication.Member;
import io.torcdb.replication.Position;
import java.util.concurrent.CompletableFuture;

/** Replaces the whole state of a replica by a copy of a committed state. */
public interface StateCopier {
    /**
     * Copies the state of {@code source} (or of any other member) and replaces {@code old} by it,
     * atomically and durably. Called on a network thread: only starts the work. When it fails,
     * {@code old} is as it was, and open.
     *
     * @param firstAvailable the first entry that the leader still has: the copy must hold all below
     * @return the open store that holds the copy; {@code old} is closed by then
     */
    CompletableFuture<Store> replace(Store old, Member source, Position firstAvailable);
}
