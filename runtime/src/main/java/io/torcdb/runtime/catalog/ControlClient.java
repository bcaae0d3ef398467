package io.torcdb.runtime.catalog;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.proto.internal.ControlFailure;
import io.torcdb.proto.internal.HeartbeatReply;
import io.torcdb.proto.internal.Method;
import io.torcdb.runtime.Network.Reply;
import io.torcdb.runtime.Platform;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Calls the leader of the control plane, wherever it is: follows the hints of the others, goes past
 * those that are down, and waits while there is none. Blocks the calling thread, which should be a
 * virtual one. Safe for use by many threads.
 */
public final class ControlClient {
    /** How long one control plane may take before a repeatable call goes to another. */
    private static final long ATTEMPT_NANOS = 2_000_000_000L;

    private static final long SHORTEST_PAUSE_NANOS = 20_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 500_000_000L;

    private final Platform platform;
    private final List<String> addresses;

    /** Where the leader answered last, or should be. */
    private volatile String leader;

    /**
     * @param addresses of all control planes, {@code host:port}
     */
    public ControlClient(Platform platform, List<String> addresses) {
        this.platform = platform;
        this.addresses = List.copyOf(addresses);
        this.leader = this.addresses.getFirst();
    }

    /**
     * Calls the leader, and calls again until it answers with anything but {@code not_leader} or
     * {@code unavailable}, or the time is over. A call that may change the catalog and whose fate
     * is unknown is not repeated, unless its repetition changes nothing.
     *
     * @return the leader's reply, or what the last attempts came to
     */
    public Reply call(Method method, ByteString request, long timeoutNanos) {
        var attemptNanos = repeatable(method) ? ATTEMPT_NANOS : timeoutNanos;
        return call(method, request, timeoutNanos, attemptNanos);
    }

    /** As {@link #call}, where one control plane may take {@code attemptNanos}. */
    Reply call(Method method, ByteString request, long timeoutNanos, long attemptNanos) {
        var deadline = platform.time().nanoTime() + timeoutNanos;
        var pause = SHORTEST_PAUSE_NANOS;
        Reply last = new Reply.NotDelivered("the control plane was not reached in time");
        for (int attempt = 1; ; attempt++) {
            var left = deadline - platform.time().nanoTime();
            if (left <= 0) {
                return last;
            }
            var address = leader;
            var reply = once(address, method, request, Math.min(left, attemptNanos));
            var next = next(address, reply);
            if (next.isEmpty() || (reply instanceof Reply.Unknown && !repeatable(method))) {
                return reply;
            }
            // Of all that was tried, what may have been done must not be forgotten.
            last = last instanceof Reply.Unknown ? last : inTheEnd(reply);
            leader = next;
            if (attempt >= addresses.size() || next.equals(address)) {
                if (!pause(Math.min(pause, deadline - platform.time().nanoTime()))) {
                    return last;
                }
                pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
            }
        }
    }

    /** Returns what is told of an attempt after which nobody else is asked. */
    private static Reply inTheEnd(Reply reply) {
        return reply instanceof Reply.Answered(var payload) && failureOf(payload).hasNotLeader()
                ? new Reply.NotDelivered("no control plane leads now")
                : reply;
    }

    /** Returns whom to ask after {@code reply} from {@code address}; empty when it is final. */
    private String next(String address, Reply reply) {
        return switch (reply) {
            case Reply.NotDelivered _, Reply.Unknown _ -> after(address);
            case Reply.Answered(var payload) -> {
                var failure = failureOf(payload);
                yield switch (failure.getFailureCase()) {
                    case NOT_LEADER -> {
                        var hint = failure.getNotLeader();
                        yield hint.isEmpty() || hint.equals(address) ? after(address) : hint;
                    }
                    case UNAVAILABLE -> address;
                    case INVALID,
                            NOT_FOUND,
                            IN_USE,
                            LIMIT_EXCEEDED,
                            UNKNOWN,
                            REFUSED,
                            FAILURE_NOT_SET ->
                            "";
                };
            }
        };
    }

    private Reply once(String address, Method method, ByteString request, long timeoutNanos) {
        var reply = new CompletableFuture<Reply>();
        platform.network()
                .peer(address)
                .call(method, request, timeoutNanos, answer -> reply.complete(answer));
        return reply.join(); // the network answers each call once, in time
    }

    private String after(String address) {
        return addresses.get((addresses.indexOf(address) + 1) % addresses.size());
    }

    private boolean pause(long nanos) {
        try {
            platform.time().sleep(Math.max(0, nanos));
            return true;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns why the control plane did not do it: each of its replies says so in field 1. */
    private static ControlFailure failureOf(ByteString payload) {
        try {
            return HeartbeatReply.parseFrom(payload).getFailure();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a reply of the control plane that is none", e);
        }
    }

    private static boolean repeatable(Method method) {
        return method != Method.CONTROL_CREATE_TABLE
                && method != Method.CONTROL_CHANGE_TABLE
                && method != Method.CONTROL_DELETE_TABLE;
    }
}
