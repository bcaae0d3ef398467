package io.torcdb.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SortedTreeTest {
    private static LongStream seeds() {
        return LongStream.rangeClosed(1, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void behavesLikeASortedMap(long seed) {
        var random = new Random(seed);
        var expected = new TreeMap<Long, Integer>(Long::compareUnsigned);
        var tree = SortedTree.<Integer>ofIds();

        for (int step = 0; step < 2_000; step++) {
            long key = random.nextInt(300) - 150L;
            if (random.nextInt(3) == 0) {
                expected.remove(key);
                tree = tree.without(key);
            } else {
                expected.put(key, step);
                tree = tree.with(key, step);
            }
            assertThat(tree.size()).isEqualTo(expected.size());
            assertThat(tree.get(key).isPresent()).isEqualTo(expected.containsKey(key));
        }

        assertThat(valuesOf(tree)).containsExactlyElementsOf(expected.values());
        expected.forEach(new Check(tree)::holds);
    }

    private record Check(SortedTree<Long, Integer> tree) {
        void holds(long key, int value) {
            assertThat(tree.get(key)).contains(value);
        }
    }

    @Test
    void staysFlatWhenKeysComeInOrderAndGo() {
        var tree = SortedTree.<Integer>ofIds();
        for (long key = 0; key < 10_000; key++) {
            tree = tree.with(key, 0);
        }
        assertThat(tree.height()).isLessThanOrEqualTo(20);

        for (long key = 0; key < 9_900; key++) {
            tree = tree.without(key);
        }
        assertThat(tree.size()).isEqualTo(100);
        assertThat(tree.height()).isLessThanOrEqualTo(10);
    }

    @Test
    void anOlderMapIsNotTouchedByAChange() {
        var before = SortedTree.<String>ofIds().with(1L, "a").with(2L, "b");

        var after = before.with(1L, "c").without(2L);

        assertThat(valuesOf(before)).containsExactly("a", "b");
        assertThat(valuesOf(after)).containsExactly("c");
    }

    private static <V> List<V> valuesOf(SortedTree<Long, V> tree) {
        var values = new ArrayList<V>();
        tree.forEach(values::add);
        return values;
    }
}
