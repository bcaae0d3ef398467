package io.torcdb.router.operation.table;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Sentences;
import io.torcdb.model.request.Request;
import io.torcdb.router.operation.check.Constraints;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The rules of the tags in one request. What a table has of them, the control plane counts. */
final class Tags {
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final int MAX_TAGS = 50;

    /** Tags that begin so are the service's own. */
    private static final String RESERVED = "aws:";

    private Tags() {}

    static void constraints(Constraints constraints, List<Request.Tag> tags) {
        for (int i = 0; i < tags.size(); i++) {
            String path = "tags." + (i + 1) + ".member.";
            Request.Tag tag = tags.get(i);
            constraints.present(path + "key", tag.key());
            tag.key().ifPresent(key -> constraints.length(path + "key", key, 1, MAX_KEY));
            constraints.present(path + "value", tag.value());
            tag.value().ifPresent(value -> constraints.length(path + "value", value, 0, MAX_VALUE));
        }
    }

    static void keyConstraints(Constraints constraints, List<String> keys) {
        for (int i = 0; i < keys.size(); i++) {
            constraints.length("tagKeys." + (i + 1) + ".member", keys.get(i), 1, MAX_KEY);
        }
    }

    /** Returns what is wrong with tags that are complete. */
    static Optional<Failure> check(List<Request.Tag> tags) {
        if (tags.size() > MAX_TAGS) {
            return invalid(
                    "Too many tags: a table has at most " + MAX_TAGS + ", not " + tags.size());
        }
        var keys = new TreeSet<String>();
        for (Request.Tag tag : tags) {
            String key = tag.key().orElseThrow();
            if (key.startsWith(RESERVED)) {
                return invalid("Tag keys must not begin with " + RESERVED + ": " + key);
            }
            if (!keys.add(key)) {
                return invalid("Duplicate tag key: " + key);
            }
        }
        return Optional.empty();
    }

    private static Optional<Failure> invalid(String problem) {
        return Optional.of(new Failure.Invalid(Sentences.INVALID_PARAMETERS + problem));
    }

    static io.torcdb.proto.internal.Tag message(Request.Tag tag) {
        return io.torcdb.proto.internal.Tag.newBuilder()
                .setKey(tag.key().orElseThrow())
                .setValue(tag.value().orElseThrow())
                .build();
    }
}
