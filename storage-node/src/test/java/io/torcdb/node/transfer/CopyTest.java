package io.torcdb.node.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.torcdb.node.group.Group;
import io.torcdb.node.store.Store;
import io.torcdb.node.store.Store.Family;
import io.torcdb.node.store.rocks.RocksConfig;
import io.torcdb.node.store.rocks.RocksStores;
import io.torcdb.proto.internal.CopyBeginReply;
import io.torcdb.proto.internal.CopyBeginRequest;
import io.torcdb.proto.internal.CopyEndRequest;
import io.torcdb.proto.internal.CopyReadReply;
import io.torcdb.proto.internal.CopyReadRequest;
import io.torcdb.proto.internal.Entry;
import io.torcdb.replication.GroupId;
import io.torcdb.replication.Member;
import io.torcdb.replication.Position;
import io.torcdb.runtime.LoopbackNetwork;
import io.torcdb.runtime.Network;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.SystemTime;
import io.torcdb.runtime.Time;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class CopyTest {
    private static final long GROUP = 7;
    private static final Member LEADER = new Member(1, "unused");

    @TempDir Path root;
    private final SystemTime systemTime = new SystemTime();
    private final Network network = new LoopbackNetwork(systemTime);
    private final HandTime time = new HandTime();
    private final Platform platform =
            new Platform(time, RandomGenerator.getDefault(), Thread.ofVirtual().factory(), network);
    private RocksStores stores;
    private Group group;
    private CopySource source;
    private ReplicaFolder target;
    private Store present;

    @BeforeEach
    void openBothSides() throws IOException {
        stores = RocksStores.open(RocksConfig.SMALL);
        group = groupWith(stores.open(root.resolve("leader")));
        source = CopySource.open(this::find, root.resolve("copies"), platform);
        target = ReplicaFolder.open(root.resolve("follower"));
        present = stores.open(target.store());
        write(present, "old", "of the follower");
    }

    @AfterEach
    void closeBothSides() {
        source.close();
        present.close();
        group.store().close();
        stores.close();
        systemTime.close();
    }

    @Test
    void aCopyReplacesTheStateAndIsThereAfterARestart() throws Exception {
        var address = serve(part -> part);

        var copied = copyFrom(100, address).get();

        assertThat(text(copied, "key")).isEqualTo("value");
        assertThat(text(copied, "old")).isEmpty();
        var again = groupOn(copied);
        assertThat(again.applied()).isEqualTo(group.applied());
        copied.close();
        var reopened = stores.open(ReplicaFolder.open(root.resolve("follower")).store());
        assertThat(text(reopened, "key")).isEqualTo("value");
        reopened.close();
        assertThat(checkpoints()).isEmpty();
    }

    @Test
    void aFileLargerThanAPartArrivesWhole() throws Exception {
        var large = new byte[3 * CopySource.MAX_CHUNK_BYTES + 17];
        new Random(3).nextBytes(large);
        try (var batch = group.store().batch()) {
            batch.put(Family.ITEMS, bytes("large"), large);
            group.store().write(batch);
        }

        var copied = copyFrom(100, serve(part -> part)).get();

        assertThat(copied.get(Family.ITEMS, bytes("large"))).isEqualTo(large);
        copied.close();
    }

    @Test
    void aDamagedCopyIsNotTakenAndAnotherNodeIsAsked() throws Exception {
        var damaged = serveDamaged();
        var whole = serve(part -> part);

        var copied = copyFrom(100, damaged, whole).get();

        assertThat(text(copied, "key")).isEqualTo("value");
        copied.close();
    }

    @Test
    void whenNoCopyCanBeHadThePresentStateStays() throws Exception {
        var damaged = serveDamaged();

        var copied = copyFrom(100, damaged, "127.0.0.1:9");

        assertThatThrownBy(copied::get).hasRootCauseInstanceOf(IOException.class);
        assertThat(text(present, "old")).isEqualTo("of the follower");
        assertThat(checkpoints()).isEmpty();
    }

    @Test
    void aCopyThatDoesNotReachTheLeadersLogIsNotTaken() throws Exception {
        var copied = copyFrom(group.applied().index() + 2, serve(part -> part));

        assertThatThrownBy(copied::get).hasRootCauseInstanceOf(IOException.class);
        assertThat(text(present, "old")).isEqualTo("of the follower");
    }

    @Test
    void moreThanAFewCopiesAtATimeAreRefused() throws Exception {
        for (var number = 0; number < CopySource.MAX_COPIES; number++) {
            assertThat(begin().hasCopy()).isTrue();
        }

        assertThat(begin().getFailure().hasBusy()).isTrue();
    }

    @Test
    void aCopyThatNobodyReadsIsDropped() throws Exception {
        var copy = begin().getCopy();

        time.advance(CopySource.ABANDONED_AFTER_NANOS - 1);
        var read = read(copy).getBytes();
        time.advance(CopySource.ABANDONED_AFTER_NANOS - 1);

        assertThat(read).isNotEmpty();
        assertThat(read(copy).hasBytes()).isTrue();

        time.advance(CopySource.ABANDONED_AFTER_NANOS);

        while (!checkpoints().isEmpty()) {
            systemTime.sleep(1_000_000);
        }
        assertThat(read(copy).getFailure().hasNotReady()).isTrue();
    }

    @Test
    void onlyFilesOfTheCopyAreGivenAway() throws Exception {
        Files.writeString(root.resolve("copies").resolve("secret"), "secret");
        var copy = begin().getCopy();
        var request =
                CopyReadRequest.newBuilder()
                        .setGroup(GROUP)
                        .setId(copy.getId())
                        .setName("../secret")
                        .setBytes(100)
                        .build();

        var reply = new CompletableFuture<CopyReadReply>();
        source.read(request, reply::complete);

        assertThat(reply.get().hasFailure()).isTrue();
        Files.delete(root.resolve("copies").resolve("secret"));
    }

    private CompletableFuture<Store> copyFrom(long firstAvailable, String... addresses) {
        var copies = new CopyTarget(GROUP, target, stores, (_, _) -> List.of(addresses), platform);
        return copies.copy(LEADER, new Position(1, firstAvailable), present::close);
    }

    private Optional<Group> find(long id) {
        return id == GROUP ? Optional.of(group) : Optional.empty();
    }

    private CopyBeginReply begin() throws Exception {
        var reply = new CompletableFuture<CopyBeginReply>();
        source.begin(CopyBeginRequest.newBuilder().setGroup(GROUP).build(), reply::complete);
        return reply.get();
    }

    private CopyReadReply read(CopyBeginReply.Copy copy) throws Exception {
        var request =
                CopyReadRequest.newBuilder()
                        .setGroup(GROUP)
                        .setId(copy.getId())
                        .setName("CURRENT")
                        .setBytes(100)
                        .build();
        var reply = new CompletableFuture<CopyReadReply>();
        source.read(request, reply::complete);
        return reply.get();
    }

    private List<Path> checkpoints() throws IOException {
        try (var files = Files.list(root.resolve("copies"))) {
            return files.toList();
        }
    }

    /** Returns a group that has applied everything up to index 100. */
    private static Group groupWith(Store store) {
        write(store, "key", "value");
        var opened = groupOn(store);
        var opening =
                Entry.newBuilder()
                        .setFormat(Group.ENTRY_FORMAT)
                        .setTerm(1)
                        .setAttempt(1)
                        .setOpening(Entry.Opening.getDefaultInstance())
                        .build();
        opened.apply(new Position(1, 100), ByteBuffer.wrap(opening.toByteArray()));
        return opened;
    }

    private static Group groupOn(Store store) {
        return new Group(
                new GroupId(1, GROUP),
                store,
                (_, _, _) -> CompletableFuture.failedFuture(new IOException("unused")),
                _ -> {});
    }

    /** Serves copies whose parts pass through {@code onPart}. */
    private String serve(UnaryOperator<CopyReadReply> onPart) throws IOException {
        Network.Handler handler =
                (method, request, _, answer) -> {
                    try {
                        switch (method) {
                            case NODE_COPY_BEGIN ->
                                    source.begin(
                                            CopyBeginRequest.parseFrom(request),
                                            reply -> answer.accept(reply.toByteString()));
                            case NODE_COPY_READ ->
                                    source.read(
                                            CopyReadRequest.parseFrom(request),
                                            reply ->
                                                    answer.accept(
                                                            onPart.apply(reply).toByteString()));
                            default ->
                                    source.end(
                                            CopyEndRequest.parseFrom(request),
                                            reply -> answer.accept(reply.toByteString()));
                        }
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                };
        return "127.0.0.1:" + network.listen("127.0.0.1", 0, handler).port();
    }

    /** Serves copies in which one bit of one part is wrong. */
    private String serveDamaged() throws IOException {
        var parts = new AtomicInteger();
        return serve(reply -> {
            if (parts.incrementAndGet() != 2) {
                return reply;
            }
            var bytes = reply.getBytes().toByteArray();
            bytes[bytes.length / 2] ^= 1;
            return CopyReadReply.newBuilder().setBytes(ByteString.copyFrom(bytes)).build();
        });
    }

    private static void write(Store store, String key, String value) {
        try (var batch = store.batch()) {
            batch.put(Family.ITEMS, bytes(key), bytes(value));
            store.write(batch);
        }
    }

    private static String text(Store store, String key) {
        var value = store.get(Family.ITEMS, bytes(key));
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A clock that the test moves. */
    private static final class HandTime implements Time {
        private final AtomicLong now = new AtomicLong();
        private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();

        private record Waiting(long atNanos, Runnable task) {}

        @Override
        public long nanoTime() {
            return now.get();
        }

        @Override
        public long currentMillis() {
            return 0;
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            var entry = new Waiting(now.get() + delayNanos, task);
            waiting.add(entry);
            return () -> waiting.remove(entry);
        }

        @Override
        public void sleep(long nanos) {
            throw new UnsupportedOperationException();
        }

        void advance(long nanos) {
            var then = now.addAndGet(nanos);
            var due = new ArrayList<Waiting>();
            waiting.removeIf(entry -> entry.atNanos() <= then && due.add(entry));
            due.forEach(entry -> entry.task().run());
        }
    }
}
