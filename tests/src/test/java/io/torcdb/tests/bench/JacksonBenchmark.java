package io.torcdb.tests.bench;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What the JSON library alone takes for the same bytes, and does nothing with them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JacksonBenchmark {
    private final JsonFactory factory = JsonFactory.builder().build();
    private final byte[] in = Samples.PUT_BODY.clone();

    /** Reads each token and each text. */
    @Benchmark
    public int jacksonRead() {
        return read(in);
    }

    /** Reads each token and each text, and writes them again. */
    @Benchmark
    public ByteArrayOutputStream jacksonReadAndWrite() {
        var bytes = new ByteArrayOutputStream(in.length);
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), in);
                JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), bytes)) {
            while (parser.nextToken() != null) {
                json.copyCurrentEvent(parser);
            }
        }
        return bytes;
    }

    private int read(byte[] bytes) {
        int chars = 0;
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case PROPERTY_NAME -> chars += parser.currentName().length();
                    case VALUE_STRING -> chars += parser.getString().length();
                    default -> {}
                }
            }
        }
        return chars;
    }
}
