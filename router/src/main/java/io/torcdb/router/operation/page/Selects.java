package io.torcdb.router.operation.page;

import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Path;
import io.torcdb.model.expression.PathsIn;
import io.torcdb.model.expression.Projection;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Sentences;
import io.torcdb.model.request.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of Select, and what a page returns by them. */
final class Selects {
    private static final String SPECIFIC = "SPECIFIC_ATTRIBUTES";
    private static final String COUNT = "COUNT";
    private static final String ALL = "ALL_ATTRIBUTES";
    private static final String ALL_PROJECTED = "ALL_PROJECTED_ATTRIBUTES";

    private Selects() {}

    /** Returns what is wrong with Select beside the other parameters of its request. */
    static Optional<Failure> check(Request.Selection selection, boolean ofIndex) {
        return selection
                .select()
                .flatMap(select -> problem(select, selection, ofIndex))
                .map(Failure.Invalid::new);
    }

    private static Optional<String> problem(
            String select, Request.Selection selection, boolean ofIndex) {
        Optional<String> chosen =
                selection.projectionExpression().isPresent()
                        ? Optional.of("ProjectionExpression")
                        : selection.attributesToGet().map(_ -> "AttributesToGet");
        if (select.equals(SPECIFIC)) {
            return chosen.isPresent()
                    ? Optional.empty()
                    : Optional.of(
                            "Must specify the AttributesToGet or ProjectionExpression when choosing"
                                    + " to get SPECIFIC_ATTRIBUTES");
        }
        if (chosen.isPresent()) {
            return Optional.of(
                    "Cannot specify the "
                            + chosen.get()
                            + " when choosing to get "
                            + (select.equals(COUNT) ? "only the Count" : select));
        }
        return select.equals(ALL_PROJECTED) && !ofIndex
                ? Optional.of(
                        "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an"
                                + " IndexName")
                : Optional.empty();
    }

    /**
     * What becomes of each item that is evaluated.
     *
     * @param fetch whether an index's entry is completed from the table first
     */
    record Output(
            Optional<Condition> filter,
            Optional<Projection> projection,
            boolean countOnly,
            boolean fetch) {}

    /** Returns what a page of {@code source} does with each item; the rules have been checked. */
    static Output output(
            Optional<String> select,
            Source source,
            Optional<Condition> filter,
            Optional<Projection> projection) {
        boolean countOnly = select.filter(COUNT::equals).isPresent();
        boolean all = select.filter(ALL::equals).isPresent() && !source.holdsAll();
        boolean more =
                Stream.concat(
                                projection.map(Projection::paths).stream().flatMap(List::stream),
                                filter.map(PathsIn::condition).stream().flatMap(List::stream))
                        .anyMatch(path -> !source.holds(path.attribute()));
        return new Output(
                filter,
                more && !all && !countOnly
                        ? projection.or(() -> Optional.of(held(source)))
                        : projection,
                countOnly,
                all || more);
    }

    /** Returns what makes a whole item what the index holds of it. */
    private static Projection held(Source source) {
        return new Projection(
                source.held().stream()
                        .map(name -> new Path(List.of(new Path.Name(name))))
                        .toList());
    }

    /** Returns what is wrong with the filter of a query on an index that lacks its attributes. */
    static Optional<Failure> unprojected(Optional<Condition> filter, Source source) {
        List<String> missing =
                filter.map(PathsIn::condition).stream()
                        .flatMap(List::stream)
                        .map(Path::attribute)
                        .filter(name -> !source.holds(name))
                        .distinct()
                        .sorted()
                        .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Failure.Invalid(
                                Sentences.INVALID_PARAMETERS
                                        + "Secondary index "
                                        + source.index().orElseThrow().name()
                                        + " does not project one or more filter attributes: ["
                                        + String.join(", ", missing)
                                        + "]"));
    }
}
