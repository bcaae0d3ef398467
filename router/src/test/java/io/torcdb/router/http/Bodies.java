package io.torcdb.router.http;

import io.netty.buffer.Unpooled;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.nio.charset.StandardCharsets;

/** Bodies of requests, written with single quotes where that reads better. */
final class Bodies {
    static final RequestDecoder DECODER = new RequestDecoder();

    private Bodies() {}

    static Outcome<Request> decode(String operation, String json) {
        return DECODER.decode(
                ApiOperation.ofTarget("DynamoDB_20120810." + operation).orElseThrow(), body(json));
    }

    static Body body(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        var body = new Body(bytes.length);
        body.append(Unpooled.wrappedBuffer(bytes));
        return body;
    }

    static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
