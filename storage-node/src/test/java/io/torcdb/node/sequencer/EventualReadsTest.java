package io.torcdb.node.sequencer;

import static io.torcdb.node.sequencer.OneGroup.bound;
import static io.torcdb.node.sequencer.OneGroup.decoded;
import static io.torcdb.node.sequencer.OneGroup.item;
import static io.torcdb.node.sequencer.OneGroup.key;
import static io.torcdb.node.sequencer.OneGroup.put;
import static io.torcdb.node.sequencer.OneGroup.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.torcdb.node.store.MemoryStore;
import io.torcdb.proto.internal.NodeFailure.FailureCase;
import io.torcdb.proto.internal.RangeRequest;
import io.torcdb.proto.internal.ReadReply;
import io.torcdb.proto.internal.ReadRequest;
import io.torcdb.replication.ReplicatedLog.Contact;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads at a replica that does not lead, and reads whose caller has given up. */
class EventualReadsTest {
    private static final long SECOND = 1_000_000_000L;

    private final OneGroup one = OneGroup.open();

    @BeforeEach
    void follow() {
        var _ = one.written(put(1, 100));
        one.log.follow();
    }

    @Test
    void aFollowerServesEventualReadsAndNoStrongOnes() {
        assertThat(decoded(read(eventual()).getFound().getItem())).isEqualTo(item(1, 100));
        assertThat(read(eventual().setStrong(true)).getFailure().getFailureCase())
                .isEqualTo(FailureCase.NOT_LEADER);
    }

    @Test
    void aFollowerServesEventualPages() {
        var range =
                RangeRequest.newBuilder()
                        .setTarget(target(5))
                        .setLower(bound(5, ByteString.EMPTY))
                        .setUpper(bound(6, ByteString.EMPTY));

        assertThat(one.range(range).getPage().getItemsList())
                .singleElement()
                .satisfies(encoded -> assertThat(decoded(encoded)).isEqualTo(item(1, 100)));
        assertThat(one.range(range.setStrong(true)).getFailure().getFailureCase())
                .isEqualTo(FailureCase.NOT_LEADER);
    }

    @Test
    void anEventualReadIsServedOnlyByAReplicaThatHeardFromTheLeaderWithinASecond() {
        one.log.near(new Contact(SECOND, true));
        assertThat(read(eventual()).hasFound()).isTrue();

        one.log.near(new Contact(SECOND + 1, true));
        assertThat(read(eventual()).getFailure().getFailureCase()).isEqualTo(FailureCase.NOT_READY);

        one.log.near(new Contact(Contact.NEVER, true));
        assertThat(read(eventual()).getFailure().getFailureCase()).isEqualTo(FailureCase.NOT_READY);
    }

    @Test
    void anEventualReadIsServedOnlyByAReplicaThatHasCaughtUpSinceItsStart() {
        one.log.near(new Contact(0, false));

        assertThat(read(eventual()).getFailure().getFailureCase()).isEqualTo(FailureCase.NOT_READY);
    }

    @Test
    void aFollowerServesOnlyWhatItOwns() {
        var foreign = eventual().setTarget(target(OneGroup.LAST_TOKEN + 1));

        assertThat(read(foreign).getFailure().getFailureCase()).isEqualTo(FailureCase.NOT_OWNER);
    }

    @Test
    void anEventualReadChecksOwnershipAfterTheValueWasRead() {
        one.log.lead(2);
        ((MemoryStore) one.store).cold(true);
        one.holdBlocking();
        var answers = new ArrayList<ReadReply>();
        one.service.read(eventual().build(), OneGroup.TIMEOUT_NANOS, answers::add);
        var _ = one.drop();

        one.unblock();

        assertThat(answers)
                .singleElement()
                .satisfies(reply ->
                        assertThat(reply.getFailure().getFailureCase())
                                .isEqualTo(FailureCase.NOT_OWNER));
    }

    @Test
    void aReadThatWaitsForAThreadIsDroppedWhenItsCallerHasGivenUp() {
        ((MemoryStore) one.store).cold(true);
        one.holdBlocking();
        var answers = new ArrayList<ReadReply>();
        one.service.read(eventual().build(), SECOND, answers::add);
        one.time.advance(SECOND);

        one.unblock();

        assertThat(answers)
                .singleElement()
                .satisfies(reply ->
                        assertThat(reply.getFailure().getNotReady())
                                .isEqualTo("the read waited too long"));
    }

    @Test
    void aReadThatWaitsForProofIsDroppedWhenItsCallerHasGivenUp() {
        one.log.lead(2);
        one.log.hold();
        var answers = new ArrayList<ReadReply>();
        one.service.read(eventual().setStrong(true).build(), SECOND, answers::add);
        one.time.advance(SECOND);

        one.log.release();

        assertThat(answers)
                .singleElement()
                .satisfies(reply ->
                        assertThat(reply.getFailure().getNotReady())
                                .isEqualTo("the read waited too long"));
    }

    private static ReadRequest.Builder eventual() {
        return ReadRequest.newBuilder().setTarget(target(5)).setKey(key(1));
    }

    private ReadReply read(ReadRequest.Builder request) {
        return one.read(request).orElseThrow();
    }
}
