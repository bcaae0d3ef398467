package io.torcdb.replication.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.replication.ReplicatedLog.Contact;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeadershipRoundTest {
    private static final long TERM = 7;

    private final ArrayDeque<Runnable> timers = new ArrayDeque<>();
    private long nanoTime = 1;
    private final LeadershipRound round =
            new LeadershipRound((_, task) -> timers.add(task), () -> nanoTime);
    private final Group group = new Group();
    private final Follower b = new Follower("b");
    private final Follower c = new Follower("c");

    @BeforeEach
    void lead() {
        group.voters("a", "b", "c");
        round.begin(TERM, group);
    }

    @Test
    void aMessageMadeAfterTheReadArrivedProvesIt() {
        var read = read(TERM);

        b.sends(1);
        assertThat(read).isEmpty();
        b.answers(1);

        assertThat(read).containsExactly(true);
    }

    @Test
    void aMessageMadeBeforeTheReadArrivedProvesNothing() {
        b.sends(1);
        var read = read(TERM);

        b.answers(1);

        assertThat(read).isEmpty();
    }

    @Test
    void aRefusalProvesNothing() {
        var read = read(TERM);

        b.sends(1);
        b.refuses(1);

        assertThat(read).isEmpty();
    }

    @Test
    void anAnswerToAnotherTermsMessageProvesNothing() {
        var read = read(TERM);

        b.sends(1, TERM - 1);
        b.answers(1);

        assertThat(read).isEmpty();
    }

    @Test
    void aReadOfAnotherTermIsRefusedAtOnce() {
        assertThat(read(TERM - 1)).containsExactly(false);
        assertThat(read(TERM + 1)).containsExactly(false);
    }

    @Test
    void aLeaderThatWasDeposedMeanwhileProvesNothing() {
        var read = read(TERM);
        group.leading = false;

        b.sends(1);
        b.answers(1);

        assertThat(read).containsExactly(false);
    }

    @Test
    void ofFiveVotersTwoOthersMustAnswer() {
        group.voters("a", "b", "c", "d", "e");
        var read = read(TERM);

        b.sends(1);
        b.answers(1);
        assertThat(read).isEmpty();
        c.sends(1);
        c.answers(1);

        assertThat(read).containsExactly(true);
    }

    @Test
    void aListenerDoesNotCount() {
        var listener = new Follower("l");
        var read = read(TERM);

        listener.sends(1);
        listener.answers(1);

        assertThat(read).isEmpty();
    }

    @Test
    void aJointConfigurationNeedsBothMajorities() {
        group.majorities =
                List.of(
                        Standing.Majority.of(Set.of("a", "b", "c"), "a"),
                        Standing.Majority.of(Set.of("a", "d", "e"), "a"));
        var d = new Follower("d");
        var read = read(TERM);

        b.sends(1);
        b.answers(1);
        c.sends(1);
        c.answers(1);
        assertThat(read).isEmpty();
        d.sends(1);
        d.answers(1);

        assertThat(read).containsExactly(true);
    }

    @Test
    void aLeaderOutsideItsConfigurationIsNoneOfTheMajority() {
        assertThat(Standing.Majority.of(Set.of("b", "c", "d"), "a").needed()).isEqualTo(2);
        assertThat(Standing.Majority.of(Set.of("a", "b", "c"), "a").needed()).isEqualTo(1);
        assertThat(Standing.Majority.of(Set.of("a"), "a").needed()).isZero();
    }

    @Test
    void theOnlyVoterProvesByItsOwnCheck() {
        group.voters("a");

        assertThat(read(TERM)).containsExactly(true);
        group.leading = false;
        assertThat(read(TERM)).containsExactly(false);
    }

    @Test
    void readsThatWaitTogetherShareOneMessage() {
        var first = read(TERM);
        assertThat(b.triggers).hasValue(1);
        b.sends(1);

        var others = new ArrayList<List<Boolean>>();
        for (var i = 0; i < 100; i++) {
            others.add(read(TERM));
        }
        assertThat(b.triggers).as("while one is under way").hasValue(1);
        b.answers(1);
        assertThat(first).containsExactly(true);
        assertThat(b.triggers).as("sent by the answer").hasValue(2);
        b.sends(2);
        b.answers(2);

        assertThat(others).allSatisfy(read -> assertThat(read).containsExactly(true));
        assertThat(b.triggers).hasValue(2);
    }

    @Test
    void aMessageOfAWriteThatIsUnderWayIsWaitedFor() {
        read(TERM);
        assertThat(b.triggers).hasValue(1);
        b.sends(1);
        b.sends(2);

        read(TERM);
        b.answers(1);

        // Message 2 was made before the second read, so its answer would not do.
        assertThat(b.triggers).hasValue(2);
        b.sends(3);
        b.answers(2);
        assertThat(b.triggers).hasValue(2);
    }

    @Test
    void aLostRequestToSendIsMadeAgainByTheNextAnswer() {
        b.sends(1);
        var read = read(TERM);
        assertThat(b.triggers).hasValue(1);

        // Ratis cleared the mark when it sent message 1; nothing made for the read is under way.
        b.answers(1);

        assertThat(b.triggers).hasValue(2);
        b.sends(2);
        b.answers(2);
        assertThat(read).containsExactly(true);
    }

    @Test
    void aFollowerThatAnswersNothingIsSentNoMessageForEachRead() {
        for (var i = 1; i <= 100; i++) {
            read(TERM);
            if (c.triggers.get() == i) {
                c.sendsEmpty(i);
            }
            b.sendsEmpty(i);
            b.answers(i);
        }

        assertThat(b.triggers).hasValue(100);
        assertThat(c.triggers).hasValue(Witness.MOST_UNANSWERED);
        read(TERM);
        timers.remove().run();
        assertThat(c.triggers).as("by the sweep").hasValue(Witness.MOST_UNANSWERED + 1);
    }

    @Test
    void aRefusedMessageIsFollowedByAnother() {
        read(TERM);
        b.sends(1);

        b.refuses(1);

        assertThat(b.triggers).hasValue(2);
    }

    @Test
    void theSweepAsksAgainAndRefusesWhatWaitsTooLong() {
        var read = read(TERM);
        var sweeps = ReplicatedLog.PROOF_TIMEOUT_MILLIS / LeadershipRound.SWEEP_MILLIS;

        for (var i = 0; i < sweeps; i++) {
            timers.remove().run();
        }
        assertThat(read).isEmpty();
        assertThat(b.triggers).hasValue(1 + sweeps);
        timers.remove().run();

        assertThat(read).containsExactly(false);
        assertThat(timers).as("nothing waits").isEmpty();
    }

    @Test
    void whoWaitsForLessIsRefusedEarlier() {
        var patient = read(TERM);
        var hasty = new ArrayList<Boolean>();
        round.prove(TERM, 2 * LeadershipRound.SWEEP_MILLIS, hasty::add);

        timers.remove().run();
        timers.remove().run();
        assertThat(hasty).isEmpty();
        timers.remove().run();

        assertThat(hasty).containsExactly(false);
        assertThat(patient).isEmpty();
    }

    @Test
    void aMajorityObeysSinceTheMessageWasMadeThatItConfirmed() {
        assertThat(round.obeyedNanosAgo()).hasValue(Contact.NEVER);
        nanoTime = 100;
        b.sends(1);
        nanoTime = 150;
        b.answers(1);
        assertThat(round.obeyedNanosAgo()).hasValue(50);
        c.sends(1);
        nanoTime = 160;
        c.refuses(1);
        assertThat(round.obeyedNanosAgo()).as("a refusal is none").hasValue(60);
        c.sends(2);
        nanoTime = 200;
        c.answers(2);

        assertThat(round.obeyedNanosAgo()).as("one other of three will do").hasValue(40);
        group.voters("a", "b", "c", "d", "e");
        assertThat(round.obeyedNanosAgo()).as("of five two are needed").hasValue(100);
        group.voters("a");
        assertThat(round.obeyedNanosAgo()).as("alone").hasValue(0);
        var _ = round.end();
        assertThat(round.obeyedNanosAgo()).isEmpty();
    }

    @Test
    void theEndOfLeadershipHandsBackWhatWaits() {
        read(TERM);
        read(TERM);

        assertThat(round.end()).hasSize(2);
        assertThat(read(TERM)).containsExactly(false);
        b.sends(1);
        b.answers(1);
    }

    @Test
    void aNewAppenderStartsWithoutProof() {
        b.sends(5);
        b.answers(5);
        var again = new Follower("b");
        var read = read(TERM);

        b.sends(6);
        b.answers(6);
        assertThat(read).as("the old appender is out").isEmpty();
        again.sends(0);
        again.answers(0);

        assertThat(read).containsExactly(true);
    }

    @Test
    void moreMessagesThanAreRememberedDoNoHarm() {
        var read = read(TERM);
        for (var id = 0; id <= Witness.MAX_UNDER_WAY; id++) {
            b.sends(id);
        }

        b.answers(0);
        assertThat(read).as("forgotten").isEmpty();
        b.answers(Witness.MAX_UNDER_WAY);

        assertThat(read).containsExactly(true);
    }

    @CanIgnoreReturnValue
    private List<Boolean> read(long term) {
        var told = new ArrayList<Boolean>();
        round.prove(term, ReplicatedLog.PROOF_TIMEOUT_MILLIS, told::add);
        return told;
    }

    private static final class Group implements Standing {
        private boolean leading = true;
        private List<Majority> majorities = List.of();

        void voters(String... voters) {
            majorities = List.of(Majority.of(Set.of(voters), "a"));
        }

        @Override
        public boolean leads(long term) {
            return leading && term == TERM;
        }

        @Override
        public List<Majority> majorities() {
            return majorities;
        }
    }

    private final class Follower {
        private final Witness witness;
        private final AtomicInteger triggers = new AtomicInteger();

        Follower(String name) {
            witness = round.witness(name);
            witness.attach(triggers::incrementAndGet);
        }

        void sends(long callId) {
            sends(callId, TERM);
        }

        void sends(long callId, long term) {
            witness.created(callId, witness.stamp(), term);
        }

        void sendsEmpty(long callId) {
            sends(callId);
            witness.createdEmpty();
        }

        void answers(long callId) {
            witness.answered(callId, true);
        }

        void refuses(long callId) {
            witness.answered(callId, false);
        }
    }
}
