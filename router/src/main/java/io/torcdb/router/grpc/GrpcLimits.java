package io.torcdb.router.grpc;

/**
 * What the gRPC edge takes at once, and how long it waits for a client. Immutable.
 *
 * @param calls calls under way over all connections, streams included; one more is answered {@code
 *     UNAVAILABLE}
 * @param callsOfConnection calls under way on one connection; clients hold back what is more
 * @param requestBytes bytes of requests held at once over all connections; a call that brings more
 *     is answered {@code UNAVAILABLE}
 * @param arrivalNanos from the begin of a call to the end of its request
 * @param stallNanos how long a client may take no page of a stream
 * @param drainNanos what calls under way are given when the edge closes
 */
public record GrpcLimits(
        int calls,
        int callsOfConnection,
        long requestBytes,
        long arrivalNanos,
        long stallNanos,
        long drainNanos) {
    /** The largest request, in bytes, as over HTTP. */
    public static final int MAX_REQUEST_BYTES = 16 << 20;

    /** The largest metadata of a call, in bytes. */
    public static final int MAX_METADATA_BYTES = 16 << 10;

    private static final long SECOND = 1_000_000_000L;

    /** What a router uses unless it is told otherwise. */
    public static final GrpcLimits DEFAULTS =
            new GrpcLimits(4_096, 1_024, 128L << 20, 50 * SECOND, 300 * SECOND, 5 * SECOND);
}
