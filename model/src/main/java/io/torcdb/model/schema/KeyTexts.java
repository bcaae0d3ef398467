package io.torcdb.model.schema;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Sentences;
import java.util.Optional;

/** What is said of keys that break the rules, in the service's own words. */
final class KeyTexts {
    private static final int MAX_PARTITION_KEY_BYTES = 2048;
    private static final int MAX_SORT_KEY_BYTES = 1024;

    private static final String PARTITION_KEY_TOO_LONG =
            Sentences.INVALID_PARAMETERS
                    + "Size of hashkey has exceeded the maximum size limit of2048 bytes";
    private static final String SORT_KEY_TOO_LONG =
            Sentences.INVALID_PARAMETERS
                    + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes";

    private KeyTexts() {}

    static String missing(String name) {
        return Sentences.INVALID_PARAMETERS + "Missing the key " + name + " in the item";
    }

    static String typeMismatch(KeyAttribute key, AttributeValue value) {
        return Sentences.INVALID_PARAMETERS
                + "Type mismatch for key "
                + key.name()
                + " expected: "
                + key.type()
                + " actual: "
                + value.typeName();
    }

    /** Returns what is wrong with a partition key of the right type. */
    static Optional<String> problemOfPartitionKey(KeyAttribute key, AttributeValue value) {
        return problem(key, value, MAX_PARTITION_KEY_BYTES, PARTITION_KEY_TOO_LONG);
    }

    /** Returns what is wrong with a sort key of the right type. */
    static Optional<String> problemOfSortKey(KeyAttribute key, AttributeValue value) {
        return problem(key, value, MAX_SORT_KEY_BYTES, SORT_KEY_TOO_LONG);
    }

    private static Optional<String> problem(
            KeyAttribute key, AttributeValue value, int maxBytes, String tooLong) {
        int bytes = value.sizeBytes(); // of a number at most 21
        if (bytes == 0) {
            return Optional.of(empty(key));
        }
        return bytes > maxBytes ? Optional.of(tooLong) : Optional.empty();
    }

    private static String empty(KeyAttribute key) {
        return "One or more parameter values are not valid. "
                + cannotBeEmpty(key)
                + " Key: "
                + key.name();
    }

    /** Returns the sentence that all refusals of empty keys have in common. */
    static String cannotBeEmpty(KeyAttribute key) {
        return "The AttributeValue for a key attribute cannot contain an empty "
                + (key.type() == KeyType.B ? "binary" : "string")
                + " value.";
    }
}
