package io.torcdb.model.item;

import java.util.Comparator;
import java.util.List;

/** The shared rule of the three set types. */
final class Sets {
    private Sets() {}

    /**
     * Returns the members in order; throws IllegalArgumentException when there are none or
     * duplicates.
     */
    static <T> List<T> ordered(List<T> members, Comparator<? super T> order) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a set has at least one member");
        }
        List<T> sorted = members.stream().sorted(order).toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (order.compare(sorted.get(i - 1), sorted.get(i)) == 0) {
                throw new IllegalArgumentException("a set has no duplicates");
            }
        }
        return sorted;
    }
}
