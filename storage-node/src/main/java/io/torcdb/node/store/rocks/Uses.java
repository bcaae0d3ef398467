package io.torcdb.node.store.rocks;

import io.torcdb.node.store.StoreException;
import java.util.concurrent.locks.StampedLock;

/**
 * Counts who is inside native code, because entering it after the database is closed would end the
 * process. An entry may be left by another thread than the one that made it.
 */
final class Uses {
    private final StampedLock lock = new StampedLock();
    private volatile boolean closing;

    /**
     * Enters; {@link #leave} must follow with what this returns.
     *
     * @throws StoreException when it is closed, or about to be
     */
    long enter() {
        // The lock is only ever held for writing by close, so a refusal means closed. Not a plain
        // read lock: it would queue behind a close that waits for this very thread's cursor.
        var entry = closing ? 0 : lock.tryReadLock();
        if (entry == 0) {
            throw new StoreException("The store is closed.", new IllegalStateException());
        }
        return entry;
    }

    void leave(long entry) {
        lock.unlockRead(entry);
    }

    /** Lets nobody in any more and waits until all have left; returns false when repeated. */
    boolean close() {
        if (closing) {
            return false;
        }
        closing = true;
        var _ = lock.writeLock();
        return true;
    }
}
