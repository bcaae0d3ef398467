package io.torcdb.runtime.grpc;

import io.torcdb.runtime.Network;
import java.util.concurrent.TimeUnit;

/** The limits of connections. */
final class Limits {
    /** Messages that may wait for one connection. */
    static final int WAITING_MESSAGES = 65_536;

    /** Bytes that may wait for one connection. */
    static final long WAITING_BYTES = 128L << 20;

    /** Requests of one connection that may be under way in the server. */
    static final int REQUESTS_UNDER_WAY = 65_536;

    /** A frame takes no further message from here on. */
    static final int FRAME_BYTES = 256 << 10;

    /** The largest frame that is read: one largest message and what a frame holds before it. */
    static final int INBOUND_BYTES = Network.MAX_MESSAGE_BYTES + 2 * FRAME_BYTES;

    /** What gRPC buffers before it says that a stream is not ready. */
    static final int BUFFERED_BYTES = 1 << 20;

    /** HTTP/2's window of a stream and of a connection. */
    static final int WINDOW_BYTES = 4 << 20;

    /** How long calls may wait for a connection that is being made. */
    static final long CONNECT_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);

    /** After this an attempt to connect is given up. */
    static final int CONNECT_TIMEOUT_MILLIS = 2_000;

    /** The first pause after a failed connection; each further one is twice as long. */
    static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** The longest pause between attempts to connect. */
    static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How often a silent peer is asked whether it lives. */
    static final long ASK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** A peer that is silent for this long, though asked, is taken for dead. */
    static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2_000);

    /** A timer later than this shows that it was this process that stood still. */
    static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** How long a server that closes waits for the answers that are under way. */
    static final long CLOSING_MILLIS = 500;

    private Limits() {}
}
