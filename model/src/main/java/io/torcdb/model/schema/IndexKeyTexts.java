package io.torcdb.model.schema;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Sentences;
import java.util.Optional;

/** What is said of values that cannot be the sort key of an index, in the service's own words. */
final class IndexKeyTexts {
    private static final String UNSUPPORTED_TYPE =
            "The update expression attempted to update the secondary index key to unsupported type";
    private static final String NOT_VALID = "One or more parameter values are not valid. ";

    private IndexKeyTexts() {}

    static Optional<String> problemOfPut(LocalIndex index, AttributeValue value) {
        if (!index.sortKey().type().matches(value)) {
            return Optional.of(typeMismatch(index, value));
        }
        return value.sizeBytes() == 0
                ? Optional.of(
                        NOT_VALID
                                + "A value specified for a secondary index key is not supported. "
                                + KeyTexts.cannotBeEmpty(index.sortKey())
                                + " IndexName: "
                                + index.name()
                                + ", IndexKey: "
                                + index.sortKey().name())
                : KeyTexts.problemOfSortKey(index.sortKey(), value);
    }

    static Optional<String> problemOfUpdate(
            LocalIndex index, AttributeValue value, boolean literal) {
        if (!index.sortKey().type().matches(value)) {
            return Optional.of(literal ? typeMismatch(index, value) : UNSUPPORTED_TYPE);
        }
        return value.sizeBytes() == 0
                ? Optional.of(
                        NOT_VALID
                                + "The update expression attempted to update a secondary index key"
                                + " to a value that is not supported. "
                                + KeyTexts.cannotBeEmpty(index.sortKey()))
                : KeyTexts.problemOfSortKey(index.sortKey(), value);
    }

    private static String typeMismatch(LocalIndex index, AttributeValue value) {
        return Sentences.INVALID_PARAMETERS
                + "Type mismatch for Index Key "
                + index.sortKey().name()
                + " Expected: "
                + index.sortKey().type()
                + " Actual: "
                + value.typeName()
                + " IndexName: "
                + index.name();
    }
}
