package io.torcdb.model.item;

import io.torcdb.model.outcome.Outcome;

/** The limits that a whole item keeps when it is stored. */
public final class ItemLimits {
    private static final String NESTS_TOO_DEEP =
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested"
                    + " levels beyond supported limit";
    private static final String TOO_LARGE = "Item size has exceeded the maximum allowed size";
    private static final String TOO_LARGE_TO_UPDATE =
            "Item size to update has exceeded the maximum allowed size";

    /** What the service adds in its own measure of an update. */
    private static final int BYTES_PER_UPDATE = 3;

    private static final int BYTES_PER_WRITING_ACTION = 19;
    private static final int BYTES_PER_CLEARING_ACTION = 2;

    private ItemLimits() {}

    /** Returns an item that is to be put, unless it breaks a limit. */
    public static Outcome<Item> forPut(Item item) {
        return checked(item, item.sizeBytes(), TOO_LARGE);
    }

    /**
     * Returns what an update has made, unless it breaks a limit. The service measures updates its
     * own way, so that their limit can lie some bytes below that of puts.
     *
     * @param keyItem the key attributes alone
     * @param writing how many actions gave an attribute a value
     * @param clearing how many actions took one away
     */
    public static Outcome<Item> forUpdate(Item item, Item keyItem, int writing, int clearing) {
        int size = item.sizeBytes();
        int measured =
                size
                        - keyItem.sizeBytes()
                        + BYTES_PER_UPDATE
                        + BYTES_PER_WRITING_ACTION * writing
                        + BYTES_PER_CLEARING_ACTION * clearing;
        return checked(item, Math.max(size, measured), TOO_LARGE_TO_UPDATE);
    }

    private static Outcome<Item> checked(Item item, int bytes, String tooLarge) {
        if (item.nesting() > Item.MAX_NESTING) {
            return Outcome.invalid(NESTS_TOO_DEEP);
        }
        return bytes > Item.MAX_ITEM_BYTES ? Outcome.invalid(tooLarge) : Outcome.success(item);
    }
}
