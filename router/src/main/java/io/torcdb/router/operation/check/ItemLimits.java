package io.torcdb.router.operation.check;

import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Failure;
import java.util.Optional;

/** The limits of whole items that are checked before the table is looked up. */
public final class ItemLimits {
    private static final String TOO_LARGE = "Item size has exceeded the maximum allowed size";
    private static final String TOO_DEEP =
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested"
                    + " levels beyond supported limit";

    private ItemLimits() {}

    /** Returns what is wrong with the size or the depth of an item that is to be stored. */
    public static Optional<Failure> ofPut(Item item) {
        if (item.nesting() > Item.MAX_NESTING) {
            return Optional.of(new Failure.Invalid(TOO_DEEP));
        }
        if (item.sizeBytes() > Item.MAX_ITEM_BYTES) {
            return Optional.of(new Failure.Invalid(TOO_LARGE));
        }
        return Optional.empty();
    }
}
