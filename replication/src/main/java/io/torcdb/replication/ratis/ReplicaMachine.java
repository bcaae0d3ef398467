package io.torcdb.replication.ratis;

import io.torcdb.replication.Member;
import io.torcdb.replication.Position;
import io.torcdb.replication.StateMachine;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.FileListSnapshotInfo;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replica as Ratis sees it: hands entries, leadership and restores to our {@link StateMachine}.
 *
 * <p>Replay begins above what the machine contained when it was opened, for that is on its disk;
 * what comes again at or below the machine's position is skipped. Ratis counts an entry as applied
 * whose future fails, so an apply that fails throws: that closes the division.
 */
final class ReplicaMachine extends BaseStateMachine {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicaMachine.class);

    private final StateMachine machine;
    private final Turns turns;
    private final Hearing hearing;

    @SuppressWarnings("NullAway.Init") // Ratis calls initialize first
    private volatile RaftServer.Division division;

    private final SnapshotPace pace = new SnapshotPace();
    private final AtomicBoolean failed = new AtomicBoolean();

    /** The machine knows why this replica is closed. */
    private volatile boolean applyFailed;

    /** Up to here the state is durable. */
    private volatile Position durable = Position.NONE;

    /** The term of the configuration entry applied last. */
    private volatile long configurationTerm;

    ReplicaMachine(StateMachine machine, Turns turns, Hearing hearing) {
        this.machine = machine;
        this.turns = turns;
        this.hearing = hearing;
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId group, RaftStorage storage)
            throws IOException {
        super.initialize(server, group, storage);
        division = server.getDivision(group);
        durable = machine.applied();
        setLastAppliedTermIndex(Ids.termIndex(durable));
        getLifeCycle().transition(LifeCycle.State.STARTING);
        getLifeCycle().transition(LifeCycle.State.RUNNING);
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext context) {
        var entry = context.getLogEntry();
        try {
            if (!turns.take(() -> apply(entry))) {
                return CompletableFuture.failedFuture(
                        new IOException("this replica is being closed"));
            }
        } catch (RuntimeException e) {
            applyFailed = true;
            throw e;
        } catch (Error e) { // Ratis would only close the division
            fail(e);
            throw e;
        }
        updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
        return CompletableFuture.completedFuture(Message.EMPTY);
    }

    /** Applies an entry that is new to the machine. */
    private void apply(LogEntryProto entry) {
        if (entry.getIndex() <= machine.applied().index()) {
            return;
        }
        var data = entry.getStateMachineLogEntry().getLogData();
        machine.apply(new Position(entry.getTerm(), entry.getIndex()), data.asReadOnlyByteBuffer());
        if (pace.isDueAfter(data.size())) {
            makeDurable();
        }
    }

    private void makeDurable() {
        durable = machine.snapshot();
        pace.restart();
        purge(durable);
    }

    /** Makes the state durable, purges the log, and returns up to where the state is durable. */
    Position snapshot() {
        if (!turns.take(this::makeDurable)) {
            throw new IllegalStateException("this replica is being closed");
        }
        return durable;
    }

    /** Lets the log forget what is durable here, less a margin. */
    private void purge(Position upTo) {
        if (upTo.index() < 0) {
            return;
        }
        var _ =
                division.getRaftLog()
                        .purge(upTo.index())
                        .whenComplete((_, failure) -> {
                            if (failure != null) {
                                LOG.error("{} cannot purge its log", getGroupId(), failure);
                            }
                        });
    }

    @Override
    public long takeSnapshot() {
        return snapshot().index();
    }

    @Override
    public @Nullable SnapshotInfo getLatestSnapshot() {
        var position = durable;
        return position.index() < 0
                ? null
                : new FileListSnapshotInfo(List.of(), Ids.termIndex(position));
    }

    @Override
    public void notifyConfigurationChanged(
            long term, long index, RaftConfigurationProto configuration) {
        configurationTerm = term;
    }

    /** Follows on the same thread the configuration entry that opens the leader's term. */
    @Override
    public void notifyLeaderReady() {
        hearing.leads();
        var _ = turns.lead(configurationTerm, new DivisionStanding(division));
    }

    @Override
    public void notifyNotLeader(Collection<TransactionContext> pending) {
        turns.lose(() -> LoneVoter.elect(getServer().join(), division));
    }

    @Override
    public void notifyLogFailed(Throwable cause, LogEntryProto entry) {
        fail(cause);
    }

    private void fail(Throwable cause) {
        if (failed.compareAndSet(false, true)) {
            LOG.error("the replica of {} failed", getGroupId(), cause);
            machine.failed(cause);
        }
    }

    @Override
    public CompletableFuture<TermIndex> notifyInstallSnapshotFromLeader(
            RoleInfoProto role, TermIndex firstAvailable) {
        var outcome = new CompletableFuture<Position>();
        var source = Ids.member(role.getFollowerInfo().getLeaderInfo().getId());
        turns.restore(() -> restore(source, Ids.position(firstAvailable)), outcome);
        return outcome.thenApply(Ids::termIndex);
    }

    private CompletableFuture<Position> restore(Member source, Position firstAvailable) {
        LOG.info("{} copies its state from {}", getGroupId(), source);
        hearing.forget();
        return machine.restore(source, firstAvailable)
                .thenApply(position -> {
                    durable = position;
                    return position;
                });
    }

    /** A restored state is about to be taken up; {@link #reinitialize} follows. */
    @Override
    public void pause() {
        getLifeCycle().transition(LifeCycle.State.PAUSING);
        getLifeCycle().transition(LifeCycle.State.PAUSED);
    }

    @Override
    public void reinitialize() {
        getLifeCycle().transition(LifeCycle.State.STARTING);
        setLastAppliedTermIndex(Ids.termIndex(durable));
        getLifeCycle().transition(LifeCycle.State.RUNNING);
    }

    /**
     * The division is closed. Where nobody asked for it and no apply failed, its log did: Ratis
     * tells only of some failures itself. A candidate may have been told that it was removed.
     */
    @Override
    public void close() {
        if (!turns.isClosing() && !applyFailed && !division.getInfo().isCandidate()) {
            fail(new IllegalStateException("Ratis closed the replica of " + getGroupId()));
        }
        turns.closed();
    }
}
