package io.torcdb.runtime.grpc;

import io.netty.channel.EventLoop;
import io.torcdb.proto.internal.Frame;
import io.torcdb.proto.internal.Message;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for a line. Whatever waits when the event loop comes round leaves in one
 * frame: a batch grows with the load, and no message waits for another. Filled from any thread;
 * emptied on the loop.
 */
final class Outbox {
    private final EventLoop loop;
    private final Line line;
    private final ConcurrentLinkedQueue<Message> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** Where frames leave; called on the loop. */
    interface Line {
        /** Returns whether a frame may be sent now; else {@link #flush} is called when it may. */
        boolean ready();

        /** Returns whether a message is still to be sent; asked as it leaves. */
        boolean wanted(Message message);

        void send(Frame frame);
    }

    Outbox(EventLoop loop, Line line) {
        this.loop = loop;
        this.line = line;
    }

    /** Takes a message unless too much waits already or the loop has ended. */
    boolean add(Message message) {
        var size = message.getPayload().size();
        if (messages.get() >= Limits.WAITING_MESSAGES || bytes.get() >= Limits.WAITING_BYTES) {
            return false;
        }
        messages.incrementAndGet();
        bytes.addAndGet(size);
        waiting.add(message);
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            try {
                loop.execute(this::flush);
            } catch (RejectedExecutionException _) {
                return false;
            }
        }
        return true;
    }

    /** Sends what waits while the line takes it; on the loop. */
    void flush() {
        scheduled.set(false);
        while (!waiting.isEmpty() && line.ready()) {
            var frame = Frame.newBuilder();
            var size = 0L;
            while (size < Limits.FRAME_BYTES) {
                var message = take();
                if (message == null) {
                    break;
                }
                if (line.wanted(message)) {
                    frame.addMessages(message);
                    size += message.getPayload().size();
                }
            }
            if (frame.getMessagesCount() > 0) {
                line.send(frame.build());
            }
        }
    }

    /** Forgets what waits; on the loop. */
    void clear() {
        while (take() != null) {}
    }

    private @Nullable Message take() {
        var message = waiting.poll();
        if (message != null) {
            messages.decrementAndGet();
            bytes.addAndGet(-message.getPayload().size());
        }
        return message;
    }
}
