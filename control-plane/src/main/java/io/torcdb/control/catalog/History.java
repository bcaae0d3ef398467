package io.torcdb.control.catalog;

import io.torcdb.model.catalog.CatalogChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The newest changes, without a gap. Not safe for use by many threads. */
final class History {
    private final int limit;
    private final Deque<CatalogChange> changes = new ArrayDeque<>();

    /**
     * @param limit how many changes are kept
     */
    History(int limit) {
        this.limit = limit;
    }

    void add(CatalogChange change) {
        if (changes.size() == limit) {
            changes.removeFirst();
        }
        changes.addLast(change);
    }

    void clear() {
        changes.clear();
    }

    /** Returns the change that was made to {@code version}. */
    Optional<CatalogChange> changeOf(long version) {
        return changes.stream().filter(change -> change.baseVersion() == version).findFirst();
    }

    /** Returns what leads from {@code version} to the newest; empty when that is not known. */
    Optional<List<CatalogChange>> since(long version) {
        if (changes.isEmpty() || changes.getFirst().baseVersion() > version) {
            return Optional.empty();
        }
        var since = new ArrayList<CatalogChange>();
        for (var later = changes.descendingIterator(); later.hasNext(); ) {
            var change = later.next();
            if (change.baseVersion() < version) {
                break;
            }
            since.add(change);
        }
        return Optional.of(since.reversed());
    }
}
