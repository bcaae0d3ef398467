package io.torcdb.runtime.grpc;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.netty.channel.EventLoop;
import io.torcdb.proto.internal.Frame;
import io.torcdb.proto.internal.Message;
import io.torcdb.proto.internal.Method;
import io.torcdb.runtime.Network;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The serving end of a stream: requests go to the handler on the event loop, replies leave from
 * wherever they are made.
 */
final class ServedStream extends ServerCall.Listener<Frame> implements Outbox.Line {
    private static final Logger LOG = LoggerFactory.getLogger(ServedStream.class);

    private final ServerCall<Frame, Frame> call;
    private final EventLoop loop;
    private final Network.Handler handler;
    private final Outbox outbox;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean overflown = new AtomicBoolean();
    private final Consumer<ServedStream> onEnd;
    private boolean closing;
    private boolean ended;

    ServedStream(
            ServerCall<Frame, Frame> call,
            EventLoop loop,
            Network.Handler handler,
            Consumer<ServedStream> onEnd) {
        this.call = call;
        this.loop = loop;
        this.handler = handler;
        this.onEnd = onEnd;
        this.outbox = new Outbox(loop, this);
    }

    /** Says hello and takes the first frame. */
    void open(Metadata hello) {
        call.setOnReadyThreshold(Limits.BUFFERED_BYTES);
        call.sendHeaders(hello);
        call.request(1);
    }

    /** Takes no further request, and ends the stream once those under way are answered. */
    void finish() {
        loop.execute(() -> {
            closing = true;
            endWhenDone();
        });
    }

    @Override
    public void onMessage(Frame frame) {
        call.request(1);
        if (frame.getMessagesCount() == 0 && call.isReady()) {
            call.sendMessage(frame);
        }
        for (var request : frame.getMessagesList()) {
            serve(request);
        }
    }

    @Override
    public void onReady() {
        outbox.flush();
    }

    @Override
    public void onHalfClose() {
        end(Status.OK);
    }

    @Override
    public void onCancel() {
        ended = true;
        outbox.clear();
        onEnd.accept(this);
    }

    private void serve(Message request) {
        var method = request.getMethod();
        if (method == Method.UNRECOGNIZED || method == Method.METHOD_UNSPECIFIED) {
            refuse(request, "the peer does not know this method");
        } else if (closing) {
            refuse(request, "the peer is closing");
        } else if (underWay.incrementAndGet() > Limits.REQUESTS_UNDER_WAY) {
            underWay.decrementAndGet();
            refuse(request, "the peer is busy");
        } else {
            handle(method, request);
        }
    }

    private void handle(Method method, Message request) {
        var answered = new AtomicBoolean();
        var timeout = TimeUnit.MILLISECONDS.toNanos(request.getTimeoutMillis());
        try {
            handler.handle(
                    method,
                    request.getPayload(),
                    timeout,
                    payload -> {
                        if (answered.compareAndSet(false, true)) {
                            answer(request, payload);
                        }
                    });
        } catch (RuntimeException failure) {
            LOG.error("A handler failed at {}", method, failure);
            if (answered.compareAndSet(false, true)) {
                done(reply(request, Message.Fate.UNKNOWN, "the handler failed"));
            }
        }
    }

    private void answer(Message request, ByteString payload) {
        done(
                payload.size() > Network.MAX_MESSAGE_BYTES
                        ? reply(request, Message.Fate.UNKNOWN, "the reply is too large")
                        : Message.newBuilder().setId(request.getId()).setPayload(payload).build());
    }

    private void done(Message reply) {
        underWay.decrementAndGet();
        add(reply);
    }

    private void refuse(Message request, String reason) {
        add(reply(request, Message.Fate.NOT_DELIVERED, reason));
    }

    /** A caller that does not take its replies loses the stream, so that they cannot pile up. */
    private void add(Message reply) {
        if (!outbox.add(reply) && overflown.compareAndSet(false, true)) {
            loop.execute(() -> end(Status.RESOURCE_EXHAUSTED.withDescription("too many replies")));
        }
    }

    @Override
    public boolean ready() {
        return !ended && call.isReady();
    }

    @Override
    public boolean wanted(Message message) {
        return true;
    }

    @Override
    public void send(Frame frame) {
        call.sendMessage(frame);
        endWhenDone();
    }

    private void endWhenDone() {
        if (closing && underWay.get() == 0) {
            end(Status.OK);
        }
    }

    private void end(Status status) {
        if (!ended) {
            ended = true;
            outbox.clear();
            call.close(status, new Metadata());
            onEnd.accept(this);
        }
    }

    private static Message reply(Message request, Message.Fate fate, String reason) {
        return Message.newBuilder()
                .setId(request.getId())
                .setFate(fate)
                .setPayload(ByteString.copyFromUtf8(reason))
                .build();
    }
}
