package io.torcdb.router.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.torcdb.router.http.reply.Answer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Writes the answers of a connection, one at a time. A large one goes out piece by piece: the next
 * is copied for the socket when it has taken the one before, so a client that reads slowly holds
 * the answer itself and one piece, both counted. For the channel's event loop alone.
 */
final class AnswerWriter {
    /** Answers above this go out in pieces of this size. */
    static final int PIECE_BYTES = 64 << 10;

    private final Channel channel;
    private final Load load;
    private final HttpLimits limits;
    private final RandomGenerator random;
    private final Deadline deadline;

    AnswerWriter(Channel channel, Service service, Load load, Deadline deadline) {
        this.channel = channel;
        this.load = load;
        this.limits = service.config().limits();
        this.random = service.platform().random();
        this.deadline = deadline;
    }

    /**
     * Writes an answer.
     *
     * @param ended told whether all of it was written, once it was or cannot be any more
     */
    void write(Outgoing outgoing, Wishes wishes, boolean keepAlive, Consumer<Boolean> ended) {
        if (outgoing.answer().length() > PIECE_BYTES) {
            var _ = channel.write(Replies.head(outgoing, wishes, keepAlive, random));
            new Unread(outgoing.answer(), ended).next();
            return;
        }
        ChannelFuture written =
                channel.writeAndFlush(Replies.whole(outgoing, wishes, keepAlive, random));
        if (written.isSuccess()) {
            ended.accept(true);
        } else {
            var unread = new Unread(outgoing.answer(), ended);
            written.addListener(future -> unread.end(future.isSuccess()));
        }
    }

    /** What a client has not read yet of an answer. */
    private final class Unread {
        private final Answer answer;
        private final Consumer<Boolean> ended;
        private int begun;

        Unread(Answer answer, Consumer<Boolean> ended) {
            this.answer = answer;
            this.ended = ended;
            load.unread(answer.length());
            deadline.set(limits.unreadNanos(), limits.bodyNanos());
        }

        void next() {
            int end = Math.min(begun + PIECE_BYTES, answer.length());
            boolean last = end == answer.length();
            ByteBuf piece = Unpooled.wrappedBuffer(answer.body(), begun, end - begun);
            begun = end;
            // What is written at once nests a few deep, and then others have their turn.
            channel.writeAndFlush(
                            last
                                    ? new DefaultLastHttpContent(piece)
                                    : new DefaultHttpContent(piece))
                    .addListener(written -> {
                        if (last || !written.isSuccess()) {
                            end(written.isSuccess());
                        } else {
                            deadline.extend(limits.unreadNanos());
                            next();
                        }
                    });
        }

        void end(boolean whole) {
            load.unread(-answer.length());
            ended.accept(whole);
        }
    }
}
