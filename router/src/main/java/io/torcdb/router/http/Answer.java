package io.torcdb.router.http;

/**
 * A reply before it has a head: its status and the first {@code length} bytes of {@code body},
 * which are never changed again.
 */
record Answer(int status, String contentType, byte[] body, int length) {
    static final String AMAZON_JSON = "application/x-amz-json-1.0";
    static final String PLAIN_TEXT = "text/plain";
}
