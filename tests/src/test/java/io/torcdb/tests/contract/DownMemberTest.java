package io.torcdb.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.replication.ratis.RatisConfig;
import io.torcdb.replication.ratis.RatisLogServer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.util.CodeInjectionForTesting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a member that is down, or frozen, costs the leader of three. */
@Timeout(90)
class DownMemberTest {
    private static final String SENDING = "GrpcServicesImpl.sendRequest";
    private static final String RECEIVING = "RaftServerImpl.appendEntries";
    private static final long WINDOW_SECONDS = 3;
    private static final long MOST_MESSAGES_A_SECOND = 30;
    private static final long MOST_CPU_MILLIS_A_SECOND = 100;

    @TempDir Path folder;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong down = new AtomicLong();
    private final AtomicBoolean frozen = new AtomicBoolean();
    private LogCluster cluster;
    private long leader;

    @BeforeEach
    void open() {
        CodeInjectionForTesting.put(
                SENDING,
                (_, _, args) -> {
                    if (args[0] instanceof AppendEntriesRequestProto append
                            && append.getServerRequest()
                                    .getReplyId()
                                    .toStringUtf8()
                                    .equals(Long.toString(down.get()))) {
                        sent.incrementAndGet();
                    }
                    return true;
                });
        CodeInjectionForTesting.put(
                RECEIVING,
                (local, _, _) -> {
                    while (frozen.get() && local.toString().equals(Long.toString(down.get()))) {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                    }
                    return true;
                });
        cluster =
                new LogCluster(
                        (self, place) -> RatisLogServer.open(new RatisConfig(self, place, false)),
                        folder,
                        3);
        cluster.start();
        leader = cluster.leader();
        cluster.write(leader, ReplicatedLogContract.entries(10));
        cluster.untilAllAgree();
    }

    /** Takes a follower out of the group's work. */
    private void takeOut(Way way) {
        down.set(cluster.followerOf(leader));
        switch (way) {
            case DOWN -> cluster.stop(down.get());
            case FROZEN -> frozen.set(true);
        }
        cluster.write(leader, ReplicatedLogContract.entries(10));
    }

    enum Way {
        DOWN,
        FROZEN
    }

    @AfterEach
    void close() {
        frozen.set(false);
        cluster.close();
        CodeInjectionForTesting.put(SENDING, (_, _, _) -> false);
        CodeInjectionForTesting.put(RECEIVING, (_, _, _) -> false);
    }

    @ParameterizedTest
    @EnumSource
    void aMemberThatIsOutCostsFewMessagesWhileNothingHappens(Way way) {
        takeOut(way);

        measure(() -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(WINDOW_SECONDS)));
    }

    @ParameterizedTest
    @EnumSource
    void aMemberThatIsOutCostsFewMessagesWhileReadsAreProved(Way way) {
        takeOut(way);
        var over = new AtomicBoolean();
        var proofs = new AtomicLong();
        proveAgain(over, proofs);

        measure(() -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(WINDOW_SECONDS)));

        over.set(true);
        assertThat(proofs).hasValueGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource
    void aMemberThatIsOutCostsFewMessagesWhileEntriesAreWritten(Way way) {
        takeOut(way);
        var before = cluster.machine(leader).size();

        measure(() -> {
            var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WINDOW_SECONDS);
            while (System.nanoTime() < end) {
                cluster.write(leader, ReplicatedLogContract.entries(20));
            }
        });

        assertThat(cluster.machine(leader).size()).isGreaterThan(before + 100);
    }

    private void proveAgain(AtomicBoolean over, AtomicLong proofs) {
        cluster.log(leader)
                .prove(
                        cluster.machine(leader).leading(),
                        proved -> {
                            if (proved && !over.get()) {
                                proofs.incrementAndGet();
                                proveAgain(over, proofs);
                            }
                        });
    }

    private void measure(Runnable load) {
        var sentBefore = sent.get();
        var cpuBefore = cpuNanos();

        load.run();

        var messages = (sent.get() - sentBefore) / WINDOW_SECONDS;
        var cpuMillis = (cpuNanos() - cpuBefore) / 1_000_000 / WINDOW_SECONDS;
        assertThat(messages).as("messages a second").isLessThan(MOST_MESSAGES_A_SECOND);
        assertThat(cpuMillis)
                .as("CPU milliseconds a second of the appender")
                .isLessThan(MOST_CPU_MILLIS_A_SECOND);
    }

    /** Returns the processor time that the appender to the member that is down has taken. */
    private long cpuNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        var appender = "->" + down.get() + "-";
        var all = threads.getThreadInfo(threads.getAllThreadIds());
        Set<Long> ids =
                Arrays.stream(all)
                        .filter(info -> info != null && info.getThreadName().contains(appender))
                        .map(info -> info.getThreadId())
                        .collect(Collectors.toSet());
        assertThat(ids).as("appenders to " + down.get()).isNotEmpty();
        return LongStream.of(ids.stream().mapToLong(id -> id).toArray())
                .map(threads::getThreadCpuTime)
                .sum();
    }
}
