package io.torcdb.router.http;

/**
 * Where, and within which limits, the HTTP edge serves. Immutable.
 *
 * @param port 0 picks a free one
 * @param region named in the health text
 * @param requestTimeoutNanos how long an operation may take
 */
public record HttpConfig(
        String host, int port, String region, long requestTimeoutNanos, HttpLimits limits) {
    /** Returns a configuration with {@link HttpLimits#DEFAULTS}. */
    public static HttpConfig of(String host, int port, String region, long requestTimeoutNanos) {
        return new HttpConfig(host, port, region, requestTimeoutNanos, HttpLimits.DEFAULTS);
    }
}
