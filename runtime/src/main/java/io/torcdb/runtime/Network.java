package io.torcdb.runtime;

import com.google.protobuf.ByteString;
import io.torcdb.proto.internal.Method;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Requests and replies between processes, as encoded messages. All calls from one process to one
 * address share one connection, on which what is waiting travels together. Each call is answered
 * exactly once; nothing is repeated by the network itself. Safe for use by many threads.
 *
 * <p>In one JVM messages are handed over directly ({@link LoopbackNetwork}); between processes they
 * travel over gRPC; the simulation delays, drops, repeats and reorders them.
 */
public interface Network extends AutoCloseable {
    /** The largest encoded message, in bytes; a larger one is refused by the sender. */
    int MAX_MESSAGE_BYTES = 20 << 20;

    /**
     * Serves requests at an address until the listener is closed.
     *
     * @param port 0 picks a free one
     * @throws IOException when the address cannot be had, with a sentence fit for users
     */
    Listener listen(String host, int port, Handler handler) throws IOException;

    /**
     * Returns the peer at {@code address} ({@code host:port}); it is connected when it is first
     * called.
     */
    Peer peer(String address);

    /**
     * Tells the cluster that this process belongs to, once it is known: connections with processes
     * of another cluster are refused from then on.
     */
    default void belongsTo(long clusterId) {}

    /** Closes all connections; calls under way are answered {@link Reply.Unknown}. */
    @Override
    void close();

    /** An address that is served. */
    interface Listener extends AutoCloseable {
        /** Returns the port that is served. */
        int port();

        /** Stops serving; requests under way may still be answered. */
        @Override
        void close();
    }

    /**
     * Serves requests. Called on a network thread: never blocks it, and may answer from any thread.
     */
    interface Handler {
        /**
         * Takes one request.
         *
         * @param timeoutNanos how long the caller still waits
         * @param answer takes the encoded reply, exactly once
         */
        void handle(
                Method method, ByteString request, long timeoutNanos, Consumer<ByteString> answer);
    }

    /** A process that requests can be sent to. */
    interface Peer {
        /**
         * Sends one request.
         *
         * @param timeoutNanos after it the call is answered {@link Reply.Unknown}, or {@link
         *     Reply.NotDelivered} when it has not been sent until then
         * @param onReply takes the reply, exactly once, on any thread (also the calling one); must
         *     not block
         */
        void call(Method method, ByteString request, long timeoutNanos, Consumer<Reply> onReply);
    }

    /** What became of a call. */
    sealed interface Reply {
        /** The peer's encoded answer. */
        record Answered(ByteString payload) implements Reply {}

        /**
         * Surely never seen by the peer's handler.
         *
         * @param refused whether the two processes must not talk at all, because of their clusters
         *     or of their formats; the reason then is a clause about the peer
         */
        record NotDelivered(String reason, boolean refused) implements Reply {
            /** A call that may be delivered another time. */
            public NotDelivered(String reason) {
                this(reason, false);
            }
        }

        /** It may have been seen, and acted upon. */
        record Unknown(String reason) implements Reply {}
    }
}
