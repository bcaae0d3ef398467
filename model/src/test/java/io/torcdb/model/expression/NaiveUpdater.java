package io.torcdb.model.expression;

import io.torcdb.model.expression.Update.Term;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.BinarySet;
import io.torcdb.model.item.AttributeValue.ListValue;
import io.torcdb.model.item.AttributeValue.MapValue;
import io.torcdb.model.item.AttributeValue.NumberSet;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringSet;
import io.torcdb.model.item.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Does updates in the plainest way, as a second opinion: lists become maps by their old indexes,
 * are changed in place, one action after the other, and close their gaps in the end. Throws for an
 * update that does not fit. Only for numbers that stay small.
 */
final class NaiveUpdater {
    private static final class DoesNotFit extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final NaiveEvaluator old;

    private NaiveUpdater(Item old) {
        this.old = new NaiveEvaluator(old);
    }

    /** Returns the new item, or nothing when the update does not fit. */
    static Optional<Item> apply(Update update, Item old) {
        var updater = new NaiveUpdater(old);
        @SuppressWarnings("unchecked") // an item becomes a map
        var root = (Map<Object, Object>) open(new MapValue(old.attributes()));
        try {
            for (Update.Action action : update.actions()) {
                updater.apply(action, root);
            }
        } catch (DoesNotFit _) {
            return Optional.empty();
        }
        return Optional.of(new Item(((MapValue) close(root)).values()));
    }

    /** Maps by name, or by index in a sorted map. */
    private static Object open(AttributeValue value) {
        if (value instanceof MapValue(var members)) {
            var open = new LinkedHashMap<Object, Object>();
            members.forEach((name, member) -> open.put(name, open(member)));
            return open;
        }
        if (value instanceof ListValue(var elements)) {
            var open = new TreeMap<Object, Object>();
            for (int i = 0; i < elements.size(); i++) {
                open.put(i, open(elements.get(i)));
            }
            return open;
        }
        return value;
    }

    private static AttributeValue close(Object open) {
        if (open instanceof TreeMap<?, ?> elements) {
            return new ListValue(elements.values().stream().map(NaiveUpdater::close).toList());
        }
        if (open instanceof Map<?, ?> members) {
            var closed = new LinkedHashMap<String, AttributeValue>();
            members.forEach((name, member) -> closed.put((String) name, close(member)));
            return new MapValue(closed);
        }
        return (AttributeValue) open;
    }

    private void apply(Update.Action action, Map<Object, Object> root) {
        List<AttributeValue> before = old.at(action.path());
        List<AttributeValue> after =
                switch (action) {
                    case Update.Assign(_, var term) -> List.of(value(term));
                    case Update.Remove _ -> List.of();
                    case Update.Add(_, var value) ->
                            before.isEmpty()
                                    ? List.of(value)
                                    : combined(before.getFirst(), value, true);
                    case Update.Delete(_, var value) ->
                            before.isEmpty()
                                    ? List.of()
                                    : combined(before.getFirst(), value, false);
                };
        Map<Object, Object> place = root;
        List<Path.Step> steps = action.path().steps();
        for (Path.Step step : steps.subList(0, steps.size() - 1)) {
            place = child(place, step);
        }
        Object key = key(place, steps.getLast());
        if (after.isEmpty()) {
            place.remove(key);
        } else {
            place.put(key, open(after.getFirst()));
        }
    }

    @SuppressWarnings("unchecked") // what is open is a map
    private static Map<Object, Object> child(Map<Object, Object> place, Path.Step step) {
        if (place.get(key(place, step)) instanceof Map<?, ?> child) {
            return (Map<Object, Object>) child;
        }
        throw new DoesNotFit();
    }

    private static Object key(Map<Object, Object> place, Path.Step step) {
        boolean list = place instanceof TreeMap<?, ?>;
        if (list != step instanceof Path.Index) {
            throw new DoesNotFit();
        }
        return step instanceof Path.Index(var index) ? (Object) index : ((Path.Name) step).name();
    }

    private static List<AttributeValue> combined(
            AttributeValue left, AttributeValue right, boolean add) {
        if (left instanceof NumberValue(var first) && right instanceof NumberValue(var second)) {
            return List.of(new NumberValue(first.add(second)));
        }
        if (!left.typeName().equals(right.typeName())) {
            throw new DoesNotFit();
        }
        if (left instanceof StringSet(var first) && right instanceof StringSet(var second)) {
            List<String> members = combined(first, second, add);
            return members.isEmpty() ? List.of() : List.of(new StringSet(members));
        }
        if (left instanceof NumberSet(var first) && right instanceof NumberSet(var second)) {
            List<BigDecimal> members = combined(first, second, add);
            return members.isEmpty() ? List.of() : List.of(new NumberSet(members));
        }
        if (left instanceof BinarySet(var first) && right instanceof BinarySet(var second)) {
            var members = combined(first, second, add);
            return members.isEmpty() ? List.of() : List.of(new BinarySet(members));
        }
        throw new DoesNotFit();
    }

    private static <T extends Comparable<T>> List<T> combined(
            List<T> left, List<T> right, boolean add) {
        var members = new TreeSet<>(left);
        boolean _ = add ? members.addAll(right) : members.removeAll(right);
        return List.copyOf(members);
    }

    private AttributeValue value(Term term) {
        return switch (term) {
            case Term.Literal(var value) -> value;
            case Term.At(var path) ->
                    old.at(path).stream().findFirst().orElseThrow(DoesNotFit::new);
            case Term.IfNotExists(var path, var otherwise) ->
                    old.at(path).stream().findFirst().orElseGet(() -> value(otherwise));
            case Term.ListAppend(var first, var second) -> {
                var all = new ArrayList<>(elements(value(first)));
                all.addAll(elements(value(second)));
                yield new ListValue(all);
            }
            case Term.Plus(var left, var right) ->
                    new NumberValue(number(value(left)).add(number(value(right))));
            case Term.Minus(var left, var right) ->
                    new NumberValue(number(value(left)).subtract(number(value(right))));
        };
    }

    private static List<AttributeValue> elements(AttributeValue value) {
        if (value instanceof ListValue(var elements)) {
            return elements;
        }
        throw new DoesNotFit();
    }

    private static BigDecimal number(AttributeValue value) {
        if (value instanceof NumberValue(var number)) {
            return number;
        }
        throw new DoesNotFit();
    }
}
