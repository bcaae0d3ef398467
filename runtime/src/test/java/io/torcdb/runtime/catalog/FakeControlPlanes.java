package io.torcdb.runtime.catalog;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.torcdb.proto.internal.ControlFailure;
import io.torcdb.proto.internal.HeartbeatReply;
import io.torcdb.proto.internal.Method;
import io.torcdb.runtime.LoopbackNetwork;
import io.torcdb.runtime.Network;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.SystemTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Control planes that answer as a test says, in this JVM. */
final class FakeControlPlanes implements AutoCloseable {
    private final SystemTime time = new SystemTime();
    private final LoopbackNetwork network = new LoopbackNetwork(time);
    final Platform platform =
            new Platform(time, RandomGenerator.getDefault(), Thread.ofVirtual().factory(), network);
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** Answers a request, or keeps silent. */
    interface Answers {
        void to(Method method, ByteString request, Consumer<ByteString> answer);
    }

    Network.Listener at(int port, Answers answers) {
        try {
            return network.listen(
                    "127.0.0.1",
                    port,
                    (method, request, _, answer) -> {
                        asked.add(port + " " + method);
                        answers.to(method, request, answer);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Answers always(Message reply) {
        return (_, _, answer) -> answer.accept(reply.toByteString());
    }

    static Answers notLeader(String hint) {
        return always(
                HeartbeatReply.newBuilder()
                        .setFailure(ControlFailure.newBuilder().setNotLeader(hint))
                        .build());
    }

    @Override
    public void close() {
        network.close();
        time.close();
    }
}
