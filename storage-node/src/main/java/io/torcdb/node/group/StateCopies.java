package io.torcdb.node.group;

import io.torcdb.node.store.Store;
import io.torcdb.replication.Member;
import io.torcdb.replication.Position;
import java.util.concurrent.CompletableFuture;

/**
 * Brings copies of other members' committed state to one replica; its work is {@code transfer}'s.
 */
public interface StateCopies {
    /**
     * Copies the committed state of {@code source}, or of any other member that has one, into a
     * side folder, verifies it and makes it durable; then lets it take the place of this replica's
     * store, atomically. Only starts the work.
     *
     * @param firstAvailable the first entry that the source's log still has: a copy that does not
     *     reach up to it is of no use and is not taken
     * @param closePresent closes the replica's present store; run at most once, on a thread that
     *     may block, when the copy is whole and about to take its place
     * @return the store that was opened on the copy, whose META tells its position. When it fails
     *     and {@code closePresent} was not run, the present store is untouched and in use; when it
     *     was run, the replica has no store until it is opened again
     */
    CompletableFuture<Store> copy(Member source, Position firstAvailable, Runnable closePresent);
}
