package io.torcdb.model.expression;

import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Outcome;
import java.util.Optional;

/** Evaluates updates. Pure. */
public final class Updates {
    private Updates() {}

    /** What an update makes. */
    public static final class Result {
        private final Optional<Item> item;
        private final Item old;
        private final PathTree<Edit> edits;
        private final int measuredBytes;

        private Result(Optional<Item> item, Item old, PathTree<Edit> edits, int measuredBytes) {
            this.item = item;
            this.old = old;
            this.edits = edits;
            this.measuredBytes = measuredBytes;
        }

        /** Returns the new item; empty when there was none and the update creates none. */
        public Optional<Item> item() {
            return item;
        }

        /** Returns what counts for the largest size of an item: its size, or somewhat more. */
        public int measuredBytes() {
            return measuredBytes;
        }

        /** Returns what the touched paths held before; may have no attributes. */
        public Item updatedOld() {
            return Projection.project(edits, old);
        }

        /** Returns what the touched paths hold now; may have no attributes. */
        public Item updatedNew() {
            return Edits.written(edits);
        }
    }

    /**
     * Returns what {@code update} makes of {@code old}; all actions read the old item. An update
     * without actions makes the item of the key alone where there was none.
     *
     * @param keyItem the key's attributes alone
     */
    public static Outcome<Result> apply(Update update, Optional<Item> old, Item keyItem) {
        var actions = new ActionEvaluator(old.orElse(Item.EMPTY));
        return actions.edits(update, old.isPresent())
                .then(edits -> applied(update, old, keyItem, edits));
    }

    private static Outcome<Result> applied(
            Update update, Optional<Item> old, Item keyItem, PathTree<Edit> edits) {
        Item before = old.orElse(Item.EMPTY);
        if (old.isEmpty() && createsNothing(update)) {
            return Outcome.success(new Result(old, before, edits, 0));
        }
        Item from = old.orElse(keyItem);
        if (!Edits.fits(edits, from)) {
            return Outcome.invalid(Texts.INVALID_UPDATE_PATH);
        }
        Item item = Edits.applied(edits, from);
        return UpdatedItemRules.measured(item, update, keyItem)
                .map(bytes -> new Result(Optional.of(item), before, edits, bytes));
    }

    private static boolean createsNothing(Update update) {
        return !update.actions().isEmpty()
                && update.actions().stream()
                        .allMatch(action ->
                                switch (action) {
                                    case Update.Remove _, Update.Delete _ -> true;
                                    case Update.Assign _, Update.Add _ -> false;
                                });
    }
}
