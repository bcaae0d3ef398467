package io.torcdb.node.sequencer;

import static io.torcdb.node.sequencer.OneGroup.decoded;
import static io.torcdb.node.sequencer.OneGroup.delete;
import static io.torcdb.node.sequencer.OneGroup.encoded;
import static io.torcdb.node.sequencer.OneGroup.item;
import static io.torcdb.node.sequencer.OneGroup.key;
import static io.torcdb.node.sequencer.OneGroup.keyItem;
import static io.torcdb.node.sequencer.OneGroup.number;
import static io.torcdb.node.sequencer.OneGroup.put;
import static io.torcdb.node.sequencer.OneGroup.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Operand;
import io.torcdb.model.expression.Path;
import io.torcdb.model.expression.Update;
import io.torcdb.model.item.Item;
import io.torcdb.node.group.Counters;
import io.torcdb.node.store.MemoryStore;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.proto.internal.WriteRequest;
import io.torcdb.proto.internal.WriteRequest.ReturnValues;
import io.torcdb.wire.ExpressionCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Writes at the leader of a group of one. */
class WritesTest {
    private static final Path COUNT = new Path(List.of(new Path.Name("n")));
    private static final ByteString MISSING =
            ExpressionCodec.encode(new Condition.NotExists(new Path(List.of(new Path.Name("p")))));

    private final OneGroup one = OneGroup.open();

    private static ByteString countIs(long count) {
        return ExpressionCodec.encode(
                new Condition.Compare(
                        new Operand.At(COUNT),
                        Condition.Comparator.EQUAL,
                        new Operand.Literal(number(count))));
    }

    private static WriteRequest.Builder add(long sort, long more) {
        var update = new Update(List.of(new Update.Add(COUNT, number(more))));
        return WriteRequest.newBuilder()
                .setTarget(target(5))
                .setKey(key(sort))
                .setUpdate(
                        WriteRequest.UpdateAction.newBuilder()
                                .setUpdate(ExpressionCodec.encode(update))
                                .setKeyItem(encoded(keyItem(sort))));
    }

    private Counters counters() {
        return one.group.ownership().partition(OneGroup.PARTITION).orElseThrow().counters();
    }

    @Test
    void whatIsPutIsFound() {
        var reply = one.written(put(1, 10));

        assertThat(reply.getWritten().getOldBytes()).isZero();
        assertThat(reply.getWritten().getNewBytes()).isEqualTo(item(1, 10).sizeBytes());
        assertThat(reply.getOrigin().getPartition()).isEqualTo(OneGroup.PARTITION);
        assertThat(reply.getOrigin().getEpoch()).isEqualTo(3);
        assertThat(reply.getOrigin().getChangePosition()).isEqualTo(1);
        assertThat(one.found(1)).contains(item(1, 10));
        assertThat(one.found(2)).isEmpty();
    }

    @Test
    void aSequencerThatBreaksIsFollowedByOneOfTheNextTerm() {
        one.log.breakSequencer();

        var broken = one.written(put(1, 100));

        assertThat(broken.getFailure().hasUnknown()).isTrue();
        assertThat(one.written(put(1, 200)).hasWritten()).isTrue();
        assertThat(one.found(1)).contains(item(1, 200));
    }

    @Test
    void deletingAMissingItemSucceedsWithoutAnEntry() {
        int before = one.log.entries();

        var reply = one.written(delete(1));

        assertThat(reply.hasWritten()).isTrue();
        assertThat(one.log.entries()).isEqualTo(before);
    }

    @Test
    void puttingTheSameItemAgainCostsNoEntry() {
        var _ = one.written(put(1, 10));
        int before = one.log.entries();

        var reply = one.written(put(1, 10).setReturnValues(ReturnValues.ALL_OLD));

        assertThat(decoded(reply.getWritten().getAttributes())).isEqualTo(item(1, 10));
        assertThat(one.log.entries()).isEqualTo(before);
    }

    @Test
    void countersFollowEveryWrite() {
        var _ = one.written(put(1, 10));
        var _ = one.written(put(2, 10));
        var _ = one.written(put(1, 12_345));
        var _ = one.written(delete(2));

        assertThat(counters()).isEqualTo(new Counters(1, item(1, 12_345).sizeBytes(), 4));
    }

    @Test
    void aRefusalReturnsTheItemWhenAsked() {
        var _ = one.written(put(1, 10));

        var silent = one.written(put(1, 11).setCondition(MISSING));
        var telling = one.written(put(1, 11).setCondition(MISSING).setReturnItemOnFailure(true));

        assertThat(silent.getConditionFailed().hasItem()).isFalse();
        assertThat(decoded(telling.getConditionFailed().getItem())).isEqualTo(item(1, 10));
        assertThat(one.found(1)).contains(item(1, 10));
    }

    @Test
    void aConditionThatHoldsLetsTheWriteThrough() {
        assertThat(one.written(put(1, 10).setCondition(MISSING)).hasWritten()).isTrue();
        assertThat(one.written(put(1, 11).setCondition(countIs(10))).hasWritten()).isTrue();

        assertThat(one.found(1)).contains(item(1, 11));
    }

    @Test
    void anUpdateReturnsWhatIsAskedFor() {
        var _ = one.written(put(1, 10));

        var allOld = one.written(add(1, 1).setReturnValues(ReturnValues.ALL_OLD));
        var allNew = one.written(add(1, 1).setReturnValues(ReturnValues.ALL_NEW));
        var updatedOld = one.written(add(1, 1).setReturnValues(ReturnValues.UPDATED_OLD));
        var updatedNew = one.written(add(1, 1).setReturnValues(ReturnValues.UPDATED_NEW));
        var none = one.written(add(1, 1));

        assertThat(attributes(allOld)).isEqualTo(item(1, 10));
        assertThat(attributes(allNew)).isEqualTo(item(1, 12));
        assertThat(attributes(updatedOld).get("n")).contains(number(12));
        assertThat(attributes(updatedNew).get("n")).contains(number(14));
        assertThat(none.getWritten().hasAttributes()).isFalse();
    }

    private static Item attributes(WriteReply reply) {
        return decoded(reply.getWritten().getAttributes());
    }

    @Test
    void anUpdateOfAMissingItemBeginsWithItsKey() {
        var _ = one.written(add(1, 4));

        assertThat(one.found(1)).contains(item(1, 4));
    }

    @Test
    void anUpdateThatCannotBeDoneIsInvalid() {
        var text = Item.of(keyItem(1).attributes());
        var _ = one.written(put(1, 1).setPut(encoded(text)));
        var update =
                ExpressionCodec.encode(
                        new Update(
                                List.of(
                                        new Update.Assign(
                                                COUNT,
                                                new Update.Term.Plus(
                                                        new Update.Term.At(COUNT),
                                                        new Update.Term.Literal(number(1)))))));

        var reply =
                one.written(
                        add(1, 1)
                                .setUpdate(
                                        WriteRequest.UpdateAction.newBuilder()
                                                .setUpdate(update)
                                                .setKeyItem(encoded(keyItem(1)))));

        assertThat(reply.getFailure().getInvalid()).contains("does not exist in the item");
    }

    @Test
    void writesThatWaitTogetherShareOneEntryAndSeeEachOther() {
        one.log.hold();
        int before = one.log.entries();
        var replies = new ArrayList<List<WriteReply>>();
        for (int i = 0; i < Limits.ENTRIES_IN_FLIGHT; i++) {
            replies.add(one.writing(put(i, 0))); // one entry each, until enough are under way
        }
        for (int i = 0; i < 10; i++) {
            replies.add(one.writing(add(99, 1).setReturnValues(ReturnValues.ALL_NEW)));
        }

        one.log.release();

        assertThat(one.log.entries() - before).isEqualTo(Limits.ENTRIES_IN_FLIGHT + 1);
        assertThat(replies).allSatisfy(reply -> assertThat(reply).hasSize(1));
        assertThat(attributes(replies.getLast().getFirst())).isEqualTo(item(99, 10));
    }

    @Test
    void aPutWithoutConditionDecodesNothing() {
        var item = item(1, 10);
        // Cut off behind the size: it could not be decoded.
        ByteString half = encoded(item).substring(0, 8);

        var first = one.written(put(1, 0).setPut(half));
        var second = one.written(put(1, 10));

        assertThat(first.getWritten().getNewBytes()).isEqualTo(item.sizeBytes());
        assertThat(second.getWritten().getOldBytes()).isEqualTo(item.sizeBytes());
    }

    @Test
    void aMissIsReadFromDiskAndTheOrderOfItsKeyIsKept() {
        var _ = one.written(put(1, 10));
        ((MemoryStore) one.store).cold(true);
        one.holdBlocking();

        var first = one.writing(add(1, 1).setReturnValues(ReturnValues.ALL_NEW));
        var second = one.writing(add(1, 1).setReturnValues(ReturnValues.ALL_NEW));
        assertThat(first).isEmpty();
        assertThat(one.blocked).hasSize(1);
        one.unblock();

        assertThat(attributes(first.getFirst())).isEqualTo(item(1, 11));
        assertThat(attributes(second.getFirst())).isEqualTo(item(1, 12));
    }

    @Test
    void aRefusalWaitsForTheImageThatItSaw() {
        one.log.hold();
        var created = one.writing(put(1, 10).setCondition(MISSING));
        var refused = one.writing(put(1, 11).setCondition(MISSING));

        one.log.proveOnly();
        assertThat(refused).isEmpty();
        one.log.release();

        assertThat(created.getFirst().hasWritten()).isTrue();
        assertThat(refused.getFirst().hasConditionFailed()).isTrue();
    }

    @Test
    void whatDependedOnALostImageIsEvaluatedAgain() {
        one.log.hold();
        var lost = one.writing(put(1, 10).setCondition(MISSING));
        var refused = one.writing(put(1, 11).setCondition(MISSING));
        one.log.proveOnly();
        one.log.forget();

        one.time.advance(3_000_000_000L); // the log takes too long: a new epoch
        one.log.release();

        // The first is sequenced again, before the second.
        assertThat(lost.getFirst().hasWritten()).isTrue();
        assertThat(refused.getFirst().hasConditionFailed()).isTrue();
        assertThat(one.group.head().epoch().attempt()).isEqualTo(1);
        assertThat(one.found(1)).contains(item(1, 10));
    }

    @Test
    void anUndecidedWriteIsUnknownAtItsDeadline() {
        one.log.hold();
        var reply = one.writing(put(1, 10));

        one.time.advance(OneGroup.TIMEOUT_NANOS + 100_000_000L);

        assertThat(reply.getFirst().getFailure().hasUnknown()).isTrue();
    }

    @Test
    void aWriteThatWasNotProposedIsSurelyNotAppliedAtItsDeadline() {
        one.log.hold();
        for (int i = 0; i < Limits.ENTRIES_IN_FLIGHT; i++) {
            var _ = one.writing(put(i, 0));
        }
        var waiting = one.writing(put(9, 0));

        one.time.advance(OneGroup.TIMEOUT_NANOS + 100_000_000L);

        assertThat(waiting.getFirst().getFailure().hasNotReady()).isTrue();
    }

    @Test
    void aFullQueueIsBusyNow() {
        one.log.hold();
        var replies =
                Stream.generate(() -> one.writing(put(1, 1)))
                        .limit(Limits.WAITING_WRITES + 1)
                        .toList();

        assertThat(replies.getLast().getFirst().getFailure().hasBusy()).isTrue();
        one.log.release();

        assertThat(replies).allSatisfy(reply -> assertThat(reply).hasSize(1));
        assertThat(one.written(put(1, 2)).hasWritten()).isTrue();
    }

    @Test
    void aTokenOfAnotherIsRefusedWithTheEntryOfTheMap() {
        var reply = one.written(put(1, 1).setTarget(target(OneGroup.LAST_TOKEN + 1)));

        assertThat(reply.getFailure().getNotOwner().getPartition().getLastToken())
                .isEqualTo(OneGroup.LAST_TOKEN);
    }

    @Test
    void anotherSchemaVersionIsToldTheGroups() {
        var reply = one.written(put(1, 1).setTarget(target(5).setSchemaVersion(2)));

        assertThat(reply.getFailure().getSchemaVersion()).isEqualTo(1);
    }

    @Test
    void aRequestThatCannotBeReadIsInvalid() {
        var reply = one.written(put(1, 1).setCondition(ByteString.copyFromUtf8("nonsense")));

        assertThat(reply.getFailure().hasInvalid()).isTrue();
    }

    @Test
    void aDroppedTableIsRefusedFromTheProposalOn() {
        var _ = one.written(put(1, 1));
        one.log.hold();
        var _ = one.drop();

        var meanwhile = one.writing(put(2, 1));
        one.log.release();

        assertThat(meanwhile.getFirst().getFailure().hasNotReady()).isTrue();
        assertThat(one.written(put(3, 1)).getFailure().hasNotOwner()).isTrue();
        assertThat(one.drop().orElseThrow().hasFailure()).isFalse();
    }

    @Test
    void installingTwiceCostsOneEntry() {
        int before = one.log.entries();

        one.install();

        assertThat(one.log.entries()).isEqualTo(before);
    }

    @Test
    void aDeposedLeaderAnswersNotLeaderAndDecidesItsEntriesLater() {
        one.log.hold();
        var undecided = one.writing(put(1, 10));
        one.group.notLeading();

        assertThat(one.written(put(2, 10)).getFailure().hasNotLeader()).isTrue();
        assertThat(undecided).isEmpty();
        one.log.release();

        assertThat(undecided.getFirst().hasWritten()).isTrue();
    }
}
