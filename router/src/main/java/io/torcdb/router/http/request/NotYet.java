package io.torcdb.router.http.request;

import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Passes over the members that are known but not honoured yet, and refuses the request for one that
 * asks for something. What asks for nothing may stand: null, and the values that mean the same as
 * leaving the member out. For one thread and one body.
 */
final class NotYet {
    /** The value of a member that means the same as its absence. */
    private static final Map<String, String> NOTHING_ASKED =
            Map.of(
                    "ReturnConsumedCapacity", "NONE",
                    "ReturnItemCollectionMetrics", "NONE",
                    "DeletionProtectionEnabled", "false",
                    "TableClass", "STANDARD",
                    "TotalSegments", "1",
                    "Segment", "0");

    /** The member of a structure that switches it on. */
    private static final Map<String, String> SWITCHES =
            Map.of("StreamSpecification", "StreamEnabled", "SSESpecification", "Enabled");

    private final JsonParser parser;
    private final Problems problems;
    private boolean segment;
    private boolean totalSegments;

    NotYet(JsonParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** Passes over the value on which the parser stands. */
    void read(String member) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        boolean nothingAsked =
                switch (parser.currentToken()) {
                    case START_OBJECT -> isOff(member);
                    case START_ARRAY -> isEmptyList() && member.equals("Tags");
                    default -> parser.getString().equals(NOTHING_ASKED.get(member));
                };
        if (!nothingAsked) {
            problems.invalid(member + " is not supported yet");
        }
        segment |= member.equals("Segment");
        totalSegments |= member.equals("TotalSegments");
    }

    /** Checks what only the whole body shows. */
    void end() {
        if (segment && !totalSegments) {
            problems.invalid(required("TotalSegments", "Segment"));
        }
        if (totalSegments && !segment) {
            problems.invalid(required("Segment", "TotalSegments"));
        }
    }

    private static String required(String missing, String present) {
        return "The %s parameter is required but was not present in the request when %s parameter is present"
                .formatted(missing, present);
    }

    private boolean isEmptyList() {
        int elements = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            elements++;
        }
        return elements == 0;
    }

    private boolean isOff(String member) {
        String onOff = SWITCHES.getOrDefault(member, "");
        boolean off = false;
        boolean more = false;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            if (name.equals(onOff)) {
                off = token == JsonToken.VALUE_FALSE;
            } else {
                more |= token != JsonToken.VALUE_NULL;
            }
            parser.skipChildren();
        }
        return off && !more;
    }
}
