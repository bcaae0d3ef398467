package io.torcdb.runtime.grpc;

import com.google.protobuf.ByteString;
import io.netty.channel.EventLoop;
import io.torcdb.proto.internal.Frame;
import io.torcdb.proto.internal.Message;
import io.torcdb.proto.internal.Method;
import io.torcdb.runtime.Network;
import io.torcdb.runtime.Network.Reply.NotDelivered;
import io.torcdb.runtime.PendingCalls;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that is called through one connection, made when it is first needed. A peer that cannot
 * be reached costs its callers nothing: while it is known to be away calls are answered at once,
 * and it is tried again after a pause that grows up to a second. Called from any thread; its state
 * lives on one event loop.
 */
final class GrpcPeer implements Network.Peer, Outbox.Line, GrpcConnection.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(GrpcPeer.class);
    private static final NotDelivered CLOSED = new NotDelivered("the network was closed");

    private final String host;
    private final int port;
    private final GrpcNetwork network;
    private final EventLoop loop;
    private final PendingCalls pending;
    private final Outbox outbox;
    private State state = new Away(new NotDelivered("not called yet"), Long.MIN_VALUE);
    private int failures;

    private sealed interface State {}

    /** Not connected; the next call connects once the pause is over. */
    private record Away(NotDelivered why, long pauseEndNanos) implements State {}

    /** Being connected; {@code patient} while calls may wait for that. */
    private record Connecting(GrpcConnection connection, boolean patient) implements State {}

    private record Connected(GrpcConnection connection) implements State {}

    private record Closed() implements State {}

    GrpcPeer(String address, GrpcNetwork network) {
        var colon = address.lastIndexOf(':');
        this.host = address.substring(0, colon);
        this.port = Integer.parseInt(address.substring(colon + 1));
        this.network = network;
        this.loop = network.loops().next();
        this.pending = new PendingCalls(network.time());
        this.outbox = new Outbox(loop, this);
    }

    @Override
    public void call(
            Method method, ByteString request, long timeoutNanos, Consumer<Network.Reply> onReply) {
        if (request.size() > Network.MAX_MESSAGE_BYTES) {
            onReply.accept(new NotDelivered("the request is too large"));
            return;
        }
        var id = pending.add(timeoutNanos, onReply);
        var millis = TimeUnit.NANOSECONDS.toMillis(timeoutNanos) + 1;
        var message =
                Message.newBuilder()
                        .setId(id)
                        .setMethod(method)
                        .setTimeoutMillis(Math.clamp(millis, 1, Integer.MAX_VALUE))
                        .setPayload(request)
                        .build();
        if (!outbox.add(message)) {
            pending.settle(id, new NotDelivered("it takes no calls now"));
        }
    }

    /** Ends the connection and gives up all calls. */
    void close() {
        loop.execute(() -> {
            var before = state;
            state = new Closed();
            switch (before) {
                case Connecting(var connection, _) -> connection.fail("closed");
                case Connected(var connection) -> connection.fail("closed");
                case Away _, Closed _ -> {}
            }
            refuseWaiting(CLOSED);
            pending.loseAll("the network was closed");
        });
    }

    @Override
    public boolean ready() {
        return switch (state) {
            case Connected(var connection) -> connection.ready();
            case Connecting(_, var patient) -> {
                if (!patient) {
                    refuseWaiting(noAnswer());
                }
                yield false;
            }
            case Away(var why, var pauseEndNanos) -> {
                if (network.time().nanoTime() - pauseEndNanos >= 0 || failures == 0) {
                    connect();
                } else {
                    refuseWaiting(why);
                }
                yield false;
            }
            case Closed _ -> {
                refuseWaiting(CLOSED);
                yield false;
            }
        };
    }

    @Override
    public boolean wanted(Message message) {
        return pending.sent(message.getId());
    }

    @Override
    public void send(Frame frame) {
        if (state instanceof Connected(var connection)) {
            connection.send(frame);
        }
    }

    private void connect() {
        var parts =
                new GrpcConnection.Parts(network.loops(), loop, network.time(), network.hello());
        var connection = new GrpcConnection(host, port, parts, this);
        state = new Connecting(connection, true);
        network.time()
                .schedule(Limits.CONNECT_WAIT_NANOS, () -> loop.execute(() -> waited(connection)));
    }

    private void waited(GrpcConnection connection) {
        if (state instanceof Connecting(var current, _) && current == connection) {
            state = new Connecting(connection, false);
            refuseWaiting(noAnswer());
        }
    }

    @Override
    public void opened(GrpcConnection connection) {
        if (state instanceof Connecting(var current, _) && current == connection) {
            state = new Connected(connection);
            failures = 0;
            outbox.flush();
        }
    }

    @Override
    public void ready(GrpcConnection connection) {
        outbox.flush();
    }

    @Override
    public void received(Frame frame) {
        for (var reply : frame.getMessagesList()) {
            pending.settle(reply.getId(), replyOf(reply));
        }
    }

    @Override
    public void ended(GrpcConnection connection, GrpcConnection.End end) {
        if (state instanceof Closed) {
            return;
        }
        failures++;
        var text =
                host
                        + ":"
                        + port
                        + (end.refused() ? " refuses to talk: " : " cannot be reached: ")
                        + end.reason();
        LOG.debug("{}", text);
        var why = new NotDelivered(text, end.refused());
        state = new Away(why, network.time().nanoTime() + pauseNanos());
        refuseWaiting(why);
        if (end.nothingSeen()) {
            pending.refuseAll(why);
        } else {
            pending.loseAll(text);
        }
    }

    private void refuseWaiting(NotDelivered why) {
        outbox.clear();
        pending.loseUnsent(why);
    }

    private NotDelivered noAnswer() {
        return new NotDelivered(host + ":" + port + " does not answer");
    }

    /** Doubles with each failure up to a bound; scattered, so that callers do not come together. */
    private long pauseNanos() {
        var doubled = Limits.FIRST_PAUSE_NANOS << Math.min(failures - 1, 10);
        var pause = Math.min(doubled, Limits.LONGEST_PAUSE_NANOS);
        return pause / 2 + network.random().nextLong(pause / 2 + 1);
    }

    private static Network.Reply replyOf(Message reply) {
        return switch (reply.getFate()) {
            case ANSWERED -> new Network.Reply.Answered(reply.getPayload());
            case NOT_DELIVERED -> new NotDelivered(reply.getPayload().toStringUtf8());
            case UNKNOWN, UNRECOGNIZED ->
                    new Network.Reply.Unknown(reply.getPayload().toStringUtf8());
        };
    }
}
