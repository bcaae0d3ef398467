package io.torcdb.tests.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torcdb.replication.GroupId;
import io.torcdb.replication.LogServerFactory;
import io.torcdb.replication.Position;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.replication.ReplicatedLog.Contact;
import io.torcdb.replication.ReplicatedLog.Role;
import io.torcdb.replication.ReplicationException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every replicated log does, with any number of members. */
@Timeout(90)
abstract class ReplicatedLogContract {
    private static final long SECOND = 1_000_000_000L;

    @TempDir Path folder;

    private final LogServerFactory factory;
    private final int size;
    LogCluster cluster;

    ReplicatedLogContract(LogServerFactory factory, int size) {
        this.factory = factory;
        this.size = size;
    }

    @BeforeEach
    void open() {
        cluster = new LogCluster(factory, folder, size);
        cluster.start();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void entriesAreAppliedEverywhereInTheOrderProposed() {
        var leader = cluster.leader();
        var entries = entries(500);

        cluster.write(leader, entries);

        cluster.untilAllAgree();
        assertThat(cluster.machine(leader).entries())
                .extracting(KeptEntries.Entry::bytes)
                .isEqualTo(entries.stream().map(ByteBuffer::wrap).toList());
    }

    @Test
    void entriesCarryTheTermOfTheirLeaderAndGrowingIndexes() {
        var leader = cluster.leader();
        var term = cluster.machine(leader).leading();

        cluster.write(leader, entries(10));

        assertThat(cluster.machine(leader).entries())
                .extracting(KeptEntries.Entry::at)
                .allSatisfy(at -> assertThat(at.term()).isEqualTo(term))
                .extracting(Position::index)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void everyByteOfEveryLengthArrives() {
        var leader = cluster.leader();
        var random = new Random(3);
        var entries = new ArrayList<byte[]>();
        for (var length : List.of(0, 1, 255, 4_096, 1_000_000, ReplicatedLog.MAX_ENTRY_BYTES)) {
            var entry = new byte[length];
            random.nextBytes(entry);
            entries.add(entry);
        }

        cluster.write(leader, entries);

        cluster.untilAllAgree();
        assertThat(cluster.machine(leader).entries())
                .extracting(KeptEntries.Entry::bytes)
                .isEqualTo(entries.stream().map(ByteBuffer::wrap).toList());
    }

    @Test
    void anEntryThatIsTooLargeIsABug() {
        var log = cluster.log(cluster.leader());
        var entry = new byte[ReplicatedLog.MAX_ENTRY_BYTES + 1];

        assertThatThrownBy(() -> log.propose(entry, _ -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void proposalsAboveTheBoundFailAndTheOthersAreApplied() {
        var leader = cluster.leader();
        var proposals =
                entries(4 * ReplicatedLog.MAX_PENDING).stream()
                        .map(entry -> cluster.propose(leader, entry))
                        .toList();

        // A failure decides nothing, so some may count twice.
        LogCluster.until(
                "all are decided",
                () ->
                        cluster.machine(leader).size()
                                        + proposals.stream()
                                                .filter(LogCluster.Proposal::failed)
                                                .count()
                                >= proposals.size());
        assertThat(cluster.machine(leader).size())
                .isGreaterThanOrEqualTo(ReplicatedLog.MAX_PENDING);
    }

    @Test
    void theLeaderProvesItsTermAndNoOther() {
        var leader = cluster.leader();
        var term = cluster.machine(leader).leading();

        assertThat(proves(leader, term)).isTrue();
        assertThat(proves(leader, term - 1)).isFalse();
        assertThat(proves(leader, term + 1)).isFalse();
    }

    @Test
    void manyProofsAtOnceAllSucceed() {
        var leader = cluster.leader();
        var term = cluster.machine(leader).leading();

        var proofs = IntStream.range(0, 2_000).mapToObj(_ -> proof(leader, term)).toList();
        cluster.write(leader, entries(100));

        assertThat(proofs)
                .allSatisfy(proof ->
                        assertThat(proof).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(true));
    }

    @Test
    void givingUpLeadershipEndsTheTerm() {
        var leader = cluster.leader();
        var term = cluster.machine(leader).leading();

        var _ = cluster.log(leader).transferLeadership(OptionalLong.empty());

        LogCluster.until("the loss", () -> cluster.machine(leader).losses() == 1);
        assertThat(proves(leader, term)).isFalse();
        var next = cluster.leader();
        assertThat(cluster.machine(next).leading()).isGreaterThan(term);
        cluster.write(next, entries(1));
    }

    @Test
    void theStatusTellsWhoLeadsWithWhom() {
        var leader = cluster.leader();
        cluster.write(leader, entries(3));

        var status = cluster.log(leader).status();

        assertThat(status.role()).isEqualTo(Role.LEADER);
        assertThat(status.term()).isEqualTo(cluster.machine(leader).leading());
        assertThat(status.leader()).hasValue(leader);
        assertThat(status.members()).isEqualTo(cluster.members());
        assertThat(status.committedIndex())
                .isGreaterThanOrEqualTo(cluster.machine(leader).applied().index());
        assertThat(status.appliedIndex())
                .isGreaterThanOrEqualTo(cluster.machine(leader).applied().index());
    }

    @Test
    void everyMemberIsNearTheLeader() {
        var leader = cluster.leader();
        cluster.write(leader, entries(3));

        for (var member : cluster.members()) {
            LogCluster.until("it is near", () -> isNear(cluster.log(member.id()).contact()));
        }
    }

    @Test
    void afterARestartOnlyEntriesAboveTheStateComeAgain() {
        var leader = cluster.leader();
        cluster.write(leader, entries(20));
        cluster.untilAllAgree();
        var position = cluster.log(leader).snapshot().join();
        cluster.write(leader, entries(30));
        cluster.untilAllAgree();
        var before = cluster.machine(leader).entries();
        assertThat(position).isEqualTo(before.get(19).at());

        cluster.stop();
        assertThat(cluster.disk(leader).entries()).hasSize(20);
        cluster.start();

        LogCluster.until("the replay", () -> cluster.machine(leader).size() >= 50);
        cluster.untilAllAgree();
        assertThat(cluster.machine(leader).entries()).isEqualTo(before);
        assertThat(cluster.machine(leader).handedOver()).isEqualTo(30);
    }

    @Test
    void aLeaderHasAppliedAllOfEarlierTermsWhenItIsTold() {
        var leader = cluster.leader();
        cluster.write(leader, entries(200));

        cluster.stop();
        cluster.start();

        var next = cluster.leader();
        assertThat(cluster.machine(next).size()).isEqualTo(200);
    }

    @Test
    void aSnapshotWithoutNewEntriesIsWhereTheLastOneWas() {
        var leader = cluster.leader();
        assertThat(cluster.log(leader).snapshot().join()).isEqualTo(Position.NONE);
        cluster.write(leader, entries(5));

        var first = cluster.log(leader).snapshot().join();

        assertThat(cluster.log(leader).snapshot().join()).isEqualTo(first);
        assertThat(first).isEqualTo(cluster.machine(leader).applied());
    }

    @Test
    void aReplicaWhoseApplyFailsIsClosedAndTheEntryIsNotCounted() {
        var leader = cluster.leader();
        cluster.write(leader, entries(5));
        var machine = cluster.machine(leader);
        machine.poison(_ -> true);
        var log = cluster.log(leader);

        var _ = cluster.propose(leader, "poison".getBytes(UTF_8));

        LogCluster.until("it is closed", () -> log.status().role() == Role.CLOSED);
        LogCluster.until("it is told", () -> machine.leading() == 0);
        machine.poison(_ -> false);
        assertThat(machine.size()).isEqualTo(5);
        cluster.stop();
        assertThat(machine.size()).isEqualTo(5);
        cluster.start();
        LogCluster.until(
                "it comes again", () -> cluster.machine(leader).has("poison".getBytes(UTF_8)));
    }

    @Test
    void aClosedReplicaOpensAgainWhereItWas() {
        var leader = cluster.leader();
        cluster.write(leader, entries(10));
        cluster.untilAllAgree();
        var machine = cluster.machine(leader);

        cluster.log(leader).close();

        assertThat(machine.leading()).isZero();
        assertThat(cluster.server(leader).find(LogCluster.GROUP)).isEmpty();
        var _ = cluster.server(leader).open(LogCluster.GROUP, cluster.members(), machine);
        var next = cluster.leader();
        cluster.write(next, entries(10));
        cluster.untilAllAgree();
        assertThat(machine.handedOver()).isEqualTo(20);
    }

    @Test
    void aServerHostsManyGroups() {
        var leader = cluster.leader();
        var others = new ArrayList<KeptEntries>();
        for (var group = 1; group <= 2; group++) {
            for (var member : cluster.members()) {
                var machine = new KeptEntries(new KeptEntries.Disk(), cluster::machineOf);
                others.add(machine);
                var _ =
                        cluster.server(member.id())
                                .open(new GroupId(11, group), cluster.members(), machine);
            }
        }

        for (var group = 0; group < 2; group++) {
            var replicas = others.subList(group * size, group * size + size);
            LogCluster.until(
                    "a leader", () -> replicas.stream().anyMatch(each -> each.leading() != 0));
        }
        cluster.write(leader, entries(10));

        assertThat(others).allSatisfy(each -> assertThat(each.entries()).isEmpty());
    }

    @Test
    void aGroupIsNotOpenedTwice() {
        var server = cluster.server(1);
        var machine = new KeptEntries(new KeptEntries.Disk(), cluster::machineOf);

        assertThatThrownBy(() -> server.open(LogCluster.GROUP, cluster.members(), machine))
                .isInstanceOf(ReplicationException.class);
    }

    static boolean isNear(Contact contact) {
        return contact.caughtUp() && contact.heardNanosAgo() < SECOND;
    }

    boolean proves(long id, long term) {
        return proof(id, term).join();
    }

    CompletableFuture<Boolean> proof(long id, long term) {
        var proof = new CompletableFuture<Boolean>();
        cluster.log(id).prove(term, proof::complete);
        return proof.orTimeout(30, TimeUnit.SECONDS);
    }

    static List<byte[]> entries(int count) {
        return IntStream.range(0, count).mapToObj(i -> ("entry " + i).getBytes(UTF_8)).toList();
    }
}
