package io.torcdb.node.sequencer;

import io.torcdb.node.group.Group;
import io.torcdb.proto.internal.RangeReply;
import io.torcdb.proto.internal.RangeRequest;
import io.torcdb.proto.internal.ReadReply;
import io.torcdb.proto.internal.ReadRequest;
import io.torcdb.proto.internal.TableReply;
import io.torcdb.proto.internal.TableRequest;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.proto.internal.WriteRequest;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.runtime.Time;
import java.util.ArrayList;
import java.util.function.Consumer;

/**
 * What a replica does for requests. Each call is answered exactly once, on any thread, also on the
 * calling one; nothing blocks. Safe for use by many threads. Made before the log is opened, so that
 * nothing the log tells is missed; serves from {@link #start}.
 */
public final class GroupService implements AutoCloseable {
    private final Group group;
    private final ReplicatedLog log;

    /** Makes the service of {@code group} and listens to it. */
    public GroupService(Group group, Time time, Execution execution) {
        throw new UnsupportedOperationException();
    }

    /** Begins to serve on {@code log}, the replica that was opened with the group. */
    public void start(ReplicatedLog opened) {}

    /** Takes a write. */
    public void write(WriteRequest request, long timeoutNanos, Consumer<WriteReply> answer) {}

    /** Takes a read of one item. */
    public void read(ReadRequest request, long timeoutNanos, Consumer<ReadReply> answer) {}

    /** Takes one page of a range. */
    public void range(RangeRequest request, long timeoutNanos, Consumer<RangeReply> answer) {}

    /** Takes a change of what the group owns. */
    public void table(TableRequest request, long timeoutNanos, Consumer<TableReply> answer) {}

    /** Returns this replica as it is now. */
    public GroupReport report() {
        var epoch = group.head().epoch();
        return new GroupReport(
                group.id().group(),
                log.status(),
                epoch.term(),
                epoch.attempt(),
                false,
                group.head().groupTime(),
                group.store().sizeBytes(),
                new ArrayList<>(group.ownership().partitions()));
    }

    /** Stops serving; what is undecided is answered: it may have been applied. */
    @Override
    public void close() {}
}
