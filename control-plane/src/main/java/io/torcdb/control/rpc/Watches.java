package io.torcdb.control.rpc;

import com.google.protobuf.ByteString;
import io.torcdb.control.catalog.CatalogMachine;
import io.torcdb.control.catalog.CatalogProposer;
import io.torcdb.control.membership.Heartbeats;
import io.torcdb.proto.internal.ControlFailure;
import io.torcdb.proto.internal.WatchReply;
import io.torcdb.proto.internal.WatchRequest;
import io.torcdb.runtime.Monitor;
import io.torcdb.runtime.Platform;
import io.torcdb.wire.CatalogCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The long polls of those who follow the catalog. A poll is answered when the catalog is newer than
 * what its caller has, when another node leads a group, when this control plane no longer leads, or
 * when its wait is over. One thread answers them all; nothing blocks the log's thread.
 */
final class Watches implements AutoCloseable {
    private static final int MAX_WAITING = 4_096;
    private static final long LONGEST_WAIT_NANOS = 60_000_000_000L;

    private final CatalogMachine machine;
    private final CatalogProposer proposer;
    private final Heartbeats heartbeats;
    private final Supplier<ControlFailure> notLeader;
    private final Platform platform;
    private final Monitor monitor;

    // Guarded by the monitor.
    private List<Waiting> waiting = new ArrayList<>();
    private long leadersVersion;
    private boolean closed;

    private record Waiting(
            long version, long leadersVersion, long deadline, Consumer<ByteString> answer) {}

    Watches(
            CatalogProposer proposer,
            Heartbeats heartbeats,
            Supplier<ControlFailure> notLeader,
            Platform platform) {
        this.machine = proposer.machine();
        this.proposer = proposer;
        this.heartbeats = heartbeats;
        this.notLeader = notLeader;
        this.platform = platform;
        this.monitor = new Monitor(platform.time());
    }

    void start() {
        machine.onChange(monitor::changed);
        platform.threads().newThread(this::run).start();
    }

    /** Takes a poll. */
    void watch(WatchRequest request, Consumer<ByteString> answer) {
        var cluster = machine.image().clusterId();
        if (request.getClusterId() != 0 && cluster != 0 && request.getClusterId() != cluster) {
            answer.accept(failed(Failures.refused("The catalog is that of another cluster.")));
        } else if (machine.leadingTerm() == 0) {
            answer.accept(failed(notLeader.get()));
        } else if (request.getWaitMillis() == 0) {
            refresh(request.getVersion(), answer);
        } else {
            await(request, answer);
        }
    }

    /** Another node leads a group. */
    void leadersChanged() {
        monitor.lock();
        try {
            leadersVersion++;
            monitor.changed();
        } finally {
            monitor.unlock();
        }
    }

    @Override
    public void close() {
        List<Waiting> left;
        monitor.lock();
        try {
            closed = true;
            left = waiting;
            waiting = List.of();
            monitor.changed();
        } finally {
            monitor.unlock();
        }
        // Those who wait must turn to the next leader at once.
        var stopped = failed(ControlFailure.newBuilder().setNotLeader("").build());
        left.forEach(poll -> poll.answer().accept(stopped));
    }

    /** Answers what is proved to be the newest catalog. */
    private void refresh(long version, Consumer<ByteString> answer) {
        proposer.prove(proved ->
                platform.threads()
                        .newThread(() ->
                                answer.accept(proved ? news(version) : failed(notLeader.get())))
                        .start());
    }

    private void await(WatchRequest request, Consumer<ByteString> answer) {
        var wait = Math.min(request.getWaitMillis() * 1_000_000L, LONGEST_WAIT_NANOS);
        var deadline = platform.time().nanoTime() + wait;
        monitor.lock();
        try {
            if (!closed && waiting.size() < MAX_WAITING) {
                waiting.add(new Waiting(request.getVersion(), leadersVersion, deadline, answer));
                monitor.changed();
                return;
            }
        } finally {
            monitor.unlock();
        }
        answer.accept(failed(Failures.unavailable("Too many wait for the catalog.")));
    }

    private void run() {
        var due = awaitDue();
        while (!due.isEmpty()) {
            // Most callers have the same version, so most answers are the same.
            var answers = new TreeMap<Long, ByteString>();
            var leads = machine.leadingTerm() != 0;
            for (var poll : due) {
                poll.answer()
                        .accept(
                                leads
                                        ? answers.computeIfAbsent(poll.version(), this::news)
                                        : failed(notLeader.get()));
            }
            due = awaitDue();
        }
    }

    /** Waits until polls are due and takes them; none when this is closed. */
    private List<Waiting> awaitDue() {
        monitor.lock();
        try {
            while (!closed && !Thread.currentThread().isInterrupted()) {
                var left = new ArrayList<Waiting>(waiting.size());
                var due = new ArrayList<Waiting>();
                var now = platform.time().nanoTime();
                var next = LONGEST_WAIT_NANOS;
                for (var poll : waiting) {
                    if (isDue(poll, now)) {
                        due.add(poll);
                    } else {
                        left.add(poll);
                        next = Math.min(next, poll.deadline() - now);
                    }
                }
                waiting = left;
                if (!due.isEmpty()) {
                    return due;
                }
                awaitChange(next);
            }
            return List.of();
        } finally {
            monitor.unlock();
        }
    }

    private void awaitChange(long nanos) {
        var version = machine.image().version();
        var term = machine.leadingTerm();
        var leaders = leadersVersion;
        var count = waiting.size();
        monitor.await(
                () ->
                        closed
                                || machine.image().version() != version
                                || machine.leadingTerm() != term
                                || leadersVersion != leaders
                                || waiting.size() != count,
                nanos);
    }

    private boolean isDue(Waiting poll, long now) {
        return machine.image().version() > poll.version()
                || poll.leadersVersion() != leadersVersion
                || poll.deadline() - now <= 0
                || machine.leadingTerm() == 0;
    }

    /** Returns what is new to one who has {@code version}. */
    private ByteString news(long version) {
        var reply = WatchReply.newBuilder();
        heartbeats.leaders().forEach((group, node) -> reply.addLeaders(group).addLeaders(node));
        var image = machine.image();
        if (image.version() > version) {
            var changes = machine.changesSince(version);
            if (version == 0 || changes.isEmpty()) {
                reply.setImage(CatalogCodec.encode(image));
            } else {
                changes.get().forEach(change -> reply.addChanges(CatalogCodec.encode(change)));
            }
        }
        return reply.build().toByteString();
    }

    private static ByteString failed(ControlFailure failure) {
        return WatchReply.newBuilder().setFailure(failure).build().toByteString();
    }
}
