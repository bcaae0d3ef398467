package io.torcdb.model.expression;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.BinarySet;
import io.torcdb.model.item.AttributeValue.NumberSet;
import io.torcdb.model.item.AttributeValue.StringSet;
import io.torcdb.model.item.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What ADD and DELETE do with sets. */
final class SetOperations {
    private SetOperations() {}

    /** Returns whether both are sets of the same kind. */
    static boolean areOfOneType(AttributeValue left, AttributeValue right) {
        return (left instanceof StringSet && right instanceof StringSet)
                || (left instanceof NumberSet && right instanceof NumberSet)
                || (left instanceof BinarySet && right instanceof BinarySet);
    }

    /** Returns the members of either; empty unless both are sets of the same kind. */
    static Optional<AttributeValue> union(AttributeValue left, AttributeValue right) {
        if (left instanceof StringSet(var first) && right instanceof StringSet(var second)) {
            return Optional.of(new StringSet(union(first, second, Order.UTF_8)));
        }
        if (left instanceof NumberSet(var first) && right instanceof NumberSet(var second)) {
            return Optional.of(new NumberSet(union(first, second, Comparator.naturalOrder())));
        }
        if (left instanceof BinarySet(var first) && right instanceof BinarySet(var second)) {
            return Optional.of(new BinarySet(union(first, second, Comparator.naturalOrder())));
        }
        return Optional.empty();
    }

    /** Returns the members of {@code left} that are not in {@code right}; empty if none is left. */
    static Optional<AttributeValue> difference(AttributeValue left, AttributeValue right) {
        if (left instanceof StringSet(var first) && right instanceof StringSet(var second)) {
            return Optional.of(without(first, second, Order.UTF_8))
                    .filter(members -> !members.isEmpty())
                    .map(StringSet::new);
        }
        if (left instanceof NumberSet(var first) && right instanceof NumberSet(var second)) {
            return Optional.of(without(first, second, Comparator.naturalOrder()))
                    .filter(members -> !members.isEmpty())
                    .map(NumberSet::new);
        }
        if (left instanceof BinarySet(var first) && right instanceof BinarySet(var second)) {
            return Optional.of(without(first, second, Comparator.naturalOrder()))
                    .filter(members -> !members.isEmpty())
                    .map(BinarySet::new);
        }
        return Optional.of(left);
    }

    private static <T> List<T> union(List<T> first, List<T> second, Comparator<? super T> order) {
        List<T> union = new ArrayList<>(first);
        union.addAll(without(second, first, order));
        return union;
    }

    /** Sets are kept in their order, so that a member is found by binary search. */
    private static <T> List<T> without(
            List<T> members, List<T> excluded, Comparator<? super T> order) {
        return members.stream()
                .filter(member -> Collections.binarySearch(excluded, member, order) < 0)
                .toList();
    }
}
