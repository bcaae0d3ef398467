package io.torcdb.model.expression;

import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.outcome.Sentences;

/** What an updated item must keep. */
final class UpdatedItemRules {
    private static final int BYTES_OF_AN_UPDATE = 3;
    private static final int BYTES_OF_A_WRITE = 19;
    private static final int BYTES_OF_A_CLEARING = 2;

    private UpdatedItemRules() {}

    /** Returns what counts for the largest size of an item, or what is wrong with it. */
    static Outcome<Integer> measured(Item item, Update update, Item keyItem) {
        if (item.nesting() > Item.MAX_NESTING) {
            return Outcome.invalid(Sentences.NESTING_TOO_DEEP);
        }
        int bytes = item.sizeBytes();
        int measured = Math.max(bytes, bytes - keyItem.sizeBytes() + overhead(update));
        return measured > Item.MAX_ITEM_BYTES
                ? Outcome.invalid(Sentences.UPDATED_ITEM_TOO_LARGE)
                : Outcome.success(measured);
    }

    /** DynamoDB measures an update with its actions but without its key, if that is more. */
    private static int overhead(Update update) {
        int bytes = BYTES_OF_AN_UPDATE;
        for (Update.Action action : update.actions()) {
            bytes +=
                    switch (action) {
                        case Update.Assign _, Update.Add _, Update.Delete _ -> BYTES_OF_A_WRITE;
                        case Update.Remove _ -> BYTES_OF_A_CLEARING;
                    };
        }
        return bytes;
    }
}
