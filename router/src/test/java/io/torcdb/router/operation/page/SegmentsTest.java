package io.torcdb.router.operation.page;

import static io.torcdb.router.operation.page.Samples.message;
import static io.torcdb.router.operation.page.Samples.n;
import static io.torcdb.router.operation.page.Samples.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.request.Request;
import io.torcdb.model.schema.PrimaryKey;
import io.torcdb.router.operation.check.Constraints;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentsTest {
    private static final int MOST = 1_000_000;

    private static Request.Segments segment(int segment, int total) {
        return new Request.Segments(Optional.of(total), Optional.of(segment));
    }

    private static StartKey key(String partition, long sort) {
        return new StartKey(new PrimaryKey(s(partition), Optional.of(n(sort))), Optional.empty());
    }

    @Test
    void everyKeyIsInExactlyOneSegmentAndAllOfItsPartitionWithIt() {
        var random = new Random(4);
        for (int round = 0; round < 200; round++) {
            int total = 1 + random.nextInt(round % 2 == 0 ? 8 : 500);
            String partition = Integer.toString(random.nextInt());

            int[] found =
                    IntStream.range(0, total)
                            .filter(i -> has(segment(i, total), key(partition, 1)))
                            .toArray();

            assertThat(found).hasSize(1);
            assertThat(has(segment(found[0], total), key(partition, -7))).isTrue();
        }
    }

    private static boolean has(Request.Segments segment, StartKey key) {
        return Segments.bounds(segment).contains(key, Samples.TABLE.schema());
    }

    @Test
    void theSegmentsOfTheLargestNumberAdjoin() {
        for (int i : new int[] {0, 1, 499_999, MOST - 2}) {
            assertThat(Segments.bounds(segment(i, MOST)).upper())
                    .isEqualTo(Segments.bounds(segment(i + 1, MOST)).lower());
        }
        assertThat(Segments.bounds(segment(MOST - 1, MOST)).upper().isEmpty()).isTrue();
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                arguments(Optional.empty(), Optional.empty(), "success"),
                arguments(Optional.of(0), Optional.of(1), "success"),
                arguments(Optional.of(4), Optional.of(5), "success"),
                arguments(
                        Optional.of(0),
                        Optional.empty(),
                        "The TotalSegments parameter is required but was not present in the request"
                                + " when Segment parameter is present"),
                arguments(
                        Optional.empty(),
                        Optional.of(5),
                        "The Segment parameter is required but was not present in the request when"
                                + " parameter TotalSegments is present"),
                arguments(
                        Optional.of(5),
                        Optional.of(5),
                        "The Segment parameter is zero-based and must be less than parameter"
                                + " TotalSegments: Segment: 5 is not less than TotalSegments: 5"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void segmentAndTotalSegmentsComeTogether(
            Optional<Integer> segment, Optional<Integer> total, String expected) {
        assertThat(message(Segments.check(new Request.Segments(total, segment))))
                .isEqualTo(expected);
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                arguments(0, 0, "'0' at 'totalSegments'", "greater than or equal to 1"),
                arguments(0, MOST + 1, "'1000001' at 'totalSegments'", "less than or equal to"),
                arguments(-1, 1, "'-1' at 'segment'", "greater than or equal to 0"),
                arguments(MOST, MOST, "'1000000' at 'segment'", "less than or equal to 999999"));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void theNumbersHaveLimits(int segment, int total, String what, String rule) {
        var constraints = new Constraints();

        Segments.constrain(segment(segment, total), constraints);

        assertThat(message(constraints.failure()))
                .startsWith("1 validation error detected: Value " + what)
                .contains("Member must have value " + rule);
    }

    @Test
    void aStartKeyLiesInItsSegment() {
        StartKey start = key("x", 1);
        int right = has(segment(0, 2), start) ? 0 : 1;
        var source = Samples.source(Samples.TABLE);

        assertThat(Segments.outside(start, segment(right, 2), source)).isEmpty();
        assertThat(message(Segments.outside(start, segment(1 - right, 2), source)))
                .isEqualTo(
                        "The provided starting key is invalid: Invalid ExclusiveStartKey. Please"
                                + " use ExclusiveStartKey with correct Segment. TotalSegments: 2"
                                + " Segment: "
                                + (1 - right));
    }
}
