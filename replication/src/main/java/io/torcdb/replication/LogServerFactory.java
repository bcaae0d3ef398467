package io.torcdb.replication;

import java.nio.file.Path;

/** Opens the replicated logs of a process. */
public interface LogServerFactory {
    /**
     * Opens the logs of {@code self} that are kept under {@code folder}, which is made if it is not
     * there.
     *
     * @throws ReplicationException when they cannot be opened, with a sentence fit for users
     */
    LogServer open(Member self, Path folder);
}
