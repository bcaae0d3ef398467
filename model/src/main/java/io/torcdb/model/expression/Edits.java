package io.torcdb.model.expression;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.ListValue;
import io.torcdb.model.item.AttributeValue.MapValue;
import io.torcdb.model.item.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Does the edits of an update, in one walk over the old item, so that they are simultaneous and
 * indexes mean the old list's.
 */
final class Edits {
    private Edits() {}

    /** Returns whether every edit has a parent of the right type in {@code item}. */
    static boolean fits(PathTree<Edit> edits, Item item) {
        return fitMembers(edits.root(), item.attributes());
    }

    private static boolean fits(PathTree.Node<Edit> node, Optional<AttributeValue> value) {
        return switch (node) {
            case PathTree.Leaf<Edit> _ -> true;
            case PathTree.Branch<Edit> branch when branch.named() ->
                    value.isPresent()
                            && value.get() instanceof MapValue(var members)
                            && fitMembers(branch, members);
            case PathTree.Branch<Edit> branch ->
                    value.isPresent()
                            && value.get() instanceof ListValue(var elements)
                            && fitElements(branch, elements);
        };
    }

    private static boolean fitMembers(
            PathTree.Branch<Edit> branch, Map<String, AttributeValue> members) {
        return branch.children().entrySet().stream()
                .allMatch(child ->
                        fits(
                                child.getValue(),
                                Optional.ofNullable(members.get(name(child.getKey())))));
    }

    private static boolean fitElements(
            PathTree.Branch<Edit> branch, List<AttributeValue> elements) {
        return branch.children().entrySet().stream()
                .allMatch(child -> {
                    int index = index(child.getKey());
                    return fits(
                            child.getValue(),
                            index < elements.size()
                                    ? Optional.of(elements.get(index))
                                    : Optional.empty());
                });
    }

    /** Returns {@code item} with all edits done; they must fit. */
    static Item applied(PathTree<Edit> edits, Item item) {
        return Item.of(members(edits.root(), item.attributes()));
    }

    /** Returns what stands at {@code node} after the edits; empty when it is taken away. */
    private static Optional<AttributeValue> applied(
            PathTree.Node<Edit> node, Optional<AttributeValue> old) {
        return switch (node) {
            case PathTree.Leaf<Edit>(_, Edit.Write(var value)) -> Optional.of(value);
            case PathTree.Leaf<Edit>(_, Edit.Clear()) -> Optional.empty();
            case PathTree.Branch<Edit> branch ->
                    old.map(value ->
                            switch (value) {
                                case MapValue(var members) ->
                                        new MapValue(members(branch, members));
                                case ListValue(var elements) ->
                                        new ListValue(elements(branch, elements));
                                case AttributeValue other -> other;
                            });
        };
    }

    private static SequencedMap<String, AttributeValue> members(
            PathTree.Branch<Edit> branch, SequencedMap<String, AttributeValue> old) {
        var changed = new LinkedHashMap<>(old);
        branch.children()
                .forEach((step, node) -> {
                    String name = name(step);
                    applied(node, Optional.ofNullable(old.get(name)))
                            .ifPresentOrElse(
                                    value -> changed.put(name, value), () -> changed.remove(name));
                });
        return changed;
    }

    /** Indexes beyond the old list append, in their order and without gaps. */
    private static List<AttributeValue> elements(
            PathTree.Branch<Edit> branch, List<AttributeValue> old) {
        SortedMap<Integer, PathTree.Node<Edit>> byIndex = byIndex(branch);
        var changed = new ArrayList<AttributeValue>(old.size() + byIndex.size());
        for (int i = 0; i < old.size(); i++) {
            Optional<AttributeValue> element = Optional.of(old.get(i));
            PathTree.Node<Edit> node = byIndex.get(i);
            (node == null ? element : applied(node, element)).ifPresent(changed::add);
        }
        for (PathTree.Node<Edit> node : byIndex.tailMap(old.size()).values()) {
            applied(node, Optional.empty()).ifPresent(changed::add);
        }
        return changed;
    }

    private static SortedMap<Integer, PathTree.Node<Edit>> byIndex(PathTree.Branch<Edit> branch) {
        var byIndex = new TreeMap<Integer, PathTree.Node<Edit>>();
        branch.children().forEach((step, node) -> byIndex.put(index(step), node));
        return byIndex;
    }

    /** Returns the values that the edits write, wrapped in their paths; lists are dense. */
    static Item written(PathTree<Edit> edits) {
        return Item.of(writtenMembers(edits.root()));
    }

    private static Optional<AttributeValue> written(PathTree.Node<Edit> node) {
        return switch (node) {
            case PathTree.Leaf<Edit>(_, Edit.Write(var value)) -> Optional.of(value);
            case PathTree.Leaf<Edit>(_, Edit.Clear()) -> Optional.empty();
            case PathTree.Branch<Edit> branch when branch.named() ->
                    Optional.of(writtenMembers(branch))
                            .filter(members -> !members.isEmpty())
                            .map(MapValue::new);
            case PathTree.Branch<Edit> branch ->
                    Optional.of(
                                    branch.children().values().stream()
                                            .map(Edits::written)
                                            .flatMap(Optional::stream)
                                            .toList())
                            .filter(elements -> !elements.isEmpty())
                            .map(ListValue::new);
        };
    }

    private static SequencedMap<String, AttributeValue> writtenMembers(
            PathTree.Branch<Edit> branch) {
        var members = new LinkedHashMap<String, AttributeValue>();
        branch.children()
                .forEach((step, node) ->
                        written(node).ifPresent(value -> members.put(name(step), value)));
        return members;
    }

    private static String name(Path.Step step) {
        return switch (step) {
            case Path.Name(var name) -> name;
            case Path.Index _ -> throw new IllegalArgumentException("an index among names");
        };
    }

    private static int index(Path.Step step) {
        return switch (step) {
            case Path.Index(var index) -> index;
            case Path.Name _ -> throw new IllegalArgumentException("a name among indexes");
        };
    }
}
