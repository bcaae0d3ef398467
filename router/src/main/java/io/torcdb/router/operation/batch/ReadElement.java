package io.torcdb.router.operation.batch;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.schema.PrimaryKey;
import java.util.Optional;
import java.util.SequencedMap;

/** One key of a BatchGetItem and what became of it. Its state belongs to who gathers. */
final class ReadElement {
    /**
     * What a node said of a key.
     *
     * @param item absent when there is none
     * @param storedBytes of the whole item
     */
    record Answer(Optional<Item> item, int storedBytes) {}

    private final int table;
    private final SequencedMap<String, AttributeValue> asked;
    private final PrimaryKey key;
    private Optional<Outcome<Answer>> outcome = Optional.empty();

    /** Makes the element of the batch's table number {@code table}. */
    ReadElement(int table, SequencedMap<String, AttributeValue> asked, PrimaryKey key) {
        this.table = table;
        this.asked = asked;
        this.key = key;
    }

    int table() {
        return table;
    }

    SequencedMap<String, AttributeValue> asked() {
        return asked;
    }

    PrimaryKey key() {
        return key;
    }

    void became(Outcome<Answer> what) {
        outcome = Optional.of(what);
    }

    Optional<Answer> answer() {
        return outcome.flatMap(told ->
                told instanceof Outcome.Success<Answer>(var answer)
                        ? Optional.of(answer)
                        : Optional.empty());
    }

    Optional<Failure> failure() {
        return outcome.flatMap(told ->
                told instanceof Outcome.Refused<Answer>(var failure)
                        ? Optional.of(failure)
                        : Optional.empty());
    }
}
