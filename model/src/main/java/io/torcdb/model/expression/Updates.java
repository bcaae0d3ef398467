package io.torcdb.model.expression;

import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Outcome;
import java.util.Optional;

/** Evaluates updates. Pure. */
public final class Updates {
    private Updates() {}

    /**
     * What an update makes.
     *
     * @param item the new item; empty when there was none and the update creates none
     * @param updatedOld what the touched paths held before; may have no attributes
     * @param updatedNew what the touched paths hold now; may have no attributes
     */
    public record Result(Optional<Item> item, Item updatedOld, Item updatedNew) {}

    /**
     * Returns what {@code update} makes of {@code old}; all actions read the old item. An update
     * without actions makes the item of the key alone where there was none.
     *
     * @param keyItem the key's attributes alone
     */
    public static Outcome<Result> apply(Update update, Optional<Item> old, Item keyItem) {
        return Outcome.invalid("");
    }
}
