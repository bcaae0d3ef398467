package io.torcdb.router.http;

/**
 * What the HTTP edge takes at once, and how long it waits for a client. Immutable.
 *
 * @param connections connections served; one more is answered {@code ServiceUnavailable} and closed
 * @param requests requests under way over all connections; one more is answered {@code
 *     ServiceUnavailable}
 * @param bodyBytes bytes of request bodies held at once over all connections; one more is answered
 *     {@code ServiceUnavailable}
 * @param unreadBytes bytes of answers that clients have not read yet, over all connections; while
 *     there are more, requests are answered {@code ServiceUnavailable}
 * @param headNanos from the first byte of a request to the end of its head
 * @param stallNanos between two parts of the body of a request
 * @param bodyNanos from the head of a request to the end of its body, and from the first byte of a
 *     reply to its last
 * @param unreadNanos between two parts of a reply, as its client takes them
 * @param idleNanos from the connect, or the last reply, to the next request of a connection
 * @param drainNanos what requests under way are given when the edge closes
 */
public record HttpLimits(
        int connections,
        int requests,
        long bodyBytes,
        long unreadBytes,
        long headNanos,
        long stallNanos,
        long bodyNanos,
        long unreadNanos,
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
                    10_000,
                    4_096,
                    128L << 20,
                    256L << 20,
                    4 * SECOND,
                    4 * SECOND,
                    50 * SECOND,
                    10 * SECOND,
                    300 * SECOND,
                    5 * SECOND);
}
