package io.torcdb.runtime.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.torcdb.proto.internal.Method;
import io.torcdb.runtime.Lifecycle;
import io.torcdb.runtime.Network;
import io.torcdb.runtime.Network.Reply;
import io.torcdb.runtime.SystemTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What sockets can do to calls; the contract itself is tested with all networks. */
@Timeout(30)
final class GrpcNetworkTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(10);
    private static final ByteString ASKED = ByteString.copyFromUtf8("asked");

    private final Lifecycle parts = new Lifecycle();
    private final SystemTime time = parts.add("time", new SystemTime());

    @AfterEach
    void close() {
        parts.close();
    }

    @Test
    void aPeerThatFreezesIsNoticedInAboutTwoSeconds() throws IOException {
        var server = network();
        var listener = listen(server, (_, _, _, _) -> {});
        var link = parts.add("link", new Link(listener.port()));
        var peer = network().peer("127.0.0.1:" + link.port());
        var call = call(peer);
        link.awaitBytes();
        var begin = time.nanoTime();

        link.freeze();
        var reply = call.join();

        assertThat(reply).isInstanceOf(Reply.Unknown.class);
        assertThat(time.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(4));
    }

    @Test
    void aPeerThatIsIdleButLivesStaysConnected() throws IOException, InterruptedException {
        var listener = listen(network(), echo());
        var link = parts.add("link", new Link(listener.port()));
        var peer = network().peer("127.0.0.1:" + link.port());
        var _ = call(peer).join();

        time.sleep(TimeUnit.MILLISECONDS.toNanos(2_600));
        var _ = call(peer).join();

        assertThat(link.accepted()).isEqualTo(1);
    }

    @Test
    void anAddressThatNeverAnswersIsGivenUpAndThenCostsNothing() throws IOException {
        var silent = parts.add("silent", new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        var peer = network().peer("127.0.0.1:" + silent.getLocalPort());
        var first = call(peer).join();
        var begin = time.nanoTime();

        var second = call(peer).join();

        assertThat(first).isInstanceOf(Reply.NotDelivered.class);
        assertThat(second).isInstanceOf(Reply.NotDelivered.class);
        assertThat(time.nanoTime() - begin).isLessThan(TimeUnit.MILLISECONDS.toNanos(500));
    }

    @Test
    void aDeadPeerDoesNotHoldUpOthers() throws IOException {
        var silent = parts.add("silent", new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        var listener = listen(network(), echo());
        var client = network();
        var alive = client.peer("127.0.0.1:" + listener.port());
        var _ = call(alive).join();
        var dead = client.peer("127.0.0.1:" + silent.getLocalPort());
        var waiting = new ArrayList<CompletableFuture<Reply>>();
        for (int i = 0; i < 1_000; i++) {
            waiting.add(call(dead));
        }

        var reply = call(alive).join();

        assertThat(reply).isEqualTo(new Reply.Answered(ASKED));
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void aCutConnectionLeavesItsCallsUnknownAndIsMadeAnew() throws IOException {
        var listener = listen(network(), echoAllBut("never"));
        var link = parts.add("link", new Link(listener.port()));
        var peer = network().peer("127.0.0.1:" + link.port());
        var _ = call(peer).join();
        var lost = call(peer, ByteString.copyFromUtf8("never"));
        var _ = call(peer).join();

        link.cut();

        assertThat(lost.join()).isInstanceOf(Reply.Unknown.class);
        assertThat(untilDelivered(peer)).isEqualTo(new Reply.Answered(ASKED));
    }

    @Test
    void processesOfTwoClustersDoNotTalk() throws IOException {
        var server = network();
        server.belongsTo(7);
        var seen = new CopyOnWriteArrayList<ByteString>();
        var listener = listen(server, (_, request, _, _) -> seen.add(request));
        var client = network();
        client.belongsTo(8);

        var reply = call(client.peer("127.0.0.1:" + listener.port())).join();

        assertThat(reply).isInstanceOf(Reply.NotDelivered.class);
        assertThat(((Reply.NotDelivered) reply).refused()).isTrue();
        assertThat(((Reply.NotDelivered) reply).reason())
                .contains("belongs to cluster 7, not to 8");
        assertThat(seen).isEmpty();
    }

    @Test
    void aProcessWithoutClusterMayTalkToAny() throws IOException {
        var server = network();
        server.belongsTo(7);
        var listener = listen(server, echo());

        var reply = call(network().peer("127.0.0.1:" + listener.port())).join();

        assertThat(reply).isEqualTo(new Reply.Answered(ASKED));
    }

    @Test
    void callsThatWaitTravelTogether() throws IOException {
        var listener = listen(network(), echo());
        var link = parts.add("link", new Link(listener.port()));
        var peer = network().peer("127.0.0.1:" + link.port());
        var _ = call(peer).join();
        var before = link.bytes();
        var calls = new ArrayList<CompletableFuture<Reply>>();

        for (int i = 0; i < 1_000; i++) {
            calls.add(call(peer));
        }
        calls.forEach(CompletableFuture::join);

        // A frame of its own would cost each call the heads of HTTP/2 and gRPC: 14 bytes more.
        assertThat((link.bytes() - before) / 1_000).isLessThan(24);
    }

    @Test
    void aTakenPortIsTold() throws IOException {
        var listener = listen(network(), echo());

        assertThatThrownBy(() -> listen(network(), listener.port()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + listener.port())
                .hasMessageContaining("ddress already in use");
    }

    private GrpcNetwork network() {
        return parts.add("network", new GrpcNetwork(time, new Random(1)));
    }

    private Network.Listener listen(Network network, Network.Handler handler) throws IOException {
        return parts.add("listener", network.listen("127.0.0.1", 0, handler));
    }

    private void listen(Network network, int port) throws IOException {
        parts.add("listener", network.listen("127.0.0.1", port, echo()));
    }

    private Reply untilDelivered(Network.Peer peer) {
        while (true) {
            var reply = call(peer).join();
            if (!(reply instanceof Reply.NotDelivered)) {
                return reply;
            }
        }
    }

    private static CompletableFuture<Reply> call(Network.Peer peer) {
        return call(peer, ASKED);
    }

    private static CompletableFuture<Reply> call(Network.Peer peer, ByteString request) {
        var reply = new CompletableFuture<Reply>();
        peer.call(Method.NODE_READ, request, LONG, reply::complete);
        return reply;
    }

    private static Network.Handler echo() {
        return echoAllBut("");
    }

    private static Network.Handler echoAllBut(String ignored) {
        return (_, request, _, answer) -> {
            if (!request.toStringUtf8().equals(ignored)) {
                answer.accept(request);
            }
        };
    }

    /** A wire between two sockets that can be frozen or cut. */
    private static final class Link implements AutoCloseable {
        private final ServerSocket entrance;
        private final int target;
        private final List<Socket> sockets = new CopyOnWriteArrayList<>();
        private volatile boolean frozen;
        private final AtomicLong bytes = new AtomicLong();

        Link(int target) throws IOException {
            this.target = target;
            this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.startVirtualThread(this::accept);
        }

        int port() {
            return entrance.getLocalPort();
        }

        int accepted() {
            return sockets.size() / 2;
        }

        long bytes() {
            return bytes.get();
        }

        void awaitBytes() {
            while (bytes.get() < 300) {
                Thread.onSpinWait();
            }
        }

        void freeze() {
            frozen = true;
        }

        void cut() throws IOException {
            for (var socket : sockets) {
                socket.close();
            }
        }

        @Override
        public void close() throws IOException {
            entrance.close();
            cut();
        }

        private void accept() {
            try {
                while (true) {
                    var in = entrance.accept();
                    var out = new Socket(InetAddress.getLoopbackAddress(), target);
                    sockets.add(in);
                    sockets.add(out);
                    pass(in.getInputStream(), out.getOutputStream(), true);
                    pass(out.getInputStream(), in.getOutputStream(), false);
                }
            } catch (IOException _) {
                // closed
            }
        }

        private void pass(InputStream from, OutputStream to, boolean counted) {
            Thread.startVirtualThread(() -> {
                try {
                    var buffer = new byte[8_192];
                    for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                        if (!frozen) {
                            to.write(buffer, 0, n);
                        }
                        if (counted) {
                            bytes.addAndGet(n);
                        }
                    }
                } catch (IOException _) {
                    // cut
                }
            });
        }
    }
}
