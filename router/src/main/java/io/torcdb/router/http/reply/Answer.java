package io.torcdb.router.http.reply;

/** A reply before it has a head. Its body is never changed again. */
public final class Answer {
    /** The media type of DynamoDB's JSON. */
    public static final String AMAZON_JSON = "application/x-amz-json-1.0";

    /** The media type of answers that are for people. */
    public static final String PLAIN_TEXT = "text/plain";

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final int length;

    /** An answer whose body is the first {@code length} bytes of {@code body}, not copied. */
    public Answer(int status, String contentType, byte[] body, int length) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.length = length;
    }

    /** Returns the status of HTTP. */
    public int status() {
        return status;
    }

    /** Returns the media type of the body. */
    public String contentType() {
        return contentType;
    }

    /** Returns the array that the body begins in. */
    public byte[] body() {
        return body;
    }

    /** Returns the number of bytes of the body. */
    public int length() {
        return length;
    }
}
