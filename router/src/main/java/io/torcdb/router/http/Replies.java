package io.torcdb.router.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.torcdb.router.http.coding.ContentCoding;
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

    /** Returns a whole reply. */
    static FullHttpResponse whole(
            Outgoing outgoing, Wishes wishes, boolean keepAlive, RandomGenerator random) {
        Answer answer = outgoing.answer();
        var reply =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(answer.status()),
                        Unpooled.wrappedBuffer(answer.body(), 0, answer.length()),
                        DefaultHttpHeadersFactory.headersFactory().withValidation(false),
                        DefaultHttpHeadersFactory.trailersFactory().withValidation(false));
        head(reply.headers(), outgoing, random);
        reply.headers().set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(answer.length()));
        finish(reply.headers(), wishes, keepAlive);
        return reply;
    }

    /** Returns the head of a reply whose body follows in pieces: chunks where they are known. */
    static HttpResponse head(
            Outgoing outgoing, Wishes wishes, boolean keepAlive, RandomGenerator random) {
        Answer answer = outgoing.answer();
        var reply =
                new DefaultHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(answer.status()),
                        DefaultHttpHeadersFactory.headersFactory().withValidation(false));
        head(reply.headers(), outgoing, random);
        if (wishes.version().minorVersion() > 0) {
            reply.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else {
            reply.headers().set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(answer.length()));
        }
        finish(reply.headers(), wishes, keepAlive);
        return reply;
    }

    /** Sets what an answer has however it goes out. */
    private static void head(HttpHeaders headers, Outgoing outgoing, RandomGenerator random) {
        Answer answer = outgoing.answer();
        var checksum = new CRC32();
        checksum.update(answer.body(), 0, answer.length());
        headers.set(REQUEST_ID, requestId(random));
        headers.set(CHECKSUM, Long.toString(checksum.getValue()));
        headers.set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        if (outgoing.coding() != ContentCoding.IDENTITY) {
            headers.set(HttpHeaderNames.CONTENT_ENCODING, outgoing.coding().token());
        }
    }

    private static void finish(HttpHeaders headers, Wishes wishes, boolean keepAlive) {
        HttpUtil.setKeepAlive(headers, wishes.version(), keepAlive);
        if (!wishes.crossOrigin().isEmpty()) {
            headers.add(wishes.crossOrigin());
        }
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
