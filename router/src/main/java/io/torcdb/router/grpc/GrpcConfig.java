package io.torcdb.router.grpc;

/**
 * Where, and within which limits, the gRPC edge serves. Immutable.
 *
 * @param port 0 picks a free one
 * @param endpoint where clients reach the HTTP API, {@code host:port}: what DescribeEndpoints tells
 * @param requestTimeoutNanos how long an operation, or a page of a stream, may take
 */
public record GrpcConfig(
        String host, int port, String endpoint, long requestTimeoutNanos, GrpcLimits limits) {
    /** Returns a configuration with {@link GrpcLimits#DEFAULTS}. */
    public static GrpcConfig of(String host, int port, String endpoint, long requestTimeoutNanos) {
        return new GrpcConfig(host, port, endpoint, requestTimeoutNanos, GrpcLimits.DEFAULTS);
    }
}
