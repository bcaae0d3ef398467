package io.torcdb.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.torcdb.proto.internal.ControlFailure;
import io.torcdb.proto.internal.HeartbeatReply;
import io.torcdb.proto.internal.Method;
import io.torcdb.runtime.Network.Reply;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlClientTest {
    private static final long MILLIS = 1_000_000;
    private static final List<String> THREE = List.of("h:1", "h:2", "h:3");

    private final FakeControlPlanes planes = new FakeControlPlanes();
    private final ControlClient client = new ControlClient(planes.platform, THREE);

    @AfterEach
    void stop() {
        planes.close();
    }

    private Reply call(Method method, long millis) {
        return client.call(method, ByteString.EMPTY, millis * MILLIS);
    }

    @Test
    void aHintIsFollowedAndRemembered() {
        var _ = planes.at(1, FakeControlPlanes.notLeader("h:3"));
        var _ = planes.at(3, FakeControlPlanes.always(HeartbeatReply.getDefaultInstance()));

        assertThat(call(Method.CONTROL_HEARTBEAT, 2_000)).isInstanceOf(Reply.Answered.class);
        assertThat(call(Method.CONTROL_HEARTBEAT, 2_000)).isInstanceOf(Reply.Answered.class);

        assertThat(planes.asked)
                .containsExactly(
                        "1 CONTROL_HEARTBEAT", "3 CONTROL_HEARTBEAT", "3 CONTROL_HEARTBEAT");
    }

    @Test
    void thoseThatAreDownArePassedOver() {
        var _ = planes.at(3, FakeControlPlanes.always(HeartbeatReply.getDefaultInstance()));

        assertThat(call(Method.CONTROL_CREATE_TABLE, 2_000)).isInstanceOf(Reply.Answered.class);
    }

    @Test
    void withoutALeaderItIsSurelyNotDone() {
        var _ = planes.at(1, FakeControlPlanes.notLeader(""));
        var _ = planes.at(2, FakeControlPlanes.notLeader("h:1"));

        assertThat(call(Method.CONTROL_CREATE_TABLE, 200)).isInstanceOf(Reply.NotDelivered.class);
    }

    @Test
    void aChangeWhoseFateIsUnknownIsNotRepeated() {
        var _ = planes.at(1, (_, _, _) -> {});
        var _ = planes.at(2, FakeControlPlanes.always(HeartbeatReply.getDefaultInstance()));

        assertThat(call(Method.CONTROL_CREATE_TABLE, 100)).isInstanceOf(Reply.Unknown.class);

        assertThat(planes.asked).containsExactly("1 CONTROL_CREATE_TABLE");
    }

    @Test
    void aQuestionThatIsNotAnsweredIsPutToAnother() {
        var _ = planes.at(1, (_, _, _) -> {});
        var _ = planes.at(2, FakeControlPlanes.always(HeartbeatReply.getDefaultInstance()));

        var reply =
                client.call(Method.CONTROL_STATUS, ByteString.EMPTY, 2_000 * MILLIS, 50 * MILLIS);

        assertThat(reply).isInstanceOf(Reply.Answered.class);
    }

    @Test
    void whatIsUnavailableIsAskedAgainAndTheReasonToldAtTheEnd() {
        var busy =
                HeartbeatReply.newBuilder()
                        .setFailure(ControlFailure.newBuilder().setUnavailable("busy"))
                        .build();
        var calls = new AtomicInteger();
        var _ =
                planes.at(
                        1,
                        (_, _, answer) -> {
                            var _ = calls.incrementAndGet();
                            answer.accept(busy.toByteString());
                        });

        assertThat(call(Method.CONTROL_CREATE_TABLE, 200))
                .isEqualTo(new Reply.Answered(busy.toByteString()));
        assertThat(calls.get()).isGreaterThan(1);
    }
}
