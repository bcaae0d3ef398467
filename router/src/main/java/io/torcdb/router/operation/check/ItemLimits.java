package io.torcdb.router.operation.check;

import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Sentences;
import java.util.Optional;

/** The limits of whole items that are checked before the table is looked up. */
public final class ItemLimits {
    private ItemLimits() {}

    /** Returns what is wrong with the size or the depth of an item that is to be stored. */
    public static Optional<Failure> ofPut(Item item) {
        if (item.nesting() > Item.MAX_NESTING) {
            return Optional.of(new Failure.Invalid(Sentences.NESTING_TOO_DEEP));
        }
        if (item.sizeBytes() > Item.MAX_ITEM_BYTES) {
            return Optional.of(new Failure.Invalid(Sentences.ITEM_TOO_LARGE));
        }
        return Optional.empty();
    }
}
