package io.torcdb.replication.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.replication.ReplicatedLog.Contact;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.util.Timestamp;
import org.junit.jupiter.api.Test;

class HearingTest {
    private final Hearing hearing = new Hearing();

    @Test
    void whoHasHeardOfNobodyIsNearNobody() {
        assertThat(contact(1, 1, 5)).isEqualTo(Contact.NONE);
    }

    @Test
    void aMessageCountsFromItsArrival() {
        hearing.heard(3, 10, Timestamp.currentTimeNanos() - 5_000_000_000L);

        assertThat(contact(3, 3, 10).heardNanosAgo()).isBetween(5_000_000_000L, 60_000_000_000L);
    }

    @Test
    void aMessageOfAnOlderTermIsNotTheLeaders() {
        hears(3, 10);

        assertThat(contact(4, 3, 10)).isEqualTo(Contact.NONE);
    }

    @Test
    void whatWasLearnedFirstMustBeApplied() {
        hears(3, 10);
        hears(3, 20);

        assertThat(contact(3, 3, 9).caughtUp()).isFalse();
        assertThat(contact(3, 3, 10).caughtUp()).isTrue();
        assertThat(contact(3, 3, 9).caughtUp()).as("from then on").isTrue();
    }

    @Test
    void aLeaderThatHasNotOpenedItsTermYetMayKnowTooLittle() {
        hears(3, 4);

        // Entries 5 to 9 of term 2 may have been committed before the leader of term 3 came.
        assertThat(contact(3, 2, 9).caughtUp()).isFalse();
        assertThat(contact(3, 3, 10).caughtUp()).isTrue();
    }

    @Test
    void aRestoredReplicaCatchesUpAnew() {
        hears(3, 10);
        assertThat(contact(3, 3, 10).caughtUp()).isTrue();

        hearing.forget();

        assertThat(contact(3, 3, 10)).isEqualTo(Contact.NONE);
        hears(3, 30);
        assertThat(contact(3, 3, 29).caughtUp()).isFalse();
        assertThat(contact(3, 3, 30).caughtUp()).isTrue();
    }

    @Test
    void whoHasLedHasCaughtUp() {
        hearing.leads();
        hears(4, 10);

        assertThat(contact(4, 3, 5).caughtUp()).isTrue();
    }

    private void hears(long term, long committed) {
        hearing.heard(term, committed, Timestamp.currentTimeNanos());
    }

    private Contact contact(long presentTerm, long appliedTerm, long appliedIndex) {
        return hearing.contact(presentTerm, TermIndex.valueOf(appliedTerm, appliedIndex));
    }
}
