package io.torcdb.runtime.admin;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.torcdb.proto.internal.ControlFailure;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.StatusReply;
import io.torcdb.proto.internal.StatusRequest;
import io.torcdb.runtime.Network.Reply;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.catalog.ControlClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The admin port: {@code /live}, {@code /ready}, {@code /metrics}, and the views of the cluster
 * under {@code /admin/}, which are asked from the control plane. A virtual thread serves each
 * request.
 */
public final class AdminServer implements AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;
    private static final int BACKLOG = 64;
    private static final long STATUS_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final String JSON = "application/json";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String TABLE = "table=";

    private final HttpServer server;
    private final Parts parts;
    private final Json json = new Json();

    /**
     * What an admin port shows.
     *
     * @param health of the process, or of all processes in the JVM
     * @param control answers for the cluster
     */
    public record Parts(Health health, Metrics metrics, ControlClient control) {}

    private record Answer(int status, String type, String body) {}

    private AdminServer(HttpServer server, Parts parts) {
        this.server = server;
        this.parts = parts;
    }

    /**
     * Listens and serves.
     *
     * @param port 0 picks a free one
     * @throws IOException when the address cannot be had, with a sentence fit for users
     */
    public static AdminServer start(String host, int port, Parts parts, Platform platform)
            throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
        } catch (IOException e) {
            throw new IOException(
                    "Cannot open the admin port %s:%d: %s. Choose another (setting admin.port)."
                            .formatted(host, port, e.getMessage()),
                    e);
        }
        var admin = new AdminServer(server, parts);
        server.setExecutor(task -> platform.threads().newThread(task).start());
        server.createContext("/", admin.serving(_ -> admin.index()));
        server.createContext("/live", admin.serving(_ -> admin.live()));
        server.createContext("/ready", admin.serving(_ -> admin.ready()));
        server.createContext("/metrics", admin.serving(_ -> admin.metrics()));
        server.createContext("/admin/status", admin.viewing(ClusterView::status));
        server.createContext("/admin/nodes", admin.viewing(ClusterView::nodes));
        server.createContext("/admin/groups", admin.viewing(ClusterView::groups));
        server.createContext("/admin/control-planes", admin.viewing(ClusterView::controlPlanes));
        server.createContext("/admin/partitions", admin.serving(admin::partitions));
        server.start();
        return admin;
    }

    /** Returns the port that is served. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private Answer live() {
        var live = parts.health().state().live();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("live", live);
        return json(live ? OK : UNAVAILABLE, fields);
    }

    private Answer ready() {
        var state = parts.health().state();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("ready", state.ready());
        fields.put("reasons", state.notReady());
        fields.put("warnings", state.warnings());
        return json(state.ready() ? OK : UNAVAILABLE, fields);
    }

    private Answer metrics() {
        return new Answer(OK, METRICS, parts.metrics().scrape());
    }

    private Answer index() {
        return error(
                NOT_FOUND,
                "Here are /live, /ready, /metrics and /admin/status, /admin/nodes, /admin/groups,"
                        + " /admin/partitions?table=NAME, /admin/control-planes.");
    }

    private Answer partitions(HttpExchange exchange) {
        var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        if (!query.startsWith(TABLE)) {
            return error(NOT_FOUND, "Say which table: /admin/partitions?table=NAME.");
        }
        var table = URLDecoder.decode(query.substring(TABLE.length()), StandardCharsets.UTF_8);
        return view(cluster ->
                cluster.partitions(table)
                        .map(found -> json(OK, found))
                        .orElseGet(() -> error(NOT_FOUND, "There is no table " + table + ".")));
    }

    private HttpHandler viewing(Function<ClusterView, Object> view) {
        return serving(_ -> view(cluster -> json(OK, view.apply(cluster))));
    }

    private Answer view(Function<ClusterView, Answer> render) {
        var request = StatusRequest.getDefaultInstance().toByteString();
        var reply = parts.control().call(Method.CONTROL_STATUS, request, STATUS_TIMEOUT_NANOS);
        return switch (reply) {
            case Reply.Answered(var payload) -> view(payload, render);
            case Reply.NotDelivered(var reason, _) -> noControlPlane(reason);
            case Reply.Unknown(var reason) -> noControlPlane(reason);
        };
    }

    private Answer view(ByteString payload, Function<ClusterView, Answer> render) {
        try {
            var status = StatusReply.parseFrom(payload);
            var failure = status.getFailure();
            return failure.getFailureCase() == ControlFailure.FailureCase.FAILURE_NOT_SET
                    ? render.apply(new ClusterView(status))
                    : noControlPlane(failure.toString().strip());
        } catch (InvalidProtocolBufferException e) {
            return noControlPlane("its reply cannot be read: " + e.getMessage());
        }
    }

    private Answer noControlPlane(String reason) {
        return error(UNAVAILABLE, "The control plane does not answer: " + reason + ".");
    }

    private Answer error(int status, String message) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("error", message);
        return json(status, fields);
    }

    private Answer json(int status, Object document) {
        return new Answer(status, JSON, json.encode(document));
    }

    private HttpHandler serving(Function<HttpExchange, Answer> handler) {
        return exchange -> {
            try (exchange) {
                var read = List.of("GET", "HEAD").contains(exchange.getRequestMethod());
                var path = exchange.getRequestURI().getPath();
                var known = path.equals(exchange.getHttpContext().getPath());
                var answer =
                        !read
                                ? error(NOT_ALLOWED, "Only GET is served here.")
                                : known ? handler.apply(exchange) : index();
                exchange.getResponseHeaders().set("Content-Type", answer.type);
                if (exchange.getRequestMethod().equals("HEAD")) {
                    exchange.sendResponseHeaders(answer.status, -1);
                } else {
                    var body = answer.body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(answer.status, body.length);
                    exchange.getResponseBody().write(body);
                }
            }
        };
    }
}
