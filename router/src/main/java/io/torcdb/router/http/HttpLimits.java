package io.torcdb.router.http;

/**
 * What the HTTP edge takes at once, and how long it waits for a client. Immutable.
 *
 * @param connections connections served; one more is answered {@code ServiceUnavailable} and closed
 * @param requests requests under way over all connections; one more is answered {@code
 *     ServiceUnavailable}
 * @param bodyBytes bytes of request bodies held at once over all connections
 * @param headNanos from the first byte of a request, or from the connect, to the end of its head
 * @param bodyNanos from the head of a request to the end of its body, and from the first byte of a
 *     reply to its last
 * @param idleNanos between two requests of a connection
 * @param drainNanos what requests under way are given when the edge closes
 */
public record HttpLimits(
        int connections,
        int requests,
        long bodyBytes,
        long headNanos,
        long bodyNanos,
        long idleNanos,
        long drainNanos) {
    /** The largest request body, in bytes. */
    public static final int MAX_BODY_BYTES = 16 << 20;

    /** The largest head of a request and the longest request line, in bytes each. */
    public static final int MAX_HEAD_BYTES = 16 << 10;

    private static final long SECOND = 1_000_000_000L;

    /** What a router uses unless it is told otherwise. */
    public static final HttpLimits DEFAULTS =
            new HttpLimits(
                    10_000, 4_096, 128L << 20, 10 * SECOND, 50 * SECOND, 300 * SECOND, 5 * SECOND);
}
