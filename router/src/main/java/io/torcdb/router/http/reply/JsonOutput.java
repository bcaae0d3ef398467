package io.torcdb.router.http.reply;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Makes answers whose body is one JSON object. Safe for use by many threads. */
final class JsonOutput {
    private static final int FIRST_BYTES = 512;

    private final JsonFactory factory =
            JsonFactory.builder().disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES).build();

    /** Returns an answer with the members that {@code members} writes. */
    Answer write(int status, Consumer<JsonGenerator> members) {
        var bytes = new Bytes();
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        return new Answer(status, Answer.AMAZON_JSON, bytes.array(), bytes.size());
    }

    /** Gives its array away instead of a copy. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes() {
            super(FIRST_BYTES);
        }

        byte[] array() {
            return buf;
        }
    }
}
