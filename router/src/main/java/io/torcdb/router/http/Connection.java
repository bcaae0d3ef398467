package io.torcdb.router.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
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
import io.netty.util.ReferenceCountUtil;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Response;
import io.torcdb.router.http.coding.ContentCoding;
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
    private final Deadline deadline;
    private final AnswerWriter writer;
    private Phase phase = Phase.HEAD;
    private boolean turnedAway;
    private boolean headBegun;
    private boolean draining;

    /* Of the request that is served. */
    private Wishes wishes = Wishes.NONE;
    private RequestHead head = new RequestHead.Refused(LATE);
    private Body body = Body.none();
    private int bodyBytes;
    private long heldBytes;
    private Optional<Exchange> exchange = Optional.empty();

    Connection(Channel channel, Service service, Load load) {
        this.channel = channel;
        this.service = service;
        this.load = load;
        this.limits = service.config().limits();
        this.deadline = new Deadline(service.platform().time(), limits.idleNanos());
        this.writer = new AnswerWriter(channel, service, load, deadline);
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
                deadline.set(limits.headNanos());
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
            wishes = Wishes.NONE;
            refuse(service.malformed(object.decoderResult().cause()));
        } else if (object instanceof HttpRequest request) {
            takeHead(request);
        } else if (object instanceof HttpContent content && phase == Phase.BODY) {
            takeBody(content);
        }
    }

    private void takeHead(HttpRequest request) {
        wishes = Wishes.of(request);
        headBegun = false;
        Optional<String> problem = Framing.problem(request);
        if (problem.isPresent()) {
            refuse(service.malformed(problem.get()));
            return;
        }
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
        body = new Body(RequestHead.coding(request), (int) announced);
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
        deadline.set(limits.stallNanos(), limits.bodyNanos());
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
                refuse(service.busy(Service.LARGE_REQUESTS));
                return;
            }
            heldBytes += more;
            body.append(content.content());
        }
        if (content instanceof LastHttpContent) {
            execute();
        } else {
            deadline.extend(limits.stallNanos());
        }
    }

    private void execute() {
        if (head instanceof RequestHead.Fixed(var answer)) {
            write(Outgoing.plain(answer));
            return;
        }
        if (!load.begin()) {
            releaseBody();
            write(Outgoing.plain(service.busy("Too many requests are under way")));
            return;
        }
        var begun = new Exchange(this, load, head, wishes, heldBytes);
        heldBytes = 0;
        exchange = Optional.of(begun);
        phase = Phase.RUNNING;
        deadline.set(service.config().requestTimeoutNanos() + GRACE_NANOS);
        Body whole = body;
        body = Body.none();
        service.execute(begun, whole);
    }

    /** Takes the outcome of the request that is served. Called on any thread. */
    void answered(Exchange done, Outcome<Response> outcome) {
        if (channel.eventLoop().inEventLoop()) {
            finish(done, outcome);
        } else if (Thread.currentThread().isVirtual()) {
            Answer answer = service.answer(done.head(), outcome); // the loop is spared the work
            answered(done, Outgoing.packed(answer, done.wishes().coding(answer)));
        } else {
            channel.eventLoop().execute(() -> finish(done, outcome));
        }
    }

    private void finish(Exchange done, Outcome<Response> outcome) {
        if (isServed(done)) {
            Answer answer = service.answer(done.head(), outcome);
            ContentCoding coding = done.wishes().coding(answer);
            if (coding != ContentCoding.IDENTITY && answer.length() > Service.PACK_ASIDE_BYTES) {
                service.aside(() -> answered(done, Outgoing.packed(answer, coding)));
            } else {
                finish(done, Outgoing.packed(answer, coding));
            }
        }
    }

    /** Takes the answer to the request that is served. Called on any thread. */
    void answered(Exchange done, Outgoing answer) {
        if (channel.eventLoop().inEventLoop()) {
            finish(done, answer);
        } else {
            channel.eventLoop().execute(() -> finish(done, answer));
        }
    }

    private void finish(Exchange done, Outgoing answer) {
        if (isServed(done)) {
            exchange = Optional.empty();
            write(answer);
        }
    }

    private boolean isServed(Exchange done) {
        return phase == Phase.RUNNING && exchange.isPresent() && exchange.get() == done;
    }

    private void write(Outgoing outgoing) {
        boolean last = !wishes.keepAlive() || load.isClosing();
        phase = Phase.WRITING;
        writer.write(
                outgoing,
                wishes,
                !last,
                whole -> {
                    if (whole) {
                        written(last);
                    } else {
                        closeNow();
                    }
                });
    }

    private void written(boolean last) {
        if (last || load.isClosing()) {
            if (waiting.isEmpty()) {
                closeNow();
            } else {
                linger();
            }
            return;
        }
        phase = Phase.HEAD;
        deadline.set(headBegun ? limits.headNanos() : limits.idleNanos());
        drain();
    }

    /** Answers a request whose rest is not wanted, and ends the connection. */
    private void refuse(Answer answer) {
        releaseBody();
        phase = Phase.LINGERING;
        discardWaiting();
        deadline.set(LINGER_NANOS);
        writer.write(Outgoing.plain(answer), wishes, false, _ -> linger());
    }

    /** Says to the client that no more will come, and reads on for a while without heed. */
    private void linger() {
        phase = Phase.LINGERING;
        discardWaiting();
        deadline.set(LINGER_NANOS);
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
        body = Body.none();
    }

    private void discardWaiting() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    /** Ends what is past its deadline. Called on any thread. */
    void sweep(long nowNanos) {
        if (deadline.isPast(nowNanos)) {
            channel.eventLoop().execute(this::expire);
        }
    }

    private void expire() {
        if (!deadline.isPast()) {
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
