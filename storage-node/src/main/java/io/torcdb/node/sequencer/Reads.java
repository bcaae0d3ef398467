package io.torcdb.node.sequencer;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.node.group.Group;
import io.torcdb.node.group.Rules;
import io.torcdb.node.group.Rules.Rule;
import io.torcdb.node.store.Keys;
import io.torcdb.node.store.Store;
import io.torcdb.node.store.StoredItem;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.proto.internal.RangeReply;
import io.torcdb.proto.internal.RangeRequest;
import io.torcdb.proto.internal.ReadReply;
import io.torcdb.proto.internal.ReadRequest;
import io.torcdb.proto.internal.Target;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.runtime.Time;
import io.torcdb.wire.ExpressionCodec;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads of a replica. A strong one is the leader's: it waits for a round that began after it
 * arrived, then reads applied state, and only then checks that the term is still its own and the
 * token owned and not being given away. An eventual one is served by any replica that heard from
 * its leader lately and has caught up since its start; it, too, checks last that the token is owned
 * here. One whose caller has given up is dropped where it waits. Safe for use by many threads.
 */
final class Reads {
    private static final Logger LOG = LoggerFactory.getLogger(Reads.class);
    private static final String DAMAGED = "the state cannot be read";
    private static final String LATE = "the read waited too long";
    private static final int NANOS_PER_MILLI = 1_000_000;

    /** The term of an eventual read. */
    private static final long ANY_TERM = 0;

    private final Group group;
    private final Rules rules;
    private final ReplicatedLog log;
    private final Leadership leadership;
    private final Time time;
    private final Execution execution;
    private final Admission waiting = new Admission(Limits.WAITING_READS, Long.MAX_VALUE);
    private final Admission blocking = new Admission(Limits.BLOCKING_READS, Long.MAX_VALUE);

    Reads(Group group, ReplicatedLog log, Leadership leadership, Time time, Execution execution) {
        this.group = group;
        this.rules = group.rules();
        this.log = log;
        this.leadership = leadership;
        this.time = time;
        this.execution = execution;
    }

    void read(ReadRequest request, long timeoutNanos, Consumer<ReadReply> answer) {
        var caller =
                new Caller(
                        time.nanoTime() + timeoutNanos,
                        failure ->
                                answer.accept(ReadReply.newBuilder().setFailure(failure).build()));
        begin(
                request.getStrong(),
                caller,
                term -> fetch(request, new Reading(term, request.getTarget(), caller), answer));
    }

    private void fetch(ReadRequest request, Reading reading, Consumer<ReadReply> answer) {
        Target target = request.getTarget();
        byte[] key =
                Keys.item(target.getTable(), target.getToken(), request.getKey()).toByteArray();
        var found = new ArrayList<Optional<byte[]>>(1);
        boolean known;
        try {
            known =
                    group.store()
                            .getFromMemory(
                                    Store.Family.ITEMS,
                                    key,
                                    value -> found.add(Optional.ofNullable(value)));
        } catch (RuntimeException e) {
            reading.broke(e);
            return;
        }
        if (known) {
            tell(request, reading, found.getFirst(), answer);
            return;
        }
        block(
                reading.caller(),
                () -> {
                    Optional<byte[]> value;
                    try {
                        value = Optional.ofNullable(group.store().get(Store.Family.ITEMS, key));
                    } catch (RuntimeException e) {
                        reading.broke(e);
                        return;
                    }
                    tell(request, reading, value, answer);
                });
    }

    private void tell(
            ReadRequest request,
            Reading reading,
            Optional<byte[]> value,
            Consumer<ReadReply> answer) {
        ReadReply.Found found;
        try {
            found = found(request, value);
        } catch (RuntimeException e) {
            reading.broke(e);
            return;
        }
        reading.finish(granted ->
                answer.accept(
                        ReadReply.newBuilder()
                                .setOrigin(Origins.of(group, granted.partition()))
                                .setFound(found)
                                .build()));
    }

    private static ReadReply.Found found(ReadRequest request, Optional<byte[]> value) {
        var found = ReadReply.Found.newBuilder();
        if (value.isPresent()) {
            byte[] stored = StoredItem.check(value.get());
            found.setStoredBytes(StoredItem.itemBytes(stored));
            found.setItem(
                    request.hasProjection()
                            ? project(request.getProjection(), stored)
                            : StoredItem.view(stored));
        }
        return found.build();
    }

    private static ByteString project(ByteString projection, byte[] value) {
        var item = ItemCodec.decode(StoredItem.item(value));
        return UnsafeByteOperations.unsafeWrap(
                ItemCodec.encode(ExpressionCodec.projection(projection).apply(item)));
    }

    void range(RangeRequest request, long timeoutNanos, Consumer<RangeReply> answer) {
        var caller =
                new Caller(
                        time.nanoTime() + timeoutNanos,
                        failure ->
                                answer.accept(RangeReply.newBuilder().setFailure(failure).build()));
        begin(
                request.getStrong(),
                caller,
                term -> {
                    var reading = new Reading(term, request.getTarget(), caller);
                    block(caller, () -> page(request, reading, answer));
                });
    }

    private void page(RangeRequest request, Reading reading, Consumer<RangeReply> answer) {
        // What shapes the page is taken before; whether it was right is checked after.
        switch (Access.to(group, request.getTarget())) {
            case Access.Denied(var failure) -> reading.caller().refuse(failure);
            case Access.Granted granted -> {
                if (!PageReader.isWithin(request, granted.partition())) {
                    reading.caller()
                            .refuse(Failures.notOwner(group.ownership(), request.getTarget()));
                    return;
                }
                if (!PageReader.isKnown(request, granted.table())) {
                    long own = granted.table().schema().getVersion();
                    reading.caller().refuse(Failures.schemaVersion(own));
                    return;
                }
                RangeReply.Page page;
                try {
                    page = new PageReader(request, granted).read(group.store());
                } catch (RuntimeException e) {
                    reading.broke(e);
                    return;
                }
                reading.finish(still ->
                        answer.accept(
                                RangeReply.newBuilder()
                                        .setOrigin(Origins.of(group, still.partition()))
                                        .setPage(page)
                                        .build()));
            }
        }
    }

    /** Checks, and proves where the read is strong, that this replica may serve, and goes on. */
    private void begin(boolean strong, Caller caller, LongConsumer next) {
        if (!strong) {
            var stale = stale(log.contact());
            if (stale.isPresent()) {
                caller.refuse(Failures.notReady(stale.get()));
            } else {
                next.accept(ANY_TERM);
            }
            return;
        }
        OptionalLong serving = leadership.servingTerm();
        if (serving.isEmpty()) {
            caller.refuse(Failures.notLeader(log));
            return;
        }
        long term = serving.getAsLong();
        if (!rules.hold(Rule.PROVE_READ)) {
            next.accept(term);
            return;
        }
        if (!waiting.enter(0)) {
            caller.refuse(Failures.busy("too many reads wait"));
            return;
        }
        log.prove(
                rules.hold(Rule.SAME_TERM) ? term : log.status().term(),
                caller.leftMillis(time.nanoTime()),
                proven -> {
                    waiting.leave(0);
                    if (isLate(caller)) {
                        caller.refuse(Failures.notReady(LATE));
                    } else if (proven) {
                        next.accept(term);
                    } else {
                        caller.refuse(Failures.notLeader(log));
                    }
                });
    }

    /** Returns why this replica may not serve eventual reads. */
    private Optional<String> stale(ReplicatedLog.Contact contact) {
        if (rules.hold(Rule.HEARD_LEADER) && contact.heardNanosAgo() > Limits.HEARD_NANOS) {
            return Optional.of("the replica has not heard from its leader");
        }
        if (rules.hold(Rule.CAUGHT_UP) && !contact.caughtUp()) {
            return Optional.of("the replica has not caught up with its leader yet");
        }
        return Optional.empty();
    }

    private boolean isLate(Caller caller) {
        return time.nanoTime() - caller.deadlineNanos() >= 0;
    }

    private void block(Caller caller, Runnable work) {
        if (!blocking.enter(0)) {
            caller.refuse(Failures.busy("too many reads of the disk"));
            return;
        }
        execution
                .blocking()
                .execute(() -> {
                    try {
                        if (isLate(caller)) {
                            caller.refuse(Failures.notReady(LATE));
                        } else {
                            work.run();
                        }
                    } finally {
                        blocking.leave(0);
                    }
                });
    }

    /** Whoever waits for a read. */
    private record Caller(long deadlineNanos, Consumer<NodeFailure> refusal) {
        void refuse(NodeFailure failure) {
            refusal.accept(failure);
        }

        int leftMillis(long nowNanos) {
            return Math.clamp((deadlineNanos - nowNanos) / NANOS_PER_MILLI, 0, Integer.MAX_VALUE);
        }
    }

    /** One read between its proof and its answer. */
    private final class Reading {
        private final long term;
        private final Target target;
        private final Caller caller;
        private final @Nullable Access early;

        Reading(long term, Target target, Caller caller) {
            this.term = term;
            this.target = target;
            this.caller = caller;
            this.early = rules.hold(Rule.OWN_AFTER) ? null : access();
        }

        Caller caller() {
            return caller;
        }

        /** The store or the request is damaged. */
        void broke(RuntimeException cause) {
            LOG.warn("group {}: a read failed", group.id().group(), cause);
            caller.refuse(Failures.notReady(DAMAGED));
        }

        /** The value is read: says whether it may be told. */
        void finish(Consumer<Access.Granted> tell) {
            switch (early == null ? access() : early) {
                case Access.Denied(var failure) -> caller.refuse(failure);
                case Access.Granted granted -> tell.accept(granted);
            }
        }

        private Access access() {
            if (term != ANY_TERM) {
                OptionalLong now = leadership.servingTerm();
                if (now.isEmpty() || (rules.hold(Rule.SAME_TERM) && now.getAsLong() != term)) {
                    return new Access.Denied(Failures.notLeader(log));
                }
            }
            if (rules.hold(Rule.STOP_READS) && leadership.gives(target.getTable())) {
                return new Access.Denied(Failures.notReady("the table is being taken out"));
            }
            return Access.to(group, target);
        }
    }
}
