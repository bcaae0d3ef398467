package io.torcdb.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.torcdb.node.sequencer.GroupService;
import io.torcdb.node.transfer.CopySource;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.ReadReply;
import io.torcdb.proto.internal.ReadRequest;
import io.torcdb.proto.internal.Target;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.proto.internal.WriteRequest;
import io.torcdb.runtime.LoopbackNetwork;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.SystemTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeEdgeTest {
    private static final long EXPECTED = 5;
    private static final long FOREIGN = 6;

    @TempDir Path root;
    private final SystemTime time = new SystemTime();

    @AfterEach
    void closeTheTime() {
        time.close();
    }

    @Test
    void aGroupOfOtherNodesIsNotOwned() throws IOException {
        var reply = read(edge(false), FOREIGN);

        assertThat(reply.getFailure().hasNotOwner()).isTrue();
    }

    @Test
    void aGroupThatIsBeingOpenedIsNotReady() throws IOException {
        var reply = read(edge(false), EXPECTED);

        assertThat(reply.getFailure().hasNotReady()).isTrue();
    }

    @Test
    void aFullDiskRefusesWritesRetryablyAndLetsReadsThrough() throws IOException {
        var edge = edge(true);

        var write = WriteRequest.newBuilder().setTarget(target(EXPECTED)).build();
        var reply = WriteReply.parseFrom(call(edge, Method.NODE_WRITE, write.toByteString()));

        assertThat(reply.getFailure().hasBusy()).isTrue();
        assertThat(read(edge, EXPECTED).getFailure().hasBusy()).isFalse();
    }

    @Test
    void admissionIsBoundedByCountAndBytesAndComesBack() {
        var admission = new Admission();

        assertThat(admission.enter((int) Admission.MAX_REQUEST_BYTES)).isTrue();
        assertThat(admission.enter(1)).isFalse();
        admission.leave((int) Admission.MAX_REQUEST_BYTES);
        for (var number = 0; number < Admission.MAX_REQUESTS; number++) {
            assertThat(admission.enter(1)).isTrue();
        }

        assertThat(admission.enter(1)).isFalse();
        admission.leave(1);
        assertThat(admission.enter(1)).isTrue();
    }

    private NodeEdge edge(boolean diskIsFull) throws IOException {
        var platform =
                new Platform(
                        time,
                        RandomGenerator.getDefault(),
                        Thread.ofVirtual().factory(),
                        new LoopbackNetwork(time));
        var copies = CopySource.open(_ -> Optional.empty(), root.resolve("copies"), platform);
        return new NodeEdge(new Empty(), copies, () -> diskIsFull);
    }

    private static ReadReply read(NodeEdge edge, long group) throws IOException {
        var request = ReadRequest.newBuilder().setTarget(target(group)).build();
        return ReadReply.parseFrom(call(edge, Method.NODE_READ, request.toByteString()));
    }

    private static ByteString call(NodeEdge edge, Method method, ByteString request) {
        var answers = new ArrayList<ByteString>();
        edge.handle(method, request, 1_000_000_000L, answers::add);
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    private static Target.Builder target(long group) {
        return Target.newBuilder().setGroup(group);
    }

    /** Has no replica yet. */
    private static final class Empty implements GroupDirectory {
        @Override
        public Optional<GroupService> find(long group) {
            return Optional.empty();
        }

        @Override
        public boolean expects(long group) {
            return group == EXPECTED;
        }
    }
}
