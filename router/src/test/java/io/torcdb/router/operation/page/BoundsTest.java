package io.torcdb.router.operation.page;

import static io.torcdb.router.operation.page.Samples.n;
import static io.torcdb.router.operation.page.Samples.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.expression.Condition.Comparator;
import io.torcdb.model.expression.KeyCondition;
import io.torcdb.model.expression.SortCondition;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.ring.TokenRange;
import io.torcdb.model.schema.PrimaryKey;
import io.torcdb.model.schema.TableSchema;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BoundsTest {
    private static final TableSchema SCHEMA = Samples.TABLE.schema();

    private static StartKey item(String partition, long sort) {
        return new StartKey(new PrimaryKey(s(partition), Optional.of(n(sort))), Optional.empty());
    }

    private static StartKey entry(String partition, String indexKey, long sort) {
        return new StartKey(
                new PrimaryKey(s(partition), Optional.of(n(sort))), Optional.of(s(indexKey)));
    }

    private static KeyCondition where(SortCondition condition) {
        return new KeyCondition(s("x"), Optional.of(condition));
    }

    private static SortCondition compare(Comparator comparator, AttributeValue value) {
        return new SortCondition.Compare(comparator, value);
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                arguments(compare(Comparator.EQUAL, n(0)), List.of(0L)),
                arguments(compare(Comparator.LESS, n(0)), List.of(-2L, -1L)),
                arguments(compare(Comparator.LESS_OR_EQUAL, n(0)), List.of(-2L, -1L, 0L)),
                arguments(compare(Comparator.GREATER, n(0)), List.of(1L, 2L)),
                arguments(compare(Comparator.GREATER_OR_EQUAL, n(-1)), List.of(-1L, 0L, 1L, 2L)),
                arguments(new SortCondition.Between(n(-1), n(1)), List.of(-1L, 0L, 1L)));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void theRangeOfAQueryHasExactlyWhatItsConditionSays(
            SortCondition condition, List<Long> expected) {
        Bounds bounds = Bounds.of(where(condition), SCHEMA);

        assertThat(
                        LongStream.rangeClosed(-2, 2)
                                .filter(sort -> bounds.contains(item("x", sort), SCHEMA))
                                .boxed())
                .isEqualTo(expected);
        assertThat(bounds.contains(item("y", expected.getFirst()), SCHEMA)).isFalse();
    }

    static Stream<Arguments> indexConditions() {
        return Stream.of(
                arguments(compare(Comparator.EQUAL, s("b")), List.of("b")),
                arguments(compare(Comparator.LESS, s("b")), List.of("a", "ab")),
                arguments(compare(Comparator.LESS_OR_EQUAL, s("b")), List.of("a", "ab", "b")),
                arguments(compare(Comparator.GREATER, s("ab")), List.of("b", "ba", "c")),
                arguments(compare(Comparator.GREATER_OR_EQUAL, s("ba")), List.of("ba", "c")),
                arguments(new SortCondition.Between(s("ab"), s("b")), List.of("ab", "b")),
                arguments(new SortCondition.BeginsWith(s("b")), List.of("b", "ba")));
    }

    @ParameterizedTest
    @MethodSource("indexConditions")
    void onAnIndexItHasEveryItemOfAnIndexKey(SortCondition condition, List<String> expected) {
        Bounds bounds = Bounds.of(where(condition), SCHEMA);

        for (long sort : new long[] {-1_000_000, 0, 1_000_000}) {
            assertThat(
                            Stream.of("a", "ab", "b", "ba", "c")
                                    .filter(key -> bounds.contains(entry("x", key, sort), SCHEMA)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void whatComesAfterAStartKeyDependsOnTheDirection() {
        Bounds all = Bounds.of(new KeyCondition(s("x"), Optional.empty()), SCHEMA);

        Bounds forward = all.after(item("x", 0), SCHEMA, false);
        Bounds backwards = all.after(item("x", 0), SCHEMA, true);

        assertThat(IntStream.rangeClosed(-2, 2).filter(sort -> in(forward, sort)))
                .containsExactly(1, 2);
        assertThat(IntStream.rangeClosed(-2, 2).filter(sort -> in(backwards, sort)))
                .containsExactly(-2, -1);
    }

    private static boolean in(Bounds bounds, int sort) {
        return bounds.contains(item("x", sort), SCHEMA);
    }

    @Test
    void entriesOfOneIndexKeyFollowEachOther() {
        Bounds equal = Bounds.of(where(compare(Comparator.EQUAL, s("b"))), SCHEMA);

        Bounds rest = equal.after(entry("x", "b", 1), SCHEMA, false);

        assertThat(rest.contains(entry("x", "b", 1), SCHEMA)).isFalse();
        assertThat(rest.contains(entry("x", "b", 2), SCHEMA)).isTrue();
        assertThat(rest.contains(entry("x", "ba", 2), SCHEMA)).isFalse();
    }

    @Test
    void aRangeBeyondItsLastKeyIsEmpty() {
        Bounds equal = Bounds.of(where(compare(Comparator.LESS, n(1))), SCHEMA);

        assertThat(equal.isEmpty()).isFalse();
        assertThat(equal.after(item("x", 1), SCHEMA, false).isEmpty()).isTrue();
        assertThat(Bounds.of(TokenRange.ALL).isEmpty()).isFalse();
    }
}
