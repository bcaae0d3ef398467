package io.torcdb.node.group;

import com.google.protobuf.CodedInputStream;
import io.torcdb.node.group.GroupListener.Effect;
import io.torcdb.node.group.Rules.Rule;
import io.torcdb.node.store.Keys;
import io.torcdb.node.store.Store;
import io.torcdb.node.store.Store.Family;
import io.torcdb.proto.internal.Entry;
import io.torcdb.replication.GroupId;
import io.torcdb.replication.Member;
import io.torcdb.replication.Position;
import io.torcdb.replication.StateMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One replica of a group: the state machine over a {@link Store}. An entry is void, on every
 * replica alike, unless the term of its epoch is that of its log entry and its epoch and sequence
 * are those that come next; what is not void is written in one batch with the head. The queries may
 * be used by many threads and show what is in the store already.
 */
public final class Group implements StateMachine {
    /** The format of entries that this version writes; older ones keep their meaning. */
    public static final int ENTRY_FORMAT = 1;

    private final GroupId id;
    private final StateCopies copies;
    private final Consumer<Throwable> onFailure;
    private final Rules rules;
    private volatile Store store;
    private volatile Head head;
    private volatile Ownership ownership;
    private volatile GroupListener listener = new Unheard();

    /**
     * Opens the replica on what its store holds.
     *
     * @param onFailure told when the log has failed and the process must stop
     */
    public Group(GroupId id, Store store, StateCopies copies, Consumer<Throwable> onFailure) {
        this(id, store, copies, onFailure, Rules.ALL);
    }

    Group(GroupId id, Store store, StateCopies copies, Consumer<Throwable> onFailure, Rules rules) {
        this.id = id;
        this.copies = copies;
        this.onFailure = onFailure;
        this.rules = rules;
        this.store = store;
        this.head = loadHead(store);
        this.ownership = Ownership.load(store);
    }

    /** Returns the group's id. */
    public GroupId id() {
        return id;
    }

    /** Returns the rules that hold. */
    public Rules rules() {
        return rules;
    }

    /** Returns the store; a restore replaces it. */
    public Store store() {
        return store;
    }

    /** Returns how far this replica is. */
    public Head head() {
        return head;
    }

    /** Returns what the group owns. */
    public Ownership ownership() {
        return ownership;
    }

    /** Sets who is told; before the replica's log is opened. */
    public void listen(GroupListener next) {
        listener = next;
    }

    @Override
    public Position applied() {
        return head.applied();
    }

    @Override
    public void apply(Position at, ByteBuffer bytes) {
        Entry entry = parse(bytes);
        var epoch = new Epoch(entry.getTerm(), entry.getAttempt());
        Head before = head;
        boolean opening = entry.getBodyCase() == Entry.BodyCase.OPENING;
        Effect effect =
                !isValid(before, at, entry, epoch)
                        ? Effect.VOID
                        : opening ? Effect.OPENED : Effect.APPLIED;
        long time = Math.max(before.groupTime(), entry.getGroupTime());
        Head after =
                switch (effect) {
                    case VOID ->
                            new Head(at, before.epoch(), before.nextSequence(), before.groupTime());
                    case OPENED -> new Head(at, epoch, 0, time);
                    case APPLIED -> new Head(at, before.epoch(), entry.getSequence() + 1, time);
                };
        try (Store.Batch batch = store.batch()) {
            var change = new Change(ownership, batch);
            if (effect == Effect.APPLIED) {
                change.apply(entry);
            }
            batch.put(Family.META, Keys.head(), after.encode());
            if (change.narrows()) {
                // Before the items vanish: who finds them missing must not find them owned.
                ownership = change.after();
            }
            store.write(batch);
            head = after;
            change.publishCounters();
            ownership = change.after();
        }
        listener.applied(epoch, entry.getSequence(), effect);
    }

    private boolean isValid(Head before, Position at, Entry entry, Epoch epoch) {
        if (rules.hold(Rule.TERM_RULE) && epoch.term() != at.term()) {
            return false;
        }
        if (entry.getBodyCase() == Entry.BodyCase.OPENING) {
            return !rules.hold(Rule.OPEN_NEWER) || epoch.isAbove(before.epoch());
        }
        return (!rules.hold(Rule.NEWEST_RULE) || epoch.equals(before.epoch()))
                && (!rules.hold(Rule.SEQ_RULE) || entry.getSequence() == before.nextSequence());
    }

    @Override
    public void leading(long term) {
        listener.leading(term);
    }

    @Override
    public void notLeading() {
        listener.notLeading();
    }

    @Override
    public Position snapshot() {
        Position durable = head.applied();
        store.flush();
        return durable;
    }

    @Override
    public CompletableFuture<Position> restore(Member source, Position firstAvailable) {
        return copies.copy(source, firstAvailable, store::close).thenApply(this::adopt);
    }

    private Position adopt(Store copy) {
        store = copy;
        head = loadHead(copy);
        ownership = Ownership.load(copy);
        listener.replaced();
        return head.applied();
    }

    @Override
    public void failed(Throwable cause) {
        onFailure.accept(cause);
    }

    private static Head loadHead(Store store) {
        byte[] row = store.get(Family.META, Keys.head());
        return row == null ? Head.START : Head.decode(row);
    }

    private static Entry parse(ByteBuffer bytes) {
        try {
            var in = CodedInputStream.newInstance(bytes);
            in.enableAliasing(true); // the parts are copied into the batch before apply returns
            Entry entry = Entry.parseFrom(in);
            if (entry.getFormat() != ENTRY_FORMAT) {
                throw new IllegalStateException("an entry of an unknown format");
            }
            return entry;
        } catch (IOException e) {
            throw new UncheckedIOException("a log entry cannot be read", e);
        }
    }

    /** Stands in until there is a listener. */
    private static final class Unheard implements GroupListener {
        @Override
        public void applied(Epoch epoch, long sequence, Effect effect) {}

        @Override
        public void leading(long term) {
            throw new IllegalStateException("a group without a listener cannot lead");
        }

        @Override
        public void notLeading() {}

        @Override
        public void replaced() {}
    }
}
