package io.torcdb.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.replication.GroupId;
import io.torcdb.replication.LogServer;
import io.torcdb.replication.LogServerFactory;
import io.torcdb.replication.Member;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.tests.contract.KeptEntries.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A group on a few log servers of one JVM, each with a disk that survives its stop. */
final class LogCluster implements AutoCloseable {
    static final GroupId GROUP = new GroupId(11, 0);

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final LogServerFactory factory;
    private final Path folder;
    private final List<Node> nodes = new ArrayList<>();
    private final List<KeptEntries> past = new ArrayList<>();
    private final List<Proposal> proposals = new CopyOnWriteArrayList<>();

    LogCluster(LogServerFactory factory, Path folder, int size) {
        this.factory = factory;
        this.folder = folder;
        for (var id = 1L; id <= size; id++) {
            nodes.add(new Node(new Member(id, "127.0.0.1:" + freePort())));
        }
    }

    void start() {
        nodes.forEach(node -> start(node.member.id()));
    }

    void start(long id) {
        var node = node(id);
        node.machine = new KeptEntries(node.disk, this::machineOf);
        var server = factory.open(node.member, folder.resolve(Long.toString(id)));
        node.server = Optional.of(server);
        var _ = server.open(GROUP, members(), node.machine);
    }

    void stop(long id) {
        var node = node(id);
        node.server.orElseThrow().close();
        node.server = Optional.empty();
        past.add(node.machine);
    }

    void stop() {
        running().forEach(node -> stop(node.member.id()));
    }

    List<Member> members() {
        return nodes.stream().map(node -> node.member).toList();
    }

    LogServer server(long id) {
        return node(id).server.orElseThrow();
    }

    KeptEntries machine(long id) {
        return node(id).machine;
    }

    KeptEntries machineOf(Member member) {
        return machine(member.id());
    }

    Disk disk(long id) {
        return node(id).disk;
    }

    ReplicatedLog log(long id) {
        return server(id).find(GROUP).orElseThrow();
    }

    private Node node(long id) {
        return nodes.get((int) id - 1);
    }

    private List<Node> running() {
        return nodes.stream().filter(node -> node.server.isPresent()).toList();
    }

    /** Waits for a leader and returns its id. */
    long leader() {
        until("a leader", () -> leaderNow() != 0);
        return leaderNow();
    }

    /** Returns the running server that leads in the highest term; 0 when none does. */
    private long leaderNow() {
        return running().stream()
                .filter(node -> node.machine.leading() != 0)
                .max(Comparator.comparingLong(node -> node.machine.leading()))
                .map(node -> node.member.id())
                .orElse(0L);
    }

    long followerOf(long leader) {
        return running().stream()
                .map(node -> node.member.id())
                .filter(id -> id != leader)
                .findFirst()
                .orElseThrow();
    }

    /** Proposes and notes what becomes of it. */
    Proposal propose(long id, byte[] entry) {
        var proposal = new Proposal();
        proposals.add(proposal);
        log(id).propose(entry, proposal.failures::add);
        return proposal;
    }

    /** Proposes at the leader, a few at a time, until all are applied there. */
    void write(long leader, List<byte[]> entries) {
        var machine = machine(leader);
        var before = machine.size();
        for (var i = 0; i < entries.size(); i++) {
            var pending = i - ReplicatedLog.MAX_PENDING / 2;
            until("room", () -> machine.size() - before > pending);
            var _ = propose(leader, entries.get(i));
        }
        until("all applied", () -> machine.size() - before >= entries.size());
    }

    /** Adds at least {@code count} entries, whoever leads and however often that changes. */
    void fill(int count, int bytes) {
        var end = machine(leader()).size() + count;
        while (machine(leader()).size() < end) {
            var leader = leader();
            var machine = machine(leader);
            var before = machine.size();
            var batch = new ArrayList<Proposal>();
            for (var i = 0; i < ReplicatedLog.MAX_PENDING / 2; i++) {
                batch.add(propose(leader, new byte[bytes]));
            }
            until(
                    "the batch is decided",
                    () ->
                            machine.size() - before >= batch.size()
                                    || batch.stream().anyMatch(Proposal::failed));
        }
    }

    /** Waits until the running servers have applied the same. */
    void untilAllAgree() {
        until(
                "all agree",
                () ->
                        running().stream().map(node -> node.machine.applied()).distinct().count()
                                == 1);
        var entries = running().stream().map(node -> node.machine.entries()).toList();
        assertThat(entries).allSatisfy(each -> assertThat(each).isEqualTo(entries.getFirst()));
    }

    static void until(String what, BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting for " + what).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Stops what runs and checks what must hold of every run. */
    @Override
    public void close() {
        stop();
        assertThat(past).allSatisfy(machine -> assertThat(machine.faults()).isEmpty());
        assertThat(past).allSatisfy(machine -> assertThat(machine.leading()).isZero());
        assertThat(past).allSatisfy(machine -> assertThat(machine.failures()).hasSizeLessThan(2));
        assertThat(proposals)
                .allSatisfy(proposal -> assertThat(proposal.failures).hasSizeLessThan(2));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server's place, whether it runs or not. */
    private static final class Node {
        private final Member member;
        private final Disk disk = new Disk();
        private volatile KeptEntries machine;
        private volatile Optional<LogServer> server = Optional.empty();

        Node(Member member) {
            this.member = member;
            this.machine =
                    new KeptEntries(
                            disk,
                            other -> {
                                throw new IllegalStateException("not started: " + other);
                            });
        }
    }

    /** An entry that was proposed. */
    static final class Proposal {
        private final List<Throwable> failures = new CopyOnWriteArrayList<>();

        boolean failed() {
            return !failures.isEmpty();
        }
    }
}
