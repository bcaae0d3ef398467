package io.torcdb.replication;

import java.util.List;
import java.util.Optional;

/**
 * The replicated logs that one process takes part in. Safe for use by many threads; the methods may
 * block for disk and must not be called from a state machine.
 */
public interface LogServer extends AutoCloseable {
    /** Returns this server's id and the address that its logs listen at. */
    Member self();

    /**
     * Opens this server's replica of {@code group}: continues from its folder where there is one,
     * else begins with an empty log and {@code members}, to which it belongs.
     *
     * @throws ReplicationException when it cannot be opened, with a sentence fit for users
     */
    ReplicatedLog open(GroupId group, List<Member> members, StateMachine machine);

    /** Returns the open replica of {@code group}. */
    Optional<ReplicatedLog> find(GroupId group);

    /** Closes all replicas in order; pending proposals fail. */
    @Override
    void close();
}
