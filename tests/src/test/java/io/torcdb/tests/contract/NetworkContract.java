package io.torcdb.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.torcdb.proto.internal.Method;
import io.torcdb.runtime.Network;
import io.torcdb.runtime.Network.Reply;
import io.torcdb.runtime.SystemTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Network} does. */
@Timeout(30)
abstract class NetworkContract {
    private static final long LONG = TimeUnit.SECONDS.toNanos(10);
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(100);
    private static final ByteString ASKED = ByteString.copyFromUtf8("asked");

    private final SystemTime time = new SystemTime();
    private final Network network;

    NetworkContract(Function<SystemTime, Network> opening) {
        this.network = opening.apply(time);
    }

    @AfterEach
    void closeAll() {
        network.close();
        time.close();
    }

    @Test
    void aRequestIsAnsweredByTheHandlerOfItsAddress() throws IOException {
        var peer =
                serve((method, request, _, answer) ->
                        answer.accept(request.concat(utf8(" " + method))));

        var reply = call(peer, ASKED, LONG).join();

        assertThat(reply).isEqualTo(new Reply.Answered(utf8("asked NODE_READ")));
    }

    @Test
    void repliesMayComeInAnotherOrder() throws IOException {
        var firstAnswer = new CompletableFuture<Consumer<ByteString>>();
        var peer =
                serve((_, request, _, answer) -> {
                    if (!firstAnswer.complete(answer)) {
                        answer.accept(request);
                    }
                });

        var first = call(peer, utf8("1"), LONG);
        var second = call(peer, utf8("2"), LONG);

        assertThat(second.join()).isEqualTo(new Reply.Answered(utf8("2")));
        assertThat(first).isNotDone();
        firstAnswer.join().accept(utf8("late"));
        assertThat(first.join()).isEqualTo(new Reply.Answered(utf8("late")));
    }

    @Test
    void theHandlerLearnsHowLongTheCallerWaits() throws IOException {
        var seen = new CompletableFuture<Long>();
        var peer = serve((_, _, timeoutNanos, _) -> seen.complete(timeoutNanos));

        var _ = call(peer, ASKED, LONG);

        assertThat(seen.join()).isBetween(LONG - TimeUnit.SECONDS.toNanos(5), LONG + 2_000_000L);
    }

    @Test
    void aCallWithoutAnswerIsUnknownAfterItsTimeout() throws IOException {
        var peer =
                serve((_, request, _, answer) -> {
                    if (request.equals(ASKED)) {
                        answer.accept(request);
                    }
                });
        var _ = call(peer, ASKED, LONG).join();

        var reply = call(peer, utf8("silence"), SHORT).join();

        assertThat(reply).isInstanceOf(Reply.Unknown.class);
    }

    @Test
    void aSecondAnswerIsIgnored() throws IOException {
        var peer =
                serve((_, _, _, answer) -> {
                    answer.accept(utf8("one"));
                    answer.accept(utf8("two"));
                });

        var told = new ArrayList<Reply>();
        peer.call(Method.NODE_READ, ASKED, LONG, told::add);
        var last = call(peer, ASKED, LONG).join();

        assertThat(last).isEqualTo(new Reply.Answered(utf8("one")));
        assertThat(told).containsExactly(new Reply.Answered(utf8("one")));
    }

    @Test
    void aHandlerThatFailsLeavesTheCallUnknown() throws IOException {
        var peer =
                serve((_, _, _, _) -> {
                    throw new IllegalStateException("a bug");
                });

        var reply = call(peer, ASKED, LONG).join();

        assertThat(reply).isInstanceOf(Reply.Unknown.class);
    }

    @Test
    void aCallWhereNobodyListensIsNotDelivered() throws IOException {
        var listener = network.listen("127.0.0.1", 0, (_, _, _, _) -> {});
        listener.close();

        var reply = call(network.peer("127.0.0.1:" + listener.port()), ASKED, LONG).join();

        assertThat(reply).isInstanceOf(Reply.NotDelivered.class);
    }

    @Test
    void aPeerThatComesUpLaterIsReached() throws IOException, InterruptedException {
        var before = network.listen("127.0.0.1", 0, (_, _, _, _) -> {});
        before.close();
        var peer = network.peer("127.0.0.1:" + before.port());
        assertThat(call(peer, ASKED, LONG).join()).isInstanceOf(Reply.NotDelivered.class);

        var _ = network.listen("127.0.0.1", before.port(), echo());

        assertThat(untilDelivered(peer)).isEqualTo(new Reply.Answered(ASKED));
    }

    @Test
    void anAddressIsServedOnce() throws IOException {
        var listener = network.listen("127.0.0.1", 0, echo());

        assertThatThrownBy(() -> network.listen("127.0.0.1", listener.port(), echo()))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(".");
    }

    @Test
    void theLargestMessagePassesBothWays() throws IOException {
        var largest = ByteString.copyFrom(new byte[Network.MAX_MESSAGE_BYTES]);
        var peer = serve(echo());

        var reply = call(peer, largest, LONG).join();

        assertThat(reply).isEqualTo(new Reply.Answered(largest));
    }

    @Test
    void aLargerRequestIsNotDelivered() throws IOException {
        var peer = serve(echo());

        var reply =
                call(peer, ByteString.copyFrom(new byte[Network.MAX_MESSAGE_BYTES + 1]), LONG)
                        .join();

        assertThat(reply).isInstanceOf(Reply.NotDelivered.class);
    }

    @Test
    void aLargerReplyIsUnknown() throws IOException {
        var huge = ByteString.copyFrom(new byte[Network.MAX_MESSAGE_BYTES + 1]);
        var peer = serve((_, _, _, answer) -> answer.accept(huge));

        var reply = call(peer, ASKED, LONG).join();

        assertThat(reply).isInstanceOf(Reply.Unknown.class);
    }

    @Test
    void thousandsOfCallsAreEachAnsweredOnce() throws IOException, InterruptedException {
        var calls = 20_000;
        var peer = serve(echo());
        var answered = new AtomicInteger();
        var done = new CountDownLatch(calls);

        for (int i = 0; i < calls; i++) {
            var request = utf8(String.valueOf(i));
            peer.call(
                    Method.NODE_READ,
                    request,
                    LONG,
                    reply -> {
                        if (reply.equals(new Reply.Answered(request))) {
                            answered.incrementAndGet();
                        }
                        done.countDown();
                    });
        }

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(answered).hasValue(calls);
    }

    @Test
    void requestsOfOneThreadArriveInItsOrder() throws IOException {
        var seen = new ArrayList<String>();
        var peer =
                serve((_, request, _, answer) -> {
                    seen.add(request.toStringUtf8());
                    answer.accept(request);
                });

        var calls = new ArrayList<CompletableFuture<Reply>>();
        for (int i = 0; i < 100; i++) {
            calls.add(call(peer, utf8(String.valueOf(i)), LONG));
        }
        calls.forEach(CompletableFuture::join);

        assertThat(seen).isEqualTo(numbers(100));
    }

    @Test
    void closingTheNetworkLeavesCallsUnderWayUnknown() throws IOException {
        var seen = new CountDownLatch(1);
        var peer = serve((_, _, _, _) -> seen.countDown());
        var call = call(peer, ASKED, LONG);
        await(seen);

        network.close();

        assertThat(call.join()).isInstanceOf(Reply.Unknown.class);
    }

    private Network.Peer serve(Network.Handler handler) throws IOException {
        var listener = network.listen("127.0.0.1", 0, handler);
        return network.peer("127.0.0.1:" + listener.port());
    }

    private Reply untilDelivered(Network.Peer peer) throws InterruptedException {
        while (true) {
            var reply = call(peer, ASKED, LONG).join();
            if (!(reply instanceof Reply.NotDelivered)) {
                return reply;
            }
            time.sleep(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static CompletableFuture<Reply> call(
            Network.Peer peer, ByteString request, long timeoutNanos) {
        var reply = new CompletableFuture<Reply>();
        peer.call(Method.NODE_READ, request, timeoutNanos, reply::complete);
        return reply;
    }

    private static Network.Handler echo() {
        return (_, request, _, answer) -> answer.accept(request);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> numbers(int count) {
        var numbers = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            numbers.add(String.valueOf(i));
        }
        return numbers;
    }

    private static ByteString utf8(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
