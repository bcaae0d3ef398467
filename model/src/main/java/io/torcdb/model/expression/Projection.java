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

/** The paths that a projection keeps; no two overlap or conflict. Immutable, equal by its paths. */
public final class Projection {
    private final List<Path> paths;
    private final PathTree<Boolean> tree = new PathTree<>();

    /** Copies; throws IllegalArgumentException when two paths clash. */
    public Projection(List<Path> paths) {
        this.paths = List.copyOf(paths);
        for (Path path : this.paths) {
            if (tree.add(path, true).isPresent()) {
                throw new IllegalArgumentException("paths of a projection do not clash");
            }
        }
    }

    /** Returns the paths in the order given. */
    public List<Path> paths() {
        return paths;
    }

    /**
     * Returns what the paths lead to, wrapped in them; lists come back dense, absent paths vanish.
     */
    public Item apply(Item item) {
        return project(tree, item);
    }

    /** Returns what the ends of {@code tree} are in {@code item}, wrapped in their paths. */
    static <T> Item project(PathTree<T> tree, Item item) {
        return Item.of(members(tree.root(), item.attributes()));
    }

    private static <T> Optional<AttributeValue> project(
            PathTree.Node<T> node, AttributeValue value) {
        return switch (node) {
            case PathTree.Leaf<T> _ -> Optional.of(value);
            case PathTree.Branch<T> branch when value instanceof MapValue(var members) ->
                    Optional.of(members(branch, members))
                            .filter(kept -> !kept.isEmpty())
                            .map(MapValue::new);
            case PathTree.Branch<T> branch when value instanceof ListValue(var elements) ->
                    Optional.of(elements(branch, elements))
                            .filter(kept -> !kept.isEmpty())
                            .map(ListValue::new);
            case PathTree.Branch<T> _ -> Optional.empty();
        };
    }

    private static <T> SequencedMap<String, AttributeValue> members(
            PathTree.Branch<T> branch, Map<String, AttributeValue> members) {
        var kept = new LinkedHashMap<String, AttributeValue>();
        branch.children()
                .forEach((step, node) -> {
                    if (step instanceof Path.Name(var name)) {
                        Optional.ofNullable(members.get(name))
                                .flatMap(value -> project(node, value))
                                .ifPresent(value -> kept.put(name, value));
                    }
                });
        return kept;
    }

    private static <T> List<AttributeValue> elements(
            PathTree.Branch<T> branch, List<AttributeValue> elements) {
        var kept = new ArrayList<AttributeValue>();
        branch.children()
                .forEach((step, node) -> {
                    if (step instanceof Path.Index(var index) && index < elements.size()) {
                        project(node, elements.get(index)).ifPresent(kept::add);
                    }
                });
        return kept;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Projection that && paths.equals(that.paths);
    }

    @Override
    public int hashCode() {
        return paths.hashCode();
    }

    @Override
    public String toString() {
        return "Projection" + paths;
    }
}
