package io.torcdb.router.http.request;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads bodies into requests, in one pass and without trees. Malformed JSON is found before
 * anything else, whatever precedes it in the body. Safe for use by many threads.
 */
public final class RequestDecoder {
    /** The deepest nesting of objects and arrays in a body, members outside the model included. */
    static final int MAX_JSON_DEPTH = 500;

    /** The longest name of a member, in bytes; an attribute's name has at most 65,535. */
    static final int MAX_NAME_BYTES = 256 << 10;

    /** The most digits of a JSON number; those of attribute values stand in strings. */
    static final int MAX_NUMBER_DIGITS = 1_000;

    private static final Failure MALFORMED = new Failure.Unserializable(Optional.empty());

    private final JsonFactory factory =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_JSON_DEPTH)
                                    .maxNameLength(MAX_NAME_BYTES)
                                    .maxNumberLength(MAX_NUMBER_DIGITS)
                                    .maxStringLength(Integer.MAX_VALUE) // the body is its limit
                                    .build())
                    .build();

    /**
     * Reads the first {@code length} of {@code bytes}: the body of a request for {@code operation}.
     */
    public Outcome<Request> decode(ApiOperation operation, byte[] bytes, int length) {
        try (JsonParser parser = parser(bytes, length)) {
            var reader = new BodyReader(parser);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Outcome.refused(MALFORMED);
            }
            Optional<Request> request = operation.shape().member(reader);
            if (parser.nextToken() != null) {
                return Outcome.refused(MALFORMED);
            }
            return reader.problems()
                    .first()
                    .map(Outcome::<Request>refused)
                    .orElseGet(() ->
                            Outcome.success(
                                    reader.problems().values().complete(request.orElseThrow())));
        } catch (JacksonException _) {
            return Outcome.refused(MALFORMED);
        }
    }

    /**
     * Looks at a body whose request is refused for something outside it.
     *
     * @return what to refuse it for: {@code otherwise}, unless it is not JSON
     */
    public Failure refuse(byte[] bytes, int length, Failure otherwise) {
        try (JsonParser parser = parser(bytes, length)) {
            if (parser.nextToken() == null) {
                return MALFORMED;
            }
            parser.skipChildren();
            JsonToken rest = parser.nextToken();
            return rest == null ? otherwise : MALFORMED;
        } catch (JacksonException _) {
            return MALFORMED;
        }
    }

    private JsonParser parser(byte[] bytes, int length) {
        return factory.createParser(ObjectReadContext.empty(), bytes, 0, length);
    }
}
