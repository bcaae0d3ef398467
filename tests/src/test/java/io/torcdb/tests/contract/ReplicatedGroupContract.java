package io.torcdb.tests.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.replication.LogServerFactory;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.replication.ReplicatedLog.Role;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a replicated log does that has three members. */
abstract class ReplicatedGroupContract extends ReplicatedLogContract {
    /** More than any margin of a purge, in entries and in bytes. */
    private static final int PURGED_ENTRIES = 3_000;

    private static final int PURGED_ENTRY_BYTES = 8_192;

    ReplicatedGroupContract(LogServerFactory factory) {
        super(factory, 3);
    }

    @Test
    void aFollowerNeitherProposesNorProves() {
        var leader = cluster.leader();
        var follower = cluster.followerOf(leader);

        var proposal = cluster.propose(follower, "x".getBytes(UTF_8));

        LogCluster.until("a refusal", proposal::failed);
        assertThat(proves(follower, cluster.machine(leader).leading())).isFalse();
        assertThat(cluster.log(follower).status().role()).isEqualTo(Role.FOLLOWER);
        assertThat(cluster.log(follower).status().leader()).hasValue(leader);
    }

    @Test
    void leadershipGoesToTheMemberNamed() {
        var leader = cluster.leader();
        var heir = cluster.followerOf(leader);

        cluster.log(leader).transferLeadership(OptionalLong.of(heir)).join();

        LogCluster.until("the heir", () -> cluster.machine(heir).leading() != 0);
        LogCluster.until("the loss", () -> cluster.machine(leader).leading() == 0);
        cluster.write(heir, entries(10));
        cluster.untilAllAgree();
    }

    @Test
    void aMinorityDoesNotStopTheOthers() {
        var leader = cluster.leader();
        cluster.write(leader, entries(10));

        cluster.stop(leader);

        var next = cluster.leader();
        cluster.write(next, entries(10));
        cluster.untilAllAgree();
        assertThat(proves(next, cluster.machine(next).leading())).isTrue();
        cluster.start(leader);
        LogCluster.until("the others' entries", () -> cluster.machine(leader).size() == 20);
    }

    @Test
    void aLeaderWithoutAMajorityProvesNothingAndAppliesNothing() {
        var leader = cluster.leader();
        var term = cluster.machine(leader).leading();
        cluster.write(leader, entries(10));
        cluster.stop(cluster.followerOf(leader));
        cluster.stop(cluster.followerOf(leader));

        var proof = proof(leader, term);
        var proposal = cluster.propose(leader, "x".getBytes(UTF_8));

        assertThat(proof.join()).isFalse();
        LogCluster.until("the failure", proposal::failed);
        assertThat(cluster.machine(leader).size()).isEqualTo(10);
    }

    @Test
    void aMemberThatIsLeftAloneIsNearNobody() {
        var leader = cluster.leader();
        var follower = cluster.followerOf(leader);
        cluster.write(leader, entries(10));
        LogCluster.until("it is near", () -> isNear(cluster.log(follower).contact()));

        for (var member : cluster.members()) {
            if (member.id() != follower) {
                cluster.stop(member.id());
            }
        }

        LogCluster.until("it is not near", () -> !isNear(cluster.log(follower).contact()));
    }

    @Test
    void aLeaderWithoutAMajorityIsNotNearItself() {
        var leader = cluster.leader();
        cluster.write(leader, entries(10));
        LogCluster.until("it is near", () -> isNear(cluster.log(leader).contact()));

        cluster.stop(cluster.followerOf(leader));
        cluster.stop(cluster.followerOf(leader));

        LogCluster.until("it is not near", () -> !isNear(cluster.log(leader).contact()));
    }

    @Test
    void aMemberThatComesBackIsNearOnlyWithAllThatWasCommitted() {
        var leader = cluster.leader();
        var away = cluster.followerOf(leader);
        cluster.write(leader, entries(50));
        cluster.stop(away);
        cluster.write(leader, entries(1_000));

        cluster.start(away);

        var log = cluster.log(away);
        var machine = cluster.machine(away);
        LogCluster.until("it is near", () -> isNear(log.contact()));
        assertThat(machine.size()).isGreaterThanOrEqualTo(1_050);
    }

    @Test
    void aMemberOfAGroupThatStartsAgainIsNearOnlyWithAllThatWasCommitted() {
        cluster.write(cluster.leader(), entries(1_000));
        cluster.untilAllAgree();
        cluster.stop();

        cluster.start();

        for (var member : cluster.members()) {
            var machine = cluster.machine(member.id());
            var log = cluster.log(member.id());
            LogCluster.until("it is near", () -> isNear(log.contact()));
            assertThat(machine.size()).isGreaterThanOrEqualTo(1_000);
        }
    }

    @Test
    void aMemberThatMissedPurgedEntriesCopiesTheState() {
        var leader = cluster.leader();
        var away = cluster.followerOf(leader);
        cluster.write(leader, entries(10));
        cluster.stop(away);
        cluster.fill(PURGED_ENTRIES, PURGED_ENTRY_BYTES);
        cluster.untilAllAgree();
        for (var member : cluster.members()) {
            if (member.id() != away) {
                cluster.log(member.id()).snapshot().join();
            }
        }

        cluster.start(away);

        LogCluster.until("the copy", () -> !cluster.machine(away).restoredFrom().isEmpty());
        cluster.fill(ReplicatedLog.MAX_PENDING, PURGED_ENTRY_BYTES);
        cluster.untilAllAgree();
        assertThat(cluster.machine(away).handedOver()).isLessThan(PURGED_ENTRIES);
        assertThat(cluster.disk(away).entries()).hasSizeGreaterThanOrEqualTo(PURGED_ENTRIES + 10);
    }

    @Test
    void aMemberThatWasAwayBrieflyCatchesUpFromTheLog() {
        var leader = cluster.leader();
        var away = cluster.followerOf(leader);
        cluster.stop(away);
        cluster.write(leader, entries(100));
        cluster.log(leader).snapshot().join();

        cluster.start(away);

        LogCluster.until("all entries", () -> cluster.machine(away).size() == 100);
        assertThat(cluster.machine(away).restoredFrom()).isEmpty();
    }
}
