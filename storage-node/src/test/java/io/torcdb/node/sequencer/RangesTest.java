package io.torcdb.node.sequencer;

import static io.torcdb.node.sequencer.OneGroup.bound;
import static io.torcdb.node.sequencer.OneGroup.decoded;
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
import io.torcdb.model.expression.Projection;
import io.torcdb.proto.internal.RangeReply;
import io.torcdb.proto.internal.RangeRequest;
import io.torcdb.proto.internal.ReadReply;
import io.torcdb.proto.internal.ReadRequest;
import io.torcdb.wire.ExpressionCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Reads and pages at the leader of a group of one. */
class RangesTest {
    private static final Path COUNT = new Path(List.of(new Path.Name("n")));
    private static final int ITEMS = 10;

    private final OneGroup one = OneGroup.open();

    RangesTest() {
        for (int sort = 0; sort < ITEMS; sort++) {
            var _ = one.written(put(sort, sort * 100L));
        }
    }

    private static RangeRequest.Builder all() {
        return RangeRequest.newBuilder()
                .setTarget(target(5))
                .setLower(bound(5, ByteString.EMPTY))
                .setUpper(bound(6, ByteString.EMPTY))
                .setStrong(true);
    }

    private static List<Long> sortKeys(RangeReply reply) {
        return reply.getPage().getItemsList().stream()
                .map(encoded -> decoded(encoded).get("s").orElseThrow())
                .map(value -> LongStream.range(0, ITEMS).filter(i -> number(i).equals(value)))
                .map(found -> found.findFirst().orElseThrow())
                .toList();
    }

    @Test
    void aRangeIsReadInTheOrderOfItsKeys() {
        var reply = one.range(all());

        assertThat(sortKeys(reply)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(reply.getPage().getEnded()).isTrue();
        assertThat(reply.getPage().getLastKey().isEmpty()).isTrue();
        assertThat(reply.getPage().getCount()).isEqualTo(ITEMS);
        assertThat(reply.getPage().getScannedCount()).isEqualTo(ITEMS);
        assertThat(reply.getOrigin().getPartition()).isEqualTo(OneGroup.PARTITION);
    }

    @Test
    void aDescendingRangeIsReadFromItsEnd() {
        var reply = one.range(all().setDescending(true).setLimit(3));

        assertThat(sortKeys(reply)).containsExactly(9L, 8L, 7L);
        assertThat(decoded(reply.getPage().getLastKey())).isEqualTo(keyItem(7));
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        var first = one.range(all().setLimit(4));
        var second = one.range(all().setLower(bound(5, key(4))).setLimit(4));

        assertThat(sortKeys(first)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(decoded(first.getPage().getLastKey())).isEqualTo(keyItem(3));
        assertThat(sortKeys(second)).containsExactly(4L, 5L, 6L, 7L);
    }

    @Test
    void aLimitThatIsReachedWithTheLastItemDoesNotEndTheRange() {
        var reply = one.range(all().setLimit(ITEMS));

        assertThat(reply.getPage().getEnded()).isFalse();
        assertThat(decoded(reply.getPage().getLastKey())).isEqualTo(keyItem(9));
    }

    @Test
    void theItemThatReachesTheBytesIsTheLastOfThePage() {
        int size = item(1, 100).sizeBytes();

        var reply = one.range(all().setMaxBytes(2 * size + 1));

        assertThat(reply.getPage().getScannedCount()).isEqualTo(3);
        assertThat(reply.getPage().getScannedBytes())
                .isEqualTo(
                        item(0, 0).sizeBytes()
                                + item(1, 100).sizeBytes()
                                + item(2, 200).sizeBytes());
    }

    @Test
    void limitsCountBeforeTheFilter() {
        var filter =
                new Condition.Compare(
                        new Operand.At(COUNT),
                        Condition.Comparator.GREATER_OR_EQUAL,
                        new Operand.Literal(number(300)));

        var reply = one.range(all().setFilter(ExpressionCodec.encode(filter)).setLimit(5));

        assertThat(sortKeys(reply)).containsExactly(3L, 4L);
        assertThat(reply.getPage().getCount()).isEqualTo(2);
        assertThat(reply.getPage().getScannedCount()).isEqualTo(5);
        assertThat(decoded(reply.getPage().getLastKey())).isEqualTo(keyItem(4));
    }

    @Test
    void aProjectionLeavesOnlyItsPaths() {
        var projection = ExpressionCodec.encode(new Projection(List.of(COUNT)));

        var reply = one.range(all().setProjection(projection).setLimit(1));

        assertThat(decoded(reply.getPage().getItems(0)).attributes()).containsOnlyKeys("n");
        assertThat(decoded(reply.getPage().getLastKey())).isEqualTo(keyItem(0));
    }

    @Test
    void aCountHasNoItems() {
        var reply = one.range(all().setCountOnly(true));

        assertThat(reply.getPage().getCount()).isEqualTo(ITEMS);
        assertThat(reply.getPage().getItemsList()).isEmpty();
    }

    @Test
    void aRangeBeyondThePartitionIsNotTheGroups() {
        var beyond = bound(OneGroup.LAST_TOKEN + 2, ByteString.EMPTY);

        var reply = one.range(all().setUpper(beyond));
        var open = one.range(all().setUpper(ByteString.EMPTY));

        assertThat(reply.getFailure().hasNotOwner()).isTrue();
        assertThat(open.getFailure().hasNotOwner()).isTrue();
    }

    @Test
    void aPageIsNotToldOnceTheTableIsBeingTakenOut() {
        one.holdBlocking();
        one.log.hold();
        var answers = new ArrayList<RangeReply>();
        one.service.range(all().setStrong(false).build(), OneGroup.TIMEOUT_NANOS, answers::add);
        var _ = one.drop();

        one.unblock();

        assertThat(answers.getFirst().getFailure().hasNotReady()).isTrue();
    }

    @Test
    void aReadWaitsForItsProof() {
        one.log.hold();
        var answers = new ArrayList<ReadReply>();
        var request = ReadRequest.newBuilder().setTarget(target(5)).setKey(key(1));

        one.service.read(
                request.clone().setStrong(true).build(), OneGroup.TIMEOUT_NANOS, answers::add);
        assertThat(answers).isEmpty();
        var unproved = one.read(request);
        one.log.release();

        assertThat(unproved.orElseThrow().getFound().hasItem()).isTrue();
        assertThat(answers.getFirst().getFound().hasItem()).isTrue();
    }

    @Test
    void aReadProjectsAndTellsTheStoredSize() {
        var projection = ExpressionCodec.encode(new Projection(List.of(COUNT)));

        var reply =
                one.read(
                                ReadRequest.newBuilder()
                                        .setTarget(target(5))
                                        .setKey(key(1))
                                        .setStrong(true)
                                        .setProjection(projection))
                        .orElseThrow();

        assertThat(decoded(reply.getFound().getItem()).attributes()).containsOnlyKeys("n");
        assertThat(reply.getFound().getStoredBytes()).isEqualTo(item(1, 100).sizeBytes());
    }
}
