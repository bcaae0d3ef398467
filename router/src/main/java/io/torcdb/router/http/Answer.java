package io.torcdb.router.http;

/** A reply before it has a head. Its body is never changed again. */
final class Answer {
    static final String AMAZON_JSON = "application/x-amz-json-1.0";
    static final String PLAIN_TEXT = "text/plain";

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final int length;

    /** An answer whose body is the first {@code length} bytes of {@code body}, not copied. */
    Answer(int status, String contentType, byte[] body, int length) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.length = length;
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    byte[] body() {
        return body;
    }

    int length() {
        return length;
    }
}
