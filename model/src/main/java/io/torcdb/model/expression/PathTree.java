package io.torcdb.model.expression;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Paths that neither overlap nor conflict, joined where they begin alike, with something at the end
 * of each. Adding a path takes time linear in its length, so that checking many paths stays cheap.
 *
 * @param <T> what is at the ends
 */
public final class PathTree<T> {
    private static final Comparator<Path.Step> STEP_ORDER =
            Comparator.<Path.Step>comparingInt(step -> index(step))
                    .thenComparing(step -> name(step));

    private final Branch<T> root = new Branch<>(Optional.empty(), true, new TreeMap<>(STEP_ORDER));

    /** A place that at least one path leads to. */
    public sealed interface Node<T> {}

    /** Where a path ends. */
    public record Leaf<T>(Path path, T content) implements Node<T> {}

    /**
     * Where paths go on.
     *
     * @param first the first path that was added through here; only the root has none
     * @param named whether they go on with names, else with indexes
     * @param children by the next step, in ascending order
     */
    public record Branch<T>(
            Optional<Path> first, boolean named, SortedMap<Path.Step, Node<T>> children)
            implements Node<T> {}

    /**
     * Why a path was not added.
     *
     * @param overlap whether one is the other or leads into it; else they use one place as a map
     *     and as a list
     */
    public record Clash(boolean overlap, Path earlier, Path later) {}

    /** Returns where all paths begin. */
    public Branch<T> root() {
        return root;
    }

    /** Adds a path, or says why not. */
    public Optional<Clash> add(Path path, T content) {
        List<Path.Step> steps = path.steps();
        Branch<T> place = root;
        for (int i = 0; i + 1 < steps.size(); i++) {
            boolean named = steps.get(i + 1) instanceof Path.Name;
            Node<T> next =
                    place.children.computeIfAbsent(
                            steps.get(i),
                            _ -> new Branch<>(Optional.of(path), named, new TreeMap<>(STEP_ORDER)));
            switch (next) {
                case Leaf<T> leaf -> {
                    return Optional.of(new Clash(true, leaf.path, path));
                }
                case Branch<T> branch -> {
                    if (branch.named != named) {
                        return Optional.of(new Clash(false, branch.first.orElse(path), path));
                    }
                    place = branch;
                }
            }
        }
        return Optional.ofNullable(
                        place.children.putIfAbsent(steps.getLast(), new Leaf<>(path, content)))
                .map(there -> new Clash(true, earliest(there).orElse(path), path));
    }

    private static <T> Optional<Path> earliest(Node<T> node) {
        return switch (node) {
            case Leaf<T> leaf -> Optional.of(leaf.path);
            case Branch<T> branch -> branch.first;
        };
    }

    private static int index(Path.Step step) {
        return step instanceof Path.Index(var index) ? index : -1;
    }

    private static String name(Path.Step step) {
        return step instanceof Path.Name(var name) ? name : "";
    }
}
