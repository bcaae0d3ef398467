package io.torcdb.router.operation.page;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.request.Request;
import io.torcdb.model.ring.TokenRange;
import io.torcdb.model.ring.TokenRanges;
import io.torcdb.router.operation.check.Constraints;
import java.util.Optional;

/**
 * The segments of a parallel scan: ranges of tokens, so that all items of one partition key are in
 * one segment and every item is in exactly one.
 */
final class Segments {
    private static final int MAX_SEGMENTS = 1_000_000;

    private Segments() {}

    /** Adds what the request breaks of the published model. */
    static void constrain(Request.Segments segments, Constraints constraints) {
        constraints
                .atLeast("totalSegments", segments.totalSegments(), 1)
                .atMost("totalSegments", segments.totalSegments(), MAX_SEGMENTS)
                .atLeast("segment", segments.segment(), 0)
                .atMost("segment", segments.segment(), MAX_SEGMENTS - 1);
    }

    /** Returns what is wrong with the two parameters together. */
    static Optional<Failure> check(Request.Segments segments) {
        Optional<Integer> total = segments.totalSegments();
        Optional<Integer> segment = segments.segment();
        String problem = null;
        if (segment.isPresent() && total.isEmpty()) {
            problem =
                    "The TotalSegments parameter is required but was not present in the request"
                            + " when Segment parameter is present";
        } else if (segment.isEmpty() && total.isPresent()) {
            problem =
                    "The Segment parameter is required but was not present in the request when"
                            + " parameter TotalSegments is present";
        } else if (segment.isPresent() && segment.get() >= total.orElseThrow()) {
            problem =
                    "The Segment parameter is zero-based and must be less than parameter"
                            + " TotalSegments: Segment: "
                            + segment.get()
                            + " is not less than TotalSegments: "
                            + total.get();
        }
        return Optional.ofNullable(problem).map(Failure.Invalid::new);
    }

    /** Returns the range of a segment, or of everything; the parameters have been checked. */
    static Bounds bounds(Request.Segments segments) {
        return Bounds.of(
                segments.totalSegments()
                        .map(total -> TokenRanges.part(segments.segment().orElseThrow(), total))
                        .orElse(TokenRange.ALL));
    }

    /** Returns what is wrong with a start key that may lie in another segment. */
    static Optional<Failure> outside(StartKey start, Request.Segments segments, Source source) {
        return bounds(segments).contains(start, source.schema())
                ? Optional.empty()
                : Optional.of(
                        new Failure.Invalid(
                                "The provided starting key is invalid: Invalid ExclusiveStartKey."
                                        + " Please use ExclusiveStartKey with correct Segment."
                                        + " TotalSegments: "
                                        + segments.totalSegments().orElseThrow()
                                        + " Segment: "
                                        + segments.segment().orElseThrow()));
    }
}
