package io.torcdb.router.http;

import io.torcdb.router.http.coding.ContentCoding;
import java.io.IOException;
import java.io.InputStream;

/** What comes of unpacking a body, which may be far larger than what has arrived. */
sealed interface Unpacking {
    /** The body as it was before it was packed. */
    record Plain(Body body) implements Unpacking {}

    /** It is not packed as its head says. */
    record Malformed() implements Unpacking {}

    /** It has more than {@link HttpLimits#MAX_BODY_BYTES}. */
    record TooLarge() implements Unpacking {}

    /** Too many bytes are held for all requests together. */
    record Refused() implements Unpacking {}

    /** The bytes that are unpacked in one step, and counted before the next. */
    int STEP_BYTES = 64 << 10;

    /** Unpacks a body, counting its bytes as those of {@code exchange}. */
    static Unpacking of(Body body, Exchange exchange) {
        if (body.coding() == ContentCoding.IDENTITY) {
            return new Plain(body);
        }
        try (InputStream in = body.coding().unpacking(body.bytes(), body.length())) {
            var plain = Body.none();
            byte[] step = new byte[STEP_BYTES];
            for (int read = in.read(step); read >= 0; read = in.read(step)) {
                if (plain.length() + read > HttpLimits.MAX_BODY_BYTES) {
                    return new TooLarge();
                }
                if (!exchange.hold(read)) {
                    return new Refused();
                }
                plain.append(step, read);
            }
            return new Plain(plain);
        } catch (IOException _) {
            return new Malformed();
        }
    }
}
