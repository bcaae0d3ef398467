package io.torcdb.control.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.torcdb.proto.internal.GroupReport;
import io.torcdb.proto.internal.HeartbeatRequest;
import io.torcdb.proto.internal.IndexSize;
import io.torcdb.proto.internal.PartitionReport;
import io.torcdb.runtime.Time;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    private final HandTime time = new HandTime();
    private final Heartbeats heartbeats = new Heartbeats(time, 100);

    /** A clock that a test moves. */
    private static final class HandTime implements Time {
        private long now;

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public long currentMillis() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sleep(long nanos) {
            throw new UnsupportedOperationException();
        }
    }

    private static HeartbeatRequest heartbeat(long node, GroupReport... groups) {
        return HeartbeatRequest.newBuilder().setNodeId(node).addAllGroups(List.of(groups)).build();
    }

    private static GroupReport leads(long group, long term) {
        return GroupReport.newBuilder().setGroup(group).setRole("LEADER").setTerm(term).build();
    }

    private static GroupReport holds(long partition, long epoch, long items) {
        return leads(1, 1).toBuilder()
                .addPartitions(
                        PartitionReport.newBuilder()
                                .setPartition(partition)
                                .setEpoch(epoch)
                                .setItems(items)
                                .setBytes(items * 10)
                                .addIndexes(
                                        IndexSize.newBuilder()
                                                .setContainer(70)
                                                .setEntries(items / 2)
                                                .setBytes(items)))
                .build();
    }

    @Test
    void aSilentNodeIsDeadAfterAWhile() {
        assertThat(heartbeats.take(heartbeat(1))).isFalse();
        time.now = 99;
        assertThat(heartbeats.alive(1)).isTrue();
        time.now = 100;
        assertThat(heartbeats.alive(1)).isFalse();
        assertThat(heartbeats.take(heartbeat(1))).isFalse();
        assertThat(heartbeats.alive(1)).isTrue();
    }

    @Test
    void aNewLeaderWaitsBeforeItTakesNodesForDead() {
        time.now = 1_000;
        assertThat(heartbeats.alive(1)).isFalse();

        heartbeats.restart();

        assertThat(heartbeats.alive(1)).isTrue();
    }

    @Test
    void theLeaderOfTheNewestTermCounts() {
        assertThat(heartbeats.take(heartbeat(1, leads(5, 2)))).isTrue();
        assertThat(heartbeats.take(heartbeat(1, leads(5, 2)))).isFalse();
        assertThat(heartbeats.take(heartbeat(2, leads(5, 3)))).isTrue();
        assertThat(heartbeats.take(heartbeat(1, leads(5, 2)))).isFalse();

        assertThat(heartbeats.leaders()).containsEntry(5L, 2L);
    }

    @Test
    void aTableIsAsLargeAsTheNewestReportsSay() {
        assertThat(heartbeats.take(heartbeat(1, holds(7, 1, 5)))).isTrue();
        assertThat(heartbeats.take(heartbeat(2, holds(7, 2, 6)))).isTrue();
        assertThat(heartbeats.take(heartbeat(3, holds(8, 1, 100)))).isTrue();

        var size = heartbeats.sizeOf(List.of(7L, 8L)).orElseThrow();
        assertThat(size.table()).isEqualTo(new Heartbeats.Held(106, 1_060));
        assertThat(size.indexes()).containsExactly(entry(70L, new Heartbeats.Held(53, 106)));
    }

    @Test
    void aTableIsOfUnknownSizeUntilAllItsPartitionsWereReported() {
        assertThat(heartbeats.take(heartbeat(1, holds(7, 1, 5)))).isTrue();

        assertThat(heartbeats.sizeOf(List.of(7L))).isPresent();
        assertThat(heartbeats.sizeOf(List.of(7L, 9L))).isEmpty();
    }
}
