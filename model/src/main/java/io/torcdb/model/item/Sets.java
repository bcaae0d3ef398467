package io.torcdb.model.item;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** The shared rules of the three set types. */
final class Sets {
    private Sets() {}

    /** Returns the members with {@code change} made to each. */
    static <T> List<T> changed(List<T> members, UnaryOperator<T> change) {
        var changed = new ArrayList<T>(members.size());
        for (T member : members) {
            changed.add(change.apply(member));
        }
        return changed;
    }

    /**
     * Returns the members in order; throws IllegalArgumentException when there are none or
     * duplicates.
     */
    static <T> List<T> ordered(List<T> members, Comparator<? super T> order) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a set has at least one member");
        }
        if (isAscending(members, order)) {
            return List.copyOf(members);
        }
        var sorted = new ArrayList<>(members);
        sorted.sort(order);
        if (!isAscending(sorted, order)) {
            throw new IllegalArgumentException("a set has no duplicates");
        }
        return List.copyOf(sorted);
    }

    private static <T> boolean isAscending(List<T> members, Comparator<? super T> order) {
        for (int i = 1; i < members.size(); i++) {
            if (order.compare(members.get(i - 1), members.get(i)) >= 0) {
                return false;
            }
        }
        return true;
    }
}
