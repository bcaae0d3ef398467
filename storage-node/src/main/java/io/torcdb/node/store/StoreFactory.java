package io.torcdb.node.store;

import java.nio.file.Path;

/**
 * Opens the stores of one node, which share its memory and its background threads. Safe for use by
 * many threads.
 */
public interface StoreFactory extends AutoCloseable {
    /**
     * Opens the store in {@code folder}, which is made if it is not there.
     *
     * @throws StoreException when it cannot be opened, with a sentence fit for users
     */
    Store open(Path folder);

    /** Frees what the stores share; they must be closed before. */
    @Override
    void close();
}
