package io.torcdb.node.sequencer;

import io.torcdb.replication.GroupId;
import io.torcdb.replication.Position;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.replication.StateMachine;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The log of a group of one, on one thread: entries are applied when they are proposed, or when the
 * test says so.
 */
final class OneReplicaLog implements ReplicatedLog {
    private final StateMachine machine;
    private final ArrayDeque<byte[]> proposed = new ArrayDeque<>();
    private final List<Consumer<Boolean>> proofs = new ArrayList<>();
    private Contact contact = new Contact(0, true);
    private boolean held;
    private boolean broken;
    private boolean applying;
    private long term;
    private long index;
    private int entries;

    OneReplicaLog(StateMachine machine) {
        this.machine = machine;
    }

    void lead(long newTerm) {
        term = newTerm;
        index++; // the entry that a leader begins with
        machine.leading(newTerm);
    }

    /** The next proposal breaks whoever makes it, who then gives up leadership: the log goes on. */
    void breakSequencer() {
        broken = true;
    }

    /** It leads no longer. */
    void follow() {
        machine.notLeading();
    }

    /** From here on entries and proofs wait for {@link #release}. */
    void hold() {
        held = true;
    }

    /** Applies and proves what waits, and whatever comes. */
    void release() {
        held = false;
        applyAll();
        List<Consumer<Boolean>> waiting = List.copyOf(proofs);
        proofs.clear();
        waiting.forEach(proof -> proof.accept(true));
    }

    /** Loses the entries that wait. */
    void forget() {
        proposed.clear();
    }

    /** Proves what waits, and applies nothing. */
    void proveOnly() {
        List<Consumer<Boolean>> waiting = List.copyOf(proofs);
        proofs.clear();
        waiting.forEach(proof -> proof.accept(true));
    }

    /** Returns how many entries were proposed. */
    int entries() {
        return entries;
    }

    private void applyAll() {
        if (applying) {
            return;
        }
        applying = true;
        while (!held && !proposed.isEmpty()) {
            machine.apply(new Position(term, index++), ByteBuffer.wrap(proposed.remove()));
        }
        applying = false;
    }

    @Override
    public GroupId group() {
        return new GroupId(1, 1);
    }

    @Override
    public Status status() {
        return new Status(Role.LEADER, term, OptionalLong.of(1), index, index, List.of());
    }

    @Override
    public void propose(byte[] entry, Consumer<Throwable> onFailure) {
        if (broken) {
            throw new IllegalStateException("broken by the test");
        }
        entries++;
        proposed.add(entry);
        applyAll();
    }

    /** From here on it is as near its leader as this. */
    void near(Contact next) {
        contact = next;
    }

    @Override
    public Contact contact() {
        return contact;
    }

    @Override
    public void prove(long ofTerm, int timeoutMillis, Consumer<Boolean> onProof) {
        if (held) {
            proofs.add(onProof);
        } else {
            onProof.accept(ofTerm == term);
        }
    }

    @Override
    public CompletableFuture<Void> transferLeadership(OptionalLong member) {
        if (!broken) {
            throw new AssertionError("the sequencer gave up");
        }
        broken = false;
        machine.notLeading();
        lead(term + 1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Position> snapshot() {
        return CompletableFuture.completedFuture(machine.snapshot());
    }

    @Override
    public void close() {}
}
