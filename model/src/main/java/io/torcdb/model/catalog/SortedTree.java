package io.torcdb.model.catalog;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted map. A changed map shares all but one path with the map it was made from, so
 * that a change costs as much in a large catalog as in a small one.
 *
 * <p>It is a height-balanced (AVL) tree: the heights of two sisters differ by at most one, which
 * {@link #node} restores by rotations on the way up.
 */
final class SortedTree<K, V> implements Iterable<V> {
    private final Comparator<? super K> order;
    private final @Nullable Node<K, V> root;

    private record Node<K, V>(
            K key,
            V value,
            @Nullable Node<K, V> left,
            @Nullable Node<K, V> right,
            int height,
            int size) {}

    private SortedTree(Comparator<? super K> order, @Nullable Node<K, V> root) {
        this.order = order;
        this.root = root;
    }

    /** Returns an empty map that is sorted by {@code order}. */
    static <K, V> SortedTree<K, V> empty(Comparator<? super K> order) {
        return new SortedTree<>(order, null);
    }

    /** Returns an empty map whose keys are unsigned. */
    static <V> SortedTree<Long, V> ofIds() {
        return empty(Long::compareUnsigned);
    }

    int size() {
        return size(root);
    }

    boolean isEmpty() {
        return root == null;
    }

    Optional<V> get(K key) {
        var at = root;
        while (at != null) {
            var side = order.compare(key, at.key);
            if (side == 0) {
                return Optional.of(at.value);
            }
            at = side < 0 ? at.left : at.right;
        }
        return Optional.empty();
    }

    /** Returns this map with {@code value} at {@code key}. */
    SortedTree<K, V> with(K key, V value) {
        return new SortedTree<>(order, put(root, key, value));
    }

    /** Returns this map without {@code key}. */
    SortedTree<K, V> without(K key) {
        return get(key).isEmpty() ? this : new SortedTree<>(order, remove(root, key));
    }

    /** Iterates over the values in the order of their keys. */
    @Override
    public Iterator<V> iterator() {
        var path = new ArrayDeque<Node<K, V>>();
        descend(path, root);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !path.isEmpty();
            }

            @Override
            public V next() {
                if (path.isEmpty()) {
                    throw new NoSuchElementException();
                }
                var next = path.pop();
                descend(path, next.right);
                return next.value;
            }
        };
    }

    private static <K, V> void descend(Deque<Node<K, V>> path, @Nullable Node<K, V> from) {
        for (var at = from; at != null; at = at.left) {
            path.push(at);
        }
    }

    private Node<K, V> put(@Nullable Node<K, V> at, K key, V value) {
        if (at == null) {
            return node(key, value, null, null);
        }
        var side = order.compare(key, at.key);
        if (side == 0) {
            return node(key, value, at.left, at.right);
        }
        return side < 0
                ? node(at.key, at.value, put(at.left, key, value), at.right)
                : node(at.key, at.value, at.left, put(at.right, key, value));
    }

    private @Nullable Node<K, V> remove(@Nullable Node<K, V> at, K key) {
        if (at == null) {
            return null;
        }
        var side = order.compare(key, at.key);
        if (side < 0) {
            return node(at.key, at.value, remove(at.left, key), at.right);
        }
        if (side > 0) {
            return node(at.key, at.value, at.left, remove(at.right, key));
        }
        if (at.right == null) {
            return at.left;
        }
        var next = at.right;
        while (next.left != null) {
            next = next.left;
        }
        return node(next.key, next.value, at.left, remove(at.right, next.key));
    }

    /** Makes a node of two trees whose heights differ by at most two. */
    private static <K, V> Node<K, V> node(
            K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        if (left != null && height(left) > height(right) + 1) {
            var inner = left.right;
            if (inner != null && height(inner) > height(left.left)) {
                return plain(
                        inner.key,
                        inner.value,
                        plain(left.key, left.value, left.left, inner.left),
                        plain(key, value, inner.right, right));
            }
            return plain(left.key, left.value, left.left, plain(key, value, inner, right));
        }
        if (right != null && height(right) > height(left) + 1) {
            var inner = right.left;
            if (inner != null && height(inner) > height(right.right)) {
                return plain(
                        inner.key,
                        inner.value,
                        plain(key, value, left, inner.left),
                        plain(right.key, right.value, inner.right, right.right));
            }
            return plain(right.key, right.value, plain(key, value, left, inner), right.right);
        }
        return plain(key, value, left, right);
    }

    private static <K, V> Node<K, V> plain(
            K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        return new Node<>(
                key,
                value,
                left,
                right,
                1 + Math.max(height(left), height(right)),
                1 + size(left) + size(right));
    }

    private static int height(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.height;
    }

    private static int size(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.size;
    }

    /** Returns the height of the tree. */
    int height() {
        return height(root);
    }
}
