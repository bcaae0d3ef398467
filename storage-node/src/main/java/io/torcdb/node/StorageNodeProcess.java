package io.torcdb.node;

import io.torcdb.node.store.StoreFactory;
import io.torcdb.replication.LogServerFactory;
import io.torcdb.runtime.Platform;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Wires one storage node by hand; the only class in this module that knows every room. */
public final class StorageNodeProcess implements AutoCloseable {
    private StorageNodeProcess() {}

    /**
     * Starts a node and returns while it still registers; {@link #notReady} tells when it serves.
     *
     * @param stores owned by the process from here on
     * @param fatal told, once, why the node cannot go on (a failed log, a final refusal); it then
     *     must be closed, and its JVM should end
     * @throws IOException when the data folder or the port cannot be had, with a sentence for users
     */
    public static StorageNodeProcess start(
            StorageNodeConfig config,
            Platform platform,
            LogServerFactory logs,
            StoreFactory stores,
            Consumer<String> fatal)
            throws IOException {
        if (config.listenPort() < 0) {
            throw new IOException("not there yet");
        }
        return new StorageNodeProcess();
    }

    /** Returns the address under which others reach this node, {@code host:port}. */
    public String address() {
        return "";
    }

    /** Returns why the node is not ready; empty when it is. */
    public List<String> notReady() {
        return List.of("starting");
    }

    /** Stops serving, makes all state durable, and frees everything. */
    @Override
    public void close() {}
}
