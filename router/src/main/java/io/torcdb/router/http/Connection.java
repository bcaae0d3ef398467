package io.torcdb.router.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Response;
import io.torcdb.router.http.RequestHead.Heads;
import io.torcdb.router.http.reply.Answer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection. It serves one request at a time, in the order of arrival: what the client
 * sends meanwhile waits, and nothing more is read while anything waits. State is touched on the
 * channel's event loop alone, except where a method says otherwise.
 *
 * <p>A request goes through the phases in their order. In each the client, or the operation, has
 * until the deadline; the edge looks for connections that are past theirs.
 */
final class Connection extends ChannelInboundHandlerAdapter {
    /** What an operation is given beyond its own deadline before its client is answered anyway. */
    static final long GRACE_NANOS = 5_000_000_000L;

    /** How long the rest of a refused request is read, so that the client sees the refusal. */
    static final long LINGER_NANOS = 2_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Failure LATE =
            new Failure.Unavailable("The request was not answered in time", true);

    private static final Failure BROKEN =
            new Failure.Unavailable("The connection of the request failed", true);

    private enum Phase {
        HEAD,
        BODY,
        RUNNING,
        WRITING,
        LINGERING
    }

    private final Channel channel;
    private final Service service;
    private final Load load;
    private final HttpLimits limits;
    private final ArrayDeque<HttpObject> waiting = new ArrayDeque<>();
    private volatile long deadlineNanos;
    private Phase phase = Phase.HEAD;
    private boolean turnedAway;
    private boolean headBegun;
    private boolean draining;
    private boolean closing;

    /* Of the request that is served. */
    private HttpVersion version = HttpVersion.HTTP_1_1;
    private boolean keepAlive;
    private RequestHead head = new RequestHead.Refused(LATE);
    private Body body = new Body(0);
    private int bodyBytes;
    private long heldBytes;
    private Optional<Exchange> exchange = Optional.empty();

    Connection(Channel channel, Service service, Load load) {
        this.channel = channel;
        this.service = service;
        this.load = load;
        this.limits = service.config().limits();
        deadline(limits.headNanos());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        switch (load.open(this)) {
            case SERVED -> {}
            case TURNED_AWAY -> turnedAway = true;
            case CLOSED -> closeNow();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        phase = Phase.LINGERING;
        load.closed(this);
        load.release(heldBytes);
        heldBytes = 0;
        discardWaiting();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("A connection broke", cause);
        } else {
            LOG.error("A connection failed", cause);
        }
        exchange.ifPresent(broken -> broken.answer(Outcome.refused(BROKEN)));
        closeNow();
    }

    /** Says that bytes have arrived, which may be less than a head. */
    void bytesArrived() {
        if (!headBegun && phase != Phase.BODY && phase != Phase.LINGERING) {
            headBegun = true;
            if (phase == Phase.HEAD) {
                deadline(limits.headNanos());
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (phase == Phase.LINGERING) {
            ReferenceCountUtil.release(message);
            return;
        }
        waiting.add((HttpObject) message);
        drain();
    }

    /** Takes what waits as far as the phase allows. */
    private void drain() {
        if (draining) {
            return; // the loop below goes on
        }
        draining = true;
        while (!waiting.isEmpty() && (phase == Phase.HEAD || phase == Phase.BODY)) {
            HttpObject object = waiting.remove();
            try {
                take(object);
            } finally {
                ReferenceCountUtil.release(object);
            }
        }
        draining = false;
        boolean read = waiting.isEmpty();
        if (channel.config().isAutoRead() != read) {
            channel.config().setAutoRead(read);
        }
    }

    private void take(HttpObject object) {
        if (object.decoderResult().isFailure()) {
            refuse(malformed(object.decoderResult().cause()));
        } else if (object instanceof HttpRequest request) {
            takeHead(request);
        } else if (object instanceof HttpContent content && phase == Phase.BODY) {
            takeBody(content);
        }
    }

    private static Answer malformed(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> Heads.text(414, "The request line is too long\n");
            case TooLongHttpHeaderException _ -> Heads.text(431, "The headers are too large\n");
            default -> Heads.text(400, "This is not an HTTP request\n");
        };
    }

    private void takeHead(HttpRequest request) {
        version = request.protocolVersion();
        keepAlive = HttpUtil.isKeepAlive(request);
        headBegun = false;
        if (turnedAway) {
            refuse(service.busy("Too many connections"));
            return;
        }
        long announced = HttpUtil.getContentLength(request, 0L);
        if (announced > HttpLimits.MAX_BODY_BYTES) {
            refuse(service.tooLarge());
            return;
        }
        head = RequestHead.of(request, service.config().region());
        body = new Body((int) announced);
        bodyBytes = 0;
        if (HttpUtil.is100ContinueExpected(request)) {
            if (head instanceof RequestHead.Fixed(var answer)) {
                refuse(answer);
                return;
            }
            var _ =
                    channel.writeAndFlush(
                            new DefaultFullHttpResponse(
                                    HttpVersion.HTTP_1_1,
                                    HttpResponseStatus.CONTINUE,
                                    Unpooled.EMPTY_BUFFER));
        }
        phase = Phase.BODY;
        deadline(limits.bodyNanos());
    }

    private void takeBody(HttpContent content) {
        int more = content.content().readableBytes();
        bodyBytes += more;
        if (bodyBytes > HttpLimits.MAX_BODY_BYTES) {
            refuse(service.tooLarge());
            return;
        }
        if (!(head instanceof RequestHead.Fixed)) {
            if (!load.hold(more)) {
                refuse(service.busy("Too many large requests are under way"));
                return;
            }
            heldBytes += more;
            body.append(content.content());
        }
        if (content instanceof LastHttpContent) {
            execute();
        }
    }

    private void execute() {
        if (head instanceof RequestHead.Fixed(var answer)) {
            write(answer);
            return;
        }
        if (!load.begin()) {
            releaseBody();
            write(service.busy("Too many requests are under way"));
            return;
        }
        var begun = new Exchange(this, load, head, heldBytes);
        heldBytes = 0;
        exchange = Optional.of(begun);
        phase = Phase.RUNNING;
        deadline(service.config().requestTimeoutNanos() + GRACE_NANOS);
        Body whole = body;
        body = new Body(0);
        service.execute(head, whole, begun::answer);
    }

    /** Takes the outcome of the request that is served. Called on any thread. */
    void answered(Exchange done, Outcome<Response> outcome) {
        if (channel.eventLoop().inEventLoop()) {
            finish(done, outcome);
        } else {
            channel.eventLoop().execute(() -> finish(done, outcome));
        }
    }

    private void finish(Exchange done, Outcome<Response> outcome) {
        if (phase == Phase.RUNNING && exchange.isPresent() && exchange.get() == done) {
            exchange = Optional.empty();
            write(service.answer(done.head(), outcome));
        }
    }

    private void write(Answer answer) {
        boolean last = !keepAlive || closing;
        phase = Phase.WRITING;
        ChannelFuture written = channel.writeAndFlush(reply(answer, !last));
        if (written.isSuccess()) {
            written(last);
        } else {
            deadline(limits.bodyNanos());
            written.addListener(future -> {
                if (future.isSuccess()) {
                    written(last);
                } else {
                    closeNow();
                }
            });
        }
    }

    private Object reply(Answer answer, boolean keep) {
        return Replies.of(answer, version, keep, service.platform().random());
    }

    private void written(boolean last) {
        if (last || closing) {
            if (waiting.isEmpty()) {
                closeNow();
            } else {
                linger();
            }
            return;
        }
        phase = Phase.HEAD;
        deadline(headBegun ? limits.headNanos() : limits.idleNanos());
        drain();
    }

    /** Answers a request whose rest is not wanted, and ends the connection. */
    private void refuse(Answer answer) {
        releaseBody();
        phase = Phase.LINGERING;
        discardWaiting();
        deadline(LINGER_NANOS);
        channel.writeAndFlush(reply(answer, false)).addListener(_ -> linger());
    }

    /** Says to the client that no more will come, and reads on for a while without heed. */
    private void linger() {
        phase = Phase.LINGERING;
        discardWaiting();
        deadline(LINGER_NANOS);
        if (channel instanceof DuplexChannel duplex && channel.isActive()) {
            var _ = duplex.shutdownOutput();
            channel.config().setAutoRead(true);
        } else {
            closeNow();
        }
    }

    private void releaseBody() {
        load.release(heldBytes);
        heldBytes = 0;
        body = new Body(0);
    }

    private void discardWaiting() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    private void deadline(long nanos) {
        deadlineNanos = service.platform().time().nanoTime() + nanos;
    }

    /** Ends what is past its deadline. Called on any thread. */
    void sweep(long nowNanos) {
        if (nowNanos - deadlineNanos > 0) {
            channel.eventLoop().execute(this::expire);
        }
    }

    private void expire() {
        if (service.platform().time().nanoTime() - deadlineNanos <= 0) {
            return; // it moved on in the meantime
        }
        switch (phase) {
            case HEAD, BODY, WRITING, LINGERING -> closeNow();
            case RUNNING -> exchange.ifPresent(late -> late.answer(Outcome.refused(LATE)));
        }
    }

    /** Closes the connection once the request under way is answered. Called on any thread. */
    void closeWhenDone() {
        channel.eventLoop()
                .execute(() -> {
                    closing = true;
                    if (phase == Phase.HEAD) {
                        closeNow();
                    }
                });
    }

    /** Closes the connection now. Called on any thread. */
    void closeNow() {
        var _ = channel.close();
    }
}
