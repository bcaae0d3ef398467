package io.torcdb.runtime;

import com.google.protobuf.ByteString;
import io.torcdb.proto.internal.Method;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network of processes that live in one JVM: a request is handed to its handler by the calling
 * thread, a reply to its caller by the answering one. Only port numbers tell addresses apart, and
 * no port of the machine is taken. Shared by all these processes; safe for use by many threads.
 */
public final class LoopbackNetwork implements Network {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackNetwork.class);
    private static final int LARGEST_PORT = 65_535;

    private final NavigableMap<Integer, Served> served = new ConcurrentSkipListMap<>();
    private final PendingCalls pending;

    public LoopbackNetwork(Time time) {
        this.pending = new PendingCalls(time);
    }

    @Override
    public Listener listen(String host, int port, Handler handler) throws IOException {
        if (port != 0) {
            var listener = new Served(port, handler);
            if (served.putIfAbsent(port, listener) != null) {
                throw new IOException("Port " + port + " is taken already within this process.");
            }
            return listener;
        }
        for (int free = LARGEST_PORT; free > 0; free--) {
            var listener = new Served(free, handler);
            if (served.putIfAbsent(free, listener) == null) {
                return listener;
            }
        }
        throw new IOException("No port is left within this process.");
    }

    @Override
    public Peer peer(String address) {
        var port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        return (method, request, timeoutNanos, onReply) ->
                call(port, new Call(method, request, timeoutNanos, onReply));
    }

    @Override
    public void close() {
        served.clear();
        pending.loseAll("the network was closed");
    }

    private void call(int port, Call call) {
        var listener = served.get(port);
        if (listener == null) {
            call.onReply.accept(new Reply.NotDelivered("nothing listens at port " + port));
            return;
        }
        if (call.request.size() > MAX_MESSAGE_BYTES) {
            call.onReply.accept(new Reply.NotDelivered("the request is too large"));
            return;
        }
        var id = pending.add(call.timeoutNanos, call.onReply);
        if (!pending.sent(id)) {
            return;
        }
        var answered = new AtomicBoolean();
        try {
            listener.handler.handle(
                    call.method,
                    call.request,
                    call.timeoutNanos,
                    reply -> {
                        if (answered.compareAndSet(false, true)) {
                            pending.settle(id, replyOf(reply));
                        }
                    });
        } catch (RuntimeException failure) {
            LOG.error("A handler failed at {}", call.method, failure);
            pending.settle(id, new Reply.Unknown("the handler failed"));
        }
    }

    private static Reply replyOf(ByteString payload) {
        return payload.size() > MAX_MESSAGE_BYTES
                ? new Reply.Unknown("the reply is too large")
                : new Reply.Answered(payload);
    }

    private record Call(
            Method method, ByteString request, long timeoutNanos, Consumer<Reply> onReply) {}

    private final class Served implements Listener {
        private final int port;
        private final Handler handler;

        Served(int port, Handler handler) {
            this.port = port;
            this.handler = handler;
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public void close() {
            served.remove(port, this);
        }
    }
}
