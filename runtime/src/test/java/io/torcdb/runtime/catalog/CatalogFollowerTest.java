package io.torcdb.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.model.catalog.CatalogChange;
import io.torcdb.model.catalog.CatalogChange.ClusterBorn;
import io.torcdb.model.catalog.CatalogChange.GroupsBorn;
import io.torcdb.model.catalog.CatalogChange.NodeRegistered;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.GroupInfo;
import io.torcdb.model.catalog.NodeInfo;
import io.torcdb.model.catalog.NodeState;
import io.torcdb.proto.internal.WatchReply;
import io.torcdb.proto.internal.WatchRequest;
import io.torcdb.wire.CatalogCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogFollowerTest {
    private static final long SECONDS = 1_000_000_000L;
    private static final long LONG = 20 * SECONDS;

    @TempDir Path folder;

    private final FakeControlPlanes planes = new FakeControlPlanes();
    private final LinkedBlockingQueue<Poll> polls = new LinkedBlockingQueue<>();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile WatchReply newest = WatchReply.getDefaultInstance();

    private record Poll(WatchRequest request, Consumer<ByteString> answer) {
        void answer(WatchReply reply) {
            answer.accept(reply.toByteString());
        }
    }

    @AfterEach
    void stop() {
        planes.close();
    }

    private CatalogFollower follower() {
        var client = new ControlClient(planes.platform, List.of("h:1"));
        return new CatalogFollower(client, planes.platform, folder.resolve("catalog"));
    }

    private CatalogFollower started() {
        var _ =
                planes.at(
                        1,
                        (_, bytes, answer) -> {
                            var request = request(bytes);
                            if (request.getWaitMillis() == 0) {
                                var _ = questions.incrementAndGet();
                                answer.accept(newest.toByteString());
                            } else {
                                polls.add(new Poll(request, answer));
                            }
                        });
        var follower = follower();
        follower.start();
        return follower;
    }

    private static WatchRequest request(ByteString bytes) {
        try {
            return WatchRequest.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Poll nextPoll() throws InterruptedException {
        var poll = polls.poll(LONG, TimeUnit.NANOSECONDS);
        assertThat(poll).isNotNull();
        return poll;
    }

    @Test
    void changesAreAddedToTheImage() throws InterruptedException {
        try (var follower = started()) {
            nextPoll().answer(whole(images().get(2)));
            assertThat(follower.awaitVersion(2, LONG)).isTrue();

            var poll = nextPoll();
            poll.answer(deltas(changes().subList(2, 3)));

            assertThat(poll.request().getVersion()).isEqualTo(2);
            assertThat(follower.awaitVersion(3, LONG)).isTrue();
            assertThat(follower.image()).isEqualTo(images().get(3));
        }
    }

    @Test
    void aGapInTheChangesMakesItAskForTheWhole() throws InterruptedException {
        try (var follower = started()) {
            nextPoll().answer(whole(images().get(1)));
            nextPoll().answer(deltas(changes().subList(2, 3)));

            var poll = nextPoll();
            poll.answer(whole(images().get(3)));

            assertThat(poll.request().getVersion()).isZero();
            assertThat(follower.awaitVersion(3, LONG)).isTrue();
        }
    }

    @Test
    void itNeverGoesBackInVersion() throws InterruptedException {
        try (var follower = started()) {
            var seen = new CopyOnWriteArrayList<Long>();
            follower.onChange(image -> seen.add(image.version()));
            nextPoll().answer(whole(images().get(3)));
            nextPoll().answer(whole(images().get(2)));
            nextPoll().answer(deltas(changes().subList(1, 2)));
            var _ = nextPoll();

            assertThat(follower.image()).isEqualTo(images().get(3));
            assertThat(seen).containsExactly(3L);
        }
    }

    @Test
    void anEmptyMapIsNeverAdoptedOverAFullOne() throws InterruptedException {
        try (var follower = started()) {
            nextPoll().answer(whole(images().get(3)));
            var header = new CatalogImage.Header(99, 7, 1, 1, 1, 9);
            nextPoll()
                    .answer(
                            whole(
                                    CatalogImage.of(
                                            header, List.of(), List.of(), List.of(), List.of())));
            var _ = nextPoll();

            assertThat(follower.image()).isEqualTo(images().get(3));
        }
    }

    @Test
    void anotherClustersCatalogIsNeverAdopted() throws InterruptedException {
        try (var follower = started()) {
            nextPoll().answer(whole(images().get(1)));
            var other = CatalogImage.EMPTY.with(new ClusterBorn(0, 8, 1, 1)).orElseThrow();
            nextPoll().answer(whole(other));
            var _ = nextPoll();

            assertThat(follower.image()).isEqualTo(images().get(1));
        }
    }

    @Test
    void itStartsFromDiskWithAllControlPlanesDown() throws InterruptedException {
        try (var follower = started()) {
            nextPoll().answer(whole(images().get(3)));
            assertThat(follower.awaitVersion(3, LONG)).isTrue();
        }

        var down = new ControlClient(planes.platform, List.of("h:9"));
        try (var again = new CatalogFollower(down, planes.platform, folder.resolve("catalog"))) {
            again.start();

            assertThat(again.image()).isEqualTo(images().get(3));
            assertThat(again.refresh(SECONDS / 5)).isFalse();
            assertThat(again.image()).isEqualTo(images().get(3));
        }
    }

    @Test
    void aRefreshBringsTheNewest() throws InterruptedException {
        try (var follower = started()) {
            nextPoll().answer(whole(images().get(1)));
            assertThat(follower.awaitVersion(1, LONG)).isTrue();
            newest = deltas(changes().subList(1, 3));

            assertThat(follower.refresh(LONG)).isTrue();

            assertThat(follower.image()).isEqualTo(images().get(3));
        }
    }

    @Test
    void refreshesInARowHardlyWait() throws InterruptedException {
        try (var follower = started()) {
            newest = whole(images().get(3));
            var start = planes.platform.time().nanoTime();

            for (int i = 0; i < 50; i++) {
                assertThat(follower.refresh(LONG)).isTrue();
            }

            assertThat(planes.platform.time().nanoTime() - start).isLessThan(50 * SECONDS / 20);
        }
    }

    @Test
    void manyWhoRefreshShareFewQuestions() throws InterruptedException {
        try (var follower = started()) {
            newest = whole(images().get(3));
            var start = planes.platform.time().nanoTime();
            var done = new CountDownLatch(200);
            var current = new AtomicInteger();
            for (int i = 0; i < 200; i++) {
                planes.platform
                        .threads()
                        .newThread(() -> {
                            if (follower.refresh(LONG)) {
                                var _ = current.incrementAndGet();
                            }
                            done.countDown();
                        })
                        .start();
            }
            done.await();

            var slots =
                    (planes.platform.time().nanoTime() - start)
                            / CatalogFollower.REFRESH_REST_NANOS;
            assertThat(current.get()).isEqualTo(200);
            assertThat(questions.get()).isLessThanOrEqualTo((int) slots + 1);
        }
    }

    @Test
    void hintsOfLeadersComeWithEachAnswer() throws InterruptedException {
        try (var follower = started()) {
            nextPoll()
                    .answer(whole(images().get(3)).toBuilder().addLeaders(2).addLeaders(1).build());
            assertThat(follower.awaitVersion(3, LONG)).isTrue();

            assertThat(follower.leaderHint(2)).isEqualTo(1);
            assertThat(follower.leaderHint(5)).isZero();
        }
    }

    private static List<CatalogChange> changes() {
        return List.of(
                new ClusterBorn(0, 7, 1, 1),
                new NodeRegistered(1, new NodeInfo(1, "i", "h:1", "h:2", "", 1, NodeState.ACTIVE)),
                new GroupsBorn(2, List.of(new GroupInfo(2, List.of(1L)))));
    }

    private static List<CatalogImage> images() {
        var images = new ArrayList<>(List.of(CatalogImage.EMPTY));
        for (var change : changes()) {
            images.add(images.getLast().with(change).orElseThrow());
        }
        return images;
    }

    private static WatchReply whole(CatalogImage image) {
        return WatchReply.newBuilder().setImage(CatalogCodec.encode(image)).build();
    }

    private static WatchReply deltas(List<CatalogChange> changes) {
        var reply = WatchReply.newBuilder();
        changes.forEach(change -> reply.addChanges(CatalogCodec.encode(change)));
        return reply.build();
    }
}
