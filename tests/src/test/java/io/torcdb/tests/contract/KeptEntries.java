package io.torcdb.tests.contract;

import io.torcdb.replication.Member;
import io.torcdb.replication.Position;
import io.torcdb.replication.StateMachine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A state machine whose state is the list of its entries. It notes what it is told and whatever the
 * contract forbids: two calls at once, a call during a restore, an entry out of order.
 */
final class KeptEntries implements StateMachine {
    private final Disk disk;
    private final Function<Member, KeptEntries> others;
    private final AtomicReference<String> running = new AtomicReference<>("");
    private final List<Entry> entries;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<Long> ledTerms = new CopyOnWriteArrayList<>();
    private final List<Position> restoredFrom = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private volatile long leading;
    private final AtomicInteger losses = new AtomicInteger();
    private final AtomicInteger handedOver = new AtomicInteger();
    private volatile Predicate<Entry> poison = _ -> false;

    /**
     * Takes up the state on {@code disk}.
     *
     * @param others finds the state machine of another member, to copy from
     */
    KeptEntries(Disk disk, Function<Member, KeptEntries> others) {
        this.disk = disk;
        this.others = others;
        this.entries = new CopyOnWriteArrayList<>(disk.entries);
    }

    @Override
    public Position applied() {
        return entries.isEmpty() ? Position.NONE : entries.getLast().at();
    }

    @Override
    public void apply(Position at, ByteBuffer bytes) {
        alone(
                "apply",
                () -> {
                    if (at.index() <= applied().index() || at.term() < applied().term()) {
                        faults.add(at + " applied after " + applied());
                    }
                    var copy = new byte[bytes.remaining()];
                    bytes.get(copy);
                    var entry = new Entry(at, ByteBuffer.wrap(copy));
                    if (poison.test(entry)) {
                        throw new IllegalStateException("poisoned " + at);
                    }
                    handedOver.incrementAndGet();
                    entries.add(entry);
                });
    }

    @Override
    public void leading(long term) {
        alone(
                "leading",
                () -> {
                    if (leading != 0) {
                        faults.add("leading " + term + " while leading " + leading);
                    }
                    leading = term;
                    ledTerms.add(term);
                });
    }

    @Override
    public void notLeading() {
        alone(
                "notLeading",
                () -> {
                    leading = 0;
                    losses.incrementAndGet();
                });
    }

    @Override
    public Position snapshot() {
        alone("snapshot", () -> disk.entries = List.copyOf(entries));
        return applied();
    }

    @Override
    public CompletableFuture<Position> restore(Member source, Position firstAvailable) {
        begin("restore");
        return CompletableFuture.supplyAsync(() -> {
            disk.entries = List.copyOf(others.apply(source).entries);
            entries.clear();
            entries.addAll(disk.entries);
            restoredFrom.add(firstAvailable);
            end();
            return applied();
        });
    }

    @Override
    public void failed(Throwable cause) {
        failures.add(cause);
    }

    private void alone(String call, Runnable body) {
        begin(call);
        try {
            body.run();
        } finally {
            end();
        }
    }

    private void begin(String call) {
        var other = running.getAndSet(call);
        if (!other.isEmpty()) {
            faults.add(call + " during " + other);
        }
    }

    private void end() {
        running.set("");
    }

    /** Makes the apply of some entries fail. */
    void poison(Predicate<Entry> poison) {
        this.poison = poison;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    int size() {
        return entries.size();
    }

    boolean has(byte[] bytes) {
        var wanted = ByteBuffer.wrap(bytes);
        return entries.stream().anyMatch(entry -> entry.bytes().equals(wanted));
    }

    /** Returns how many entries were handed over, which is fewer than there are after a restart. */
    int handedOver() {
        return handedOver.get();
    }

    /** Returns the term it was told to lead in; 0 when it does not lead. */
    long leading() {
        return leading;
    }

    List<Long> ledTerms() {
        return new ArrayList<>(ledTerms);
    }

    int losses() {
        return losses.get();
    }

    List<Position> restoredFrom() {
        return new ArrayList<>(restoredFrom);
    }

    List<Throwable> failures() {
        return new ArrayList<>(failures);
    }

    List<String> faults() {
        return new ArrayList<>(faults);
    }

    /** What survives a restart. */
    static final class Disk {
        private volatile List<Entry> entries = List.of();

        List<Entry> entries() {
            return entries;
        }
    }

    /** An applied entry. */
    record Entry(Position at, ByteBuffer bytes) {}
}
