package io.torcdb.router.http.request;

import tools.jackson.core.JsonParser;

/** What the types of one body's values are read with. For one thread. */
final class BodyReader {
    private final JsonReader json;
    private final ValueReader values;
    private final NotYet notYet;
    private final Problems problems;

    BodyReader(JsonParser parser) {
        this.problems = new Problems();
        this.json = new JsonReader(parser, problems);
        this.values = new ValueReader(parser, json, problems);
        this.notYet = new NotYet(parser, problems);
    }

    JsonReader json() {
        return json;
    }

    ValueReader values() {
        return values;
    }

    NotYet notYet() {
        return notYet;
    }

    Problems problems() {
        return problems;
    }

    /** Counts an element of a list or map; one that is not taken is passed over, and noted. */
    boolean takesElement() {
        if (problems.values().takesElement()) {
            return true;
        }
        json.ignore();
        return false;
    }
}
