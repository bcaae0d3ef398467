package io.torcdb.router.http.request;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.nio.charset.StandardCharsets;

/** Bodies of requests, written with single quotes where that reads better. */
final class Bodies {
    static final RequestDecoder DECODER = new RequestDecoder();

    private Bodies() {}

    static Outcome<Request> decode(String operation, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return DECODER.decode(
                ApiOperation.ofTarget("DynamoDB_20120810." + operation).orElseThrow(),
                bytes,
                bytes.length);
    }

    /** Decodes a body, and refuses what has a flaw for the first. */
    static Outcome<Request> judge(String operation, String json) {
        Outcome<Request> decoded = decode(operation, json);
        return decoded instanceof Outcome.Success<Request>(Request.Flawed(_, var flaws))
                ? Outcome.refused(flaws.values().or(flaws::placeholders).orElseThrow())
                : decoded;
    }

    static Failure refuse(String json, Failure otherwise) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return DECODER.refuse(bytes, bytes.length, otherwise);
    }

    static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
