package io.torcdb.router;

import io.torcdb.runtime.config.Config;
import java.nio.file.Path;
import java.util.List;

/**
 * The settings of a router.
 *
 * @param host where its ports are opened
 * @param advertiseHost the host that clients are told where they ask
 * @param httpPort the port of DynamoDB's protocol, 0 for a free one
 * @param grpcPort the port of the gRPC API, 0 for a free one
 * @param dataFolder where it keeps the newest catalog that it has seen
 * @param controlPlanes the addresses of the control planes
 * @param region the region in ARNs
 * @param account the account in ARNs
 * @param zone its failure zone, empty if it has none; eventual reads stay there when they can
 * @param requestTimeoutMillis a request is answered within it
 */
public record RouterConfig(
        String host,
        String advertiseHost,
        int httpPort,
        int grpcPort,
        Path dataFolder,
        List<String> controlPlanes,
        String region,
        String account,
        String zone,
        long requestTimeoutMillis) {
    private static final int DEFAULT_HTTP_PORT = 8000;
    private static final int DEFAULT_GRPC_PORT = 8001;
    private static final long DEFAULT_TIMEOUT_MILLIS = 4_500;
    private static final long LONGEST_TIMEOUT_MILLIS = 60_000;

    public RouterConfig {
        controlPlanes = List.copyOf(controlPlanes);
    }

    /** Reads the settings. */
    public static RouterConfig from(Config config) {
        var host = config.text("listen.host", "127.0.0.1");
        return new RouterConfig(
                host,
                config.text("advertise.host", host),
                config.port("http.port", DEFAULT_HTTP_PORT),
                config.port("grpc.port", DEFAULT_GRPC_PORT),
                config.path("data.dir"),
                config.addresses("control-plane.addresses"),
                config.text("region", "us-east-1"),
                config.text("account", "000000000000"),
                config.text("node.zone", ""),
                config.number(
                        "request.timeout-millis",
                        DEFAULT_TIMEOUT_MILLIS,
                        1,
                        LONGEST_TIMEOUT_MILLIS));
    }
}
