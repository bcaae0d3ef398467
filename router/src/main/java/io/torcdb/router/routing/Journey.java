package io.torcdb.router.routing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.model.catalog.GroupInfo;
import io.torcdb.model.catalog.PartitionInfo;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.outcome.Sentences;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.proto.internal.Target;
import io.torcdb.runtime.Network;
import io.torcdb.runtime.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * One request on its way: attempts, one after the other, until it is done, refused for good or out
 * of time. Its steps run on whatever thread brings the last attempt's answer.
 */
final class Journey<R> {
    /** A read waits so long for one node before it asks another. */
    static final long READ_ATTEMPT_NANOS = 1_000_000_000L;

    static final long FIRST_PAUSE_NANOS = 5_000_000L;
    static final long LONGEST_PAUSE_NANOS = 160_000_000L;

    /** What users are told when nothing is known of a write that was sent. */
    static final String UNKNOWN_OUTCOME =
            "The server encountered an internal error trying to fulfill the request.";

    static final String OUT_OF_TIME = "The request could not be served in time. Try again.";
    static final String TOO_BUSY = "The storage node is busy. Try again shortly.";

    private final Routes routes;
    private final TableInfo table;
    private final long token;
    private final Call<R> call;
    private final long deadlineNanos;
    private final Consumer<Outcome<R>> done;
    private final Time time;
    private int attempt;
    private int pauses;
    private long lastNode;
    // Where any replica will do: the group asked last, and which of its nodes could not serve.
    private Optional<GroupInfo> asked = Optional.empty();
    private final List<Long> tried = new ArrayList<>(0);

    Journey(
            Routes routes,
            TableInfo table,
            long token,
            Call<R> call,
            long deadlineNanos,
            Consumer<Outcome<R>> done) {
        this.routes = routes;
        this.table = table;
        this.token = token;
        this.call = call;
        this.deadlineNanos = deadlineNanos;
        this.done = done;
        this.time = routes.platform().time();
    }

    void attempt() {
        long now = time.nanoTime();
        long left = deadlineNanos - now;
        if (left <= 0) {
            finish(new Failure.Unavailable(OUT_OF_TIME, false));
            return;
        }
        Optional<PartitionInfo> partition = routes.locate(table, token);
        Optional<GroupInfo> group =
                partition.flatMap(p -> routes.catalog().image().group(p.group()));
        if (partition.isEmpty() || group.isEmpty()) {
            finish(new Failure.NotFound(Sentences.NOT_FOUND));
            return;
        }
        long node = choose(group.get());
        lastNode = node;
        Optional<Network.Peer> peer = routes.peer(node);
        if (peer.isEmpty()) {
            pause();
            return;
        }
        Target target =
                Target.newBuilder()
                        .setGroup(group.get().id())
                        .setPartition(partition.get().id())
                        .setTable(table.id())
                        .setSchemaVersion(table.schema().version())
                        .setToken(token)
                        .setGroupTime(routes.newestGroupTime())
                        .build();
        NodeHealth health = routes.leaders().health(node);
        health.asked(now);
        peer.get()
                .call(
                        call.method(),
                        call.encode(partition.get(), target),
                        call.changesData() ? left : Math.min(left, READ_ATTEMPT_NANOS),
                        reply -> received(group.get().id(), node, reply));
    }

    private long choose(GroupInfo group) {
        if (call.anyReplica() && group.nodes().size() > 1) {
            asked = Optional.of(group);
            OptionalLong near = routes.nearest().choose(group, tried);
            if (near.isPresent()) {
                tried.add(near.getAsLong());
                return near.getAsLong();
            }
            tried.clear(); // the pause is over: from the beginning
        }
        long node = routes.leaders().choose(group, attempt++, lastNode);
        tried.add(node);
        return node;
    }

    /** Asks another replica at once, if one will do; returns false if none is left. */
    private boolean elsewhere() {
        if (asked.isEmpty() || routes.nearest().choose(asked.get(), tried).isEmpty()) {
            return false;
        }
        attempt();
        return true;
    }

    private void received(long group, long node, Network.Reply reply) {
        NodeHealth health = routes.leaders().health(node);
        switch (reply) {
            case Network.Reply.Answered(ByteString payload) -> {
                health.answered(time.nanoTime());
                answered(group, node, payload);
            }
            case Network.Reply.NotDelivered _ -> {
                health.unreachable(time.nanoTime());
                routes.leaders().leadsNot(group, node, 0);
                if (!elsewhere()) {
                    pause();
                }
            }
            case Network.Reply.Unknown _ -> {
                health.silent();
                if (call.changesData()) {
                    finish(new Failure.Unavailable(UNKNOWN_OUTCOME, true));
                } else if (!elsewhere()) {
                    pause();
                }
            }
        }
    }

    private void answered(long group, long node, ByteString payload) {
        R reply;
        try {
            reply = call.decode(payload);
        } catch (InvalidProtocolBufferException damaged) {
            finish(new Failure.Unavailable(UNKNOWN_OUTCOME, call.changesData()));
            return;
        }
        routes.saw(call.originOf(reply));
        NodeFailure failure = call.failureOf(reply);
        if (failure == null) {
            if (!call.anyReplica()) {
                routes.leaders().leads(group, node);
            }
            done.accept(Outcome.success(reply));
            return;
        }
        refused(group, node, failure);
    }

    private void refused(long group, long node, NodeFailure failure) {
        if (failure.hasNotOwner()) {
            Routes.newerEntry(failure.getNotOwner()).ifPresent(routes::correct);
        }
        if (!failure.hasInvalid() && elsewhere()) {
            return;
        }
        switch (failure.getFailureCase()) {
            case NOT_LEADER -> redirected(group, node, failure.getNotLeader().getLeader());
            case NOT_OWNER -> {
                routes.refreshSoon();
                pause();
            }
            case SCHEMA_VERSION, NOT_READY, FAILURE_NOT_SET -> pause();
            case INVALID -> finish(new Failure.Invalid(failure.getInvalid()));
            case COLLECTION_TOO_LARGE ->
                    finish(new Failure.ItemCollectionTooLarge(failure.getCollectionTooLarge()));
            case BUSY -> finish(new Failure.Throttled(TOO_BUSY));
            case UNKNOWN -> {
                if (call.changesData()) {
                    finish(new Failure.Unavailable(UNKNOWN_OUTCOME, true));
                } else {
                    pause();
                }
            }
        }
    }

    private void redirected(long group, long node, long leader) {
        routes.leaders().leadsNot(group, node, leader);
        if (leader != 0 && leader != node && pauses == 0) {
            pauses = 1;
            attempt();
        } else {
            pause();
        }
    }

    /** Tries again after a pause that grows, within the deadline. */
    private void pause() {
        long pause = Math.min(FIRST_PAUSE_NANOS << Math.min(pauses++, 10), LONGEST_PAUSE_NANOS);
        long jitter = routes.platform().random().nextLong(pause / 2 + 1);
        time.schedule(pause / 2 + jitter, this::attempt);
    }

    private void finish(Failure failure) {
        done.accept(Outcome.refused(failure));
    }
}
