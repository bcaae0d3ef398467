package io.torcdb.tests.replication;

import static io.torcdb.tests.replication.Trio.until;
import static io.torcdb.tests.replication.Trio.within;

import io.torcdb.tests.replication.Trio.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.util.CodeInjectionForTesting;

/**
 * One way in which Ratis 3.3.0 loses an acknowledged entry, told step by step. A leads first; B
 * follows and votes; C is cut off from A and stands for election.
 */
final class GuardCase {
    /** What the JVM prints when an acknowledged entry is gone. */
    static final String LOST = "ACKNOWLEDGED ENTRY LOST";

    /** What it prints when nothing is. */
    static final String KEPT = "nothing lost";

    private static final long ACKNOWLEDGE_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);
    private static final long ELECTION_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);

    private final Trio trio;
    private final Server a;
    private final Server b;
    private final Server c;

    private GuardCase(Trio trio) {
        this.trio = trio;
        a = trio.a();
        b = trio.b();
        c = trio.c();
    }

    /** Runs a case: its name, {@code guarded} or {@code bare}, and a folder. */
    public static void main(String[] args) {
        String outcome;
        try {
            var lost = run(args[0], args[1].equals("guarded"), Path.of(args[2]));
            outcome = lost ? LOST : KEPT;
        } catch (IOException | RuntimeException e) {
            outcome = "failed: " + e;
            e.printStackTrace();
        }
        System.out.println(outcome);
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static boolean run(String name, boolean guarded, Path folder) throws IOException {
        return switch (name) {
            case "vote-composed" -> start(new Setting(!guarded, guarded), folder).vote(true);
            case "vote" -> start(new Setting(false, guarded), folder).vote(false);
            case "truncation" -> start(new Setting(false, guarded), folder).truncation();
            case "resend" -> resend(new Setting(!guarded, guarded), folder);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static GuardCase start(Setting setting, Path folder) throws IOException {
        var ports = freePorts();
        return new GuardCase(new Trio(setting, ports, ports, folder)).lead();
    }

    private GuardCase lead() throws IOException {
        trio.elect(a, a);
        until("A leads", a::leads);
        var _ = trio.submit(a, "first").join();
        until("all have the first", () -> trio.all().stream().allMatch(s -> s.hasApplied("first")));
        return this;
    }

    /**
     * An append passes B's term check, B votes for C, and only then the entry reaches B's log: A
     * counts B's success, C overwrites it.
     *
     * @param slowDisk the entry waits for the fsync of the one before, as composed appends do; else
     *     the thread is delayed
     */
    private boolean vote(boolean slowDisk) throws IOException {
        var delayed = slowDisk ? withSlowDisk() : DelayPoint.hold("B", "E");
        cutOffC();
        trio.holdAppends(c, b);
        var acknowledged = appendLate(slowDisk, delayed);
        standForElection();
        letGo(slowDisk, delayed);
        return isLost(acknowledged);
    }

    /** The same late append cuts off entries of the newer leader that B has already confirmed. */
    private boolean truncation() throws IOException {
        var delayed = DelayPoint.hold("B", "E");
        cutOffC();
        var acknowledged = appendLate(false, delayed);
        standForElection();
        if (!within(ELECTION_NANOS, c::leads)) { // B's vote waits for the append
            letGo(false, delayed);
            return isLost(acknowledged);
        }
        var newer = trio.submit(c, "newer").join().isSuccess();
        until("B has the newer entry", () -> b.hasApplied("newer"));
        trio.holdAppends(c, b);
        delayed.release();
        return newer && within(ACKNOWLEDGE_NANOS, () -> !b.hasLogged("newer"));
    }

    /** B takes a larger resend for a repetition and confirms entries that it never appended. */
    private static boolean resend(Setting setting, Path folder) throws IOException {
        var ports = freePorts();
        var proxy = StallingProxy.to(ports.get(1));
        var addresses = List.of(ports.get(0), proxy.port(), ports.get(2));
        return new GuardCase(new Trio(setting, ports, addresses, folder)).lead().resend(proxy);
    }

    private boolean resend(StallingProxy proxy) throws IOException {
        var resent = new CountDownLatch(1);
        CodeInjectionForTesting.put(
                "RaftServerImpl.appendEntries",
                (receiver, _, args) -> {
                    if (receiver.toString().equals("B")
                            && ((AppendEntriesRequestProto) args[1])
                                    .getEntriesList().stream()
                                            .anyMatch(each -> Trio.text(each).equals("E3"))) {
                        resent.countDown();
                    }
                    return true;
                });
        var _ = withSlowDisk();
        cutOffC();
        var _ = trio.submit(a, "E1");
        until("B begins with E1", () -> b.appendsUnderWay() >= 2);
        proxy.stall();
        var _ = trio.submit(a, "E2");
        var acknowledged = trio.submit(a, "E3");
        until("A has E3", () -> a.hasLogged("E3"));
        proxy.reset();
        Trio.await(resent);
        b.machine().fastDisk();
        var success = isAcknowledged(acknowledged);
        trio.holdAppends(a, b); // A is gone from here
        trio.holdVotes(b, a);
        trio.elect(b, a);
        until("B leads", b::leads);
        return success && !b.hasLogged("E3");
    }

    /** B's disk has not confirmed the last committed entry. */
    private DelayPoint.Held withSlowDisk() throws IOException {
        b.machine().slowDisk();
        var _ = trio.submit(a, "slow").join();
        until("B begins with it", () -> b.appendsUnderWay() >= 1);
        return DelayPoint.hold("", "");
    }

    private void cutOffC() {
        until("C has all that A has", () -> a.last().equals(c.last()));
        trio.holdAppends(a, c);
        trio.holdVotes(c, a);
        trio.holdVotes(c, b);
    }

    /** A proposes E, which passes B's term check and goes no further. */
    private CompletableFuture<RaftClientReply> appendLate(boolean slowDisk, DelayPoint.Held delayed)
            throws IOException {
        var acknowledged = trio.submit(a, "E");
        if (slowDisk) {
            until("B begins with E", () -> b.appendsUnderWay() >= 2);
        } else {
            delayed.awaitReached();
        }
        trio.holdAppends(a, b);
        return acknowledged;
    }

    /** C, which lacks E, asks for votes; B gives its own unless the guard is there. */
    private void standForElection() throws IOException {
        trio.elect(c, a);
        trio.releaseVotes(c, b);
        var _ = within(ELECTION_NANOS, () -> c.division().getInfo().isLeader());
    }

    private void letGo(boolean slowDisk, DelayPoint.Held delayed) {
        if (slowDisk) {
            b.machine().fastDisk();
        } else {
            delayed.release();
        }
    }

    private static boolean isAcknowledged(CompletableFuture<RaftClientReply> reply) {
        return within(ACKNOWLEDGE_NANOS, reply::isDone)
                && !reply.isCompletedExceptionally()
                && reply.join().isSuccess();
    }

    /** Heals the network and looks whether the acknowledged E is where later entries are. */
    private boolean isLost(CompletableFuture<RaftClientReply> reply) throws IOException {
        var acknowledged = isAcknowledged(reply);
        System.out.println("E acknowledged: " + acknowledged);
        if (!acknowledged) {
            return false;
        }
        var term = a.term();
        trio.releaseAll();
        var leader = new ArrayList<Server>();
        until(
                "there is a newer leader",
                () -> {
                    trio.all().stream()
                            .filter(server -> server.leads() && server.term() > term)
                            .forEach(leader::add);
                    return !leader.isEmpty();
                });
        var _ = trio.submit(leader.getFirst(), "last").join();
        // A majority is enough: one that has applied a lost entry accepts nothing from then on.
        until("two have the last", () -> withLast().size() >= 2);
        return withLast().stream().anyMatch(server -> !server.hasApplied("E"));
    }

    private List<Server> withLast() {
        return trio.all().stream().filter(server -> server.hasApplied("last")).toList();
    }

    private static List<Integer> freePorts() throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        var ports = new ArrayList<Integer>();
        for (var i = 0; i < 3; i++) {
            var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            ports.add(socket.getLocalPort());
        }
        for (var socket : sockets) {
            socket.close();
        }
        return ports;
    }

    /** How the servers run: as Ratis would by default, or as Torc does. */
    record Setting(boolean composed, boolean guarded) {}
}
