package io.torcdb.control;

import io.torcdb.replication.GroupId;
import io.torcdb.replication.Position;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.replication.StateMachine;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** One replica's log in memory, which does with proposals what a test says. */
public final class TestLog implements ReplicatedLog {
    private final StateMachine machine;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<byte[]> entries = new CopyOnWriteArrayList<>();
    private final Queue<byte[]> held = new ConcurrentLinkedQueue<>();
    private volatile Mode mode = Mode.APPLY;
    private final AtomicLong term = new AtomicLong();
    private volatile boolean proves = true;

    /** What becomes of a proposal. */
    public enum Mode {
        /** It is applied at once. */
        APPLY,
        /** It is said to have failed, and is not in the log. */
        LOSE,
        /** It is said to have failed, and comes into the log later. */
        FAIL_AND_HOLD,
        /** Nothing is said, and it comes into the log later. */
        HOLD
    }

    public TestLog(StateMachine machine) {
        this.machine = machine;
    }

    public void mode(Mode next) {
        mode = next;
    }

    public void proves(boolean does) {
        proves = does;
    }

    /** Returns how many proposals wait to come into the log. */
    public int heldProposals() {
        return held.size();
    }

    public int appliedEntries() {
        return entries.size();
    }

    /** This replica leads in the next term. */
    public void lead() {
        machine.leading(term.incrementAndGet());
    }

    public void stopLeading() {
        machine.notLeading();
    }

    /** An entry of anybody comes into the log. */
    public void append(byte[] entry) {
        lock.lock();
        try {
            entries.add(entry);
            machine.apply(new Position(term.get(), entries.size() - 1L), ByteBuffer.wrap(entry));
        } finally {
            lock.unlock();
        }
    }

    /** What was held comes into the log. */
    public void release() {
        for (var next = held.poll(); next != null; next = held.poll()) {
            append(next);
        }
    }

    @Override
    public GroupId group() {
        return new GroupId(0, 0);
    }

    @Override
    public Status status() {
        var last = entries.size() - 1L;
        return new Status(Role.LEADER, term.get(), OptionalLong.of(1), last, last, List.of());
    }

    @Override
    public void propose(byte[] entry, Consumer<Throwable> onFailure) {
        switch (mode) {
            case APPLY -> append(entry);
            case LOSE -> onFailure.accept(new IllegalStateException("lost by the test"));
            case FAIL_AND_HOLD -> {
                held.add(entry);
                onFailure.accept(new IllegalStateException("failed by the test"));
            }
            case HOLD -> held.add(entry);
        }
    }

    @Override
    public Contact contact() {
        return new Contact(0, true);
    }

    @Override
    public void prove(long ofTerm, int timeoutMillis, Consumer<Boolean> onProof) {
        onProof.accept(proves && ofTerm == term.get());
    }

    @Override
    public CompletableFuture<Void> transferLeadership(OptionalLong member) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Position> snapshot() {
        return CompletableFuture.completedFuture(machine.snapshot());
    }

    @Override
    public void close() {}
}
