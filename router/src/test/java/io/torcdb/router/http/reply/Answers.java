package io.torcdb.router.http.reply;

import java.nio.charset.StandardCharsets;

/** Bodies of answers, written with single quotes where that reads better. */
final class Answers {
    private Answers() {}

    static String text(Answer answer) {
        return new String(answer.body(), 0, answer.length(), StandardCharsets.UTF_8);
    }

    static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
