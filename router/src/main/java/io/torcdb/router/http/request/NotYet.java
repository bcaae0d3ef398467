package io.torcdb.router.http.request;

import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Passes over the members that are known but not honoured yet, and refuses the request for one that
 * asks for something. What asks for nothing may stand: null, no change at all, and the values that
 * mean the same as leaving the member out. For one thread and one body.
 */
final class NotYet {
    /** The members of structures with the value that means the same as its absence. */
    private static final Map<String, Map<String, String>> NOTHING_ASKED =
            Map.of(
                    "StreamSpecification", Map.of("StreamEnabled", "false"),
                    "SSESpecification", Map.of("Enabled", "false"),
                    "OnDemandThroughput",
                            Map.of("MaxReadRequestUnits", "-1", "MaxWriteRequestUnits", "-1"));

    /** Lists of changes, of which there may be none. */
    private static final Set<String> CHANGES =
            Set.of(
                    "GlobalSecondaryIndexUpdates",
                    "ReplicaUpdates",
                    "GlobalTableWitnessUpdates",
                    "VectorIndexUpdates");

    private final JsonParser parser;
    private final Problems problems;

    NotYet(JsonParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** Passes over the value on which the parser stands. */
    void read(String member) {
        boolean nothingAsked =
                switch (parser.currentToken()) {
                    case VALUE_NULL -> true;
                    case START_OBJECT -> isOff(NOTHING_ASKED.getOrDefault(member, Map.of()));
                    case START_ARRAY -> isEmptyList() && CHANGES.contains(member);
                    default -> false;
                };
        if (!nothingAsked) {
            problems.notYet(member);
        }
    }

    private boolean isEmptyList() {
        int elements = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            elements++;
        }
        return elements == 0;
    }

    private boolean isOff(Map<String, String> nothingAsked) {
        boolean off = false;
        boolean more = false;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                boolean means = parser.getString().equals(nothingAsked.get(name));
                off |= means;
                more |= !means;
            }
            parser.skipChildren();
        }
        return off && !more;
    }
}
