package io.torcdb.router.grpc;

/**
 * Where, and within which limits, the gRPC edge serves. Immutable.
 *
 * @param port 0 picks a free one
 * @param requestTimeoutNanos how long an operation, or a page of a stream, may take
 */
public record GrpcConfig(String host, int port, long requestTimeoutNanos, GrpcLimits limits) {
    /** Returns a configuration with {@link GrpcLimits#DEFAULTS}. */
    public static GrpcConfig of(String host, int port, long requestTimeoutNanos) {
        return new GrpcConfig(host, port, requestTimeoutNanos, GrpcLimits.DEFAULTS);
    }
}
