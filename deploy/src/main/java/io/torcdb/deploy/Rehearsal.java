package io.torcdb.deploy;

import com.google.protobuf.ByteString;
import io.torcdb.proto.internal.Method;
import io.torcdb.runtime.Network.Reply;
import io.torcdb.runtime.SystemRandom;
import io.torcdb.runtime.Time;
import io.torcdb.runtime.grpc.GrpcNetwork;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Uses once what a cluster in one JVM does not use and processes do, so that its classes are among
 * those that the JVM notes for later starts.
 */
final class Rehearsal {
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private Rehearsal() {}

    static void run(Time time) throws IOException {
        try (var network = new GrpcNetwork(time, new SystemRandom());
                var listener =
                        network.listen(
                                "127.0.0.1",
                                0,
                                (_, request, _, answer) -> answer.accept(request))) {
            var reply = new CompletableFuture<Reply>();
            network.peer("127.0.0.1:" + listener.port())
                    .call(Method.NODE_READ, ByteString.EMPTY, TIMEOUT_NANOS, reply::complete);
            var _ = reply.join();
        }
    }
}
