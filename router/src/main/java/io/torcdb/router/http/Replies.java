package io.torcdb.router.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.torcdb.router.http.reply.Answer;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/** Puts the head on answers. */
final class Replies {
    private static final AsciiString REQUEST_ID = AsciiString.cached("x-amzn-RequestId");
    private static final AsciiString CHECKSUM = AsciiString.cached("x-amz-crc32");
    private static final int ID_LENGTH = 52;
    private static final int BITS_PER_CHARACTER = 5;
    private static final int CHARACTERS_PER_DRAW = 12;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

    private Replies() {}

    /** Returns the reply for {@code answer} to a request of version {@code asked}. */
    static FullHttpResponse of(
            Answer answer, HttpVersion asked, boolean keepAlive, RandomGenerator random) {
        var reply =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(answer.status()),
                        Unpooled.wrappedBuffer(answer.body(), 0, answer.length()),
                        DefaultHttpHeadersFactory.headersFactory().withValidation(false),
                        DefaultHttpHeadersFactory.trailersFactory().withValidation(false));
        var checksum = new CRC32();
        checksum.update(answer.body(), 0, answer.length());
        HttpHeaders headers = reply.headers();
        headers.set(REQUEST_ID, requestId(random));
        headers.set(CHECKSUM, Long.toString(checksum.getValue()));
        headers.set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(answer.length()));
        HttpUtil.setKeepAlive(headers, asked, keepAlive);
        return reply;
    }

    private static CharSequence requestId(RandomGenerator random) {
        byte[] id = new byte[ID_LENGTH];
        long bits = 0;
        for (int i = 0; i < ID_LENGTH; i++) {
            bits = i % CHARACTERS_PER_DRAW == 0 ? random.nextLong() : bits >>> BITS_PER_CHARACTER;
            id[i] = (byte) ALPHABET.charAt((int) (bits & (ALPHABET.length() - 1)));
        }
        return new AsciiString(id, false);
    }
}
