package io.torcdb.runtime.admin;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON document made of maps, lists, text, numbers, flags and absent values. */
final class Json {
    private final JsonFactory factory = new JsonFactory();

    /**
     * Returns {@code value} encoded.
     *
     * @param value a {@link SequencedMap} by text, a list, text, a whole number, a flag, or an
     *     optional one of these, whose absence is written null
     */
    String encode(Object value) {
        var text = new StringWriter();
        try (var generator = factory.createGenerator(ObjectWriteContext.empty(), text)) {
            write(generator, value);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Object value) {
        switch (value) {
            case SequencedMap<?, ?> fields -> {
                var _ = generator.writeStartObject();
                for (Map.Entry<?, ?> field : fields.entrySet()) {
                    var _ = generator.writeName(String.valueOf(field.getKey()));
                    write(generator, field.getValue());
                }
                var _ = generator.writeEndObject();
            }
            case List<?> elements -> {
                var _ = generator.writeStartArray();
                for (Object element : elements) {
                    write(generator, element);
                }
                var _ = generator.writeEndArray();
            }
            case Optional<?> present when present.isPresent() -> write(generator, present.get());
            case Optional<?> _ -> {
                var _ = generator.writeNull();
            }
            case Boolean flag -> {
                var _ = generator.writeBoolean(flag);
            }
            case Integer number -> {
                var _ = generator.writeNumber(number);
            }
            case Long number -> {
                var _ = generator.writeNumber(number);
            }
            default -> {
                var _ = generator.writeString(value.toString());
            }
        }
    }
}
