package io.torcdb.router.http;

import io.torcdb.router.http.coding.ContentCoding;
import io.torcdb.router.http.reply.Answer;

/** An answer as it leaves: its body is in {@code coding}. */
record Outgoing(Answer answer, ContentCoding coding) {
    /** Returns an answer as it is. */
    static Outgoing plain(Answer answer) {
        return new Outgoing(answer, ContentCoding.IDENTITY);
    }

    /** Returns an answer packed in {@code coding}. */
    static Outgoing packed(Answer answer, ContentCoding coding) {
        if (coding == ContentCoding.IDENTITY) {
            return plain(answer);
        }
        byte[] body = coding.pack(answer.body(), answer.length());
        return new Outgoing(
                new Answer(answer.status(), answer.contentType(), body, body.length), coding);
    }
}
