package io.torcdb.router.operation.page;

import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.router.operation.check.Constraints;
import io.torcdb.router.operation.check.Expressions;
import io.torcdb.router.operation.check.LegacyConstraints;
import io.torcdb.router.operation.check.Mixing;
import io.torcdb.router.operation.check.Outcomes;
import io.torcdb.router.operation.check.Rules;
import java.util.List;
import java.util.Optional;

/** A Scan that keeps the rules that need no table. */
public final class CheckedScan {
    private final Request.Scan request;
    private final Terms terms;

    private CheckedScan(Request.Scan request, Terms terms) {
        this.request = request;
        this.terms = terms;
    }

    /** Checks and parses a request. */
    public static Outcome<CheckedScan> of(Request.Scan request, Request.Flaws flaws) {
        var expressions = new Expressions(request.placeholders(), flaws);
        return Outcomes.after(
                List.of(
                        () -> Constraints.ofTableName(request.tableName()),
                        () -> constraints(request),
                        () -> Mixing.of(request),
                        () ->
                                expressions.without(
                                        List.of(
                                                Expressions.filter(request.filterExpression()),
                                                Expressions.projection(
                                                        request.selection()
                                                                .projectionExpression()))),
                        expressions::badValues),
                () -> ofParameters(request, expressions));
    }

    private static Optional<Failure> constraints(Request.Scan request) {
        var constraints = new Constraints();
        request.indexName().ifPresent(name -> constraints.name("indexName", name));
        constraints
                .oneOf("select", request.selection().select(), Constraints.SELECT)
                .oneOf(
                        "returnConsumedCapacity",
                        request.returnConsumedCapacity(),
                        Constraints.RETURN_CONSUMED_CAPACITY)
                .atLeast("limit", request.paging().limit(), 1);
        Segments.constrain(request.segments(), constraints);
        LegacyConstraints.attributesToGet(constraints, request.selection().attributesToGet());
        LegacyConstraints.filter(constraints, "scanFilter", request.scanFilter());
        return constraints.failure();
    }

    private static Outcome<CheckedScan> ofParameters(
            Request.Scan request, Expressions expressions) {
        return Terms.ofLegacy(request.scanFilter(), request.selection())
                .then(legacy ->
                        Outcomes.after(
                                List.of(
                                        () -> Segments.check(request.segments()),
                                        expressions::badPlaceholders),
                                () ->
                                        legacy.parse(
                                                expressions,
                                                request.filterExpression(),
                                                request.selection())))
                .then(terms ->
                        Outcomes.after(
                                List.of(
                                        expressions::unused,
                                        () ->
                                                Selects.check(
                                                        request.selection(),
                                                        request.indexName().isPresent())),
                                () -> Outcome.success(new CheckedScan(request, terms))));
    }

    /** Checks it against its table, and says what to read. */
    public Outcome<PagePlan> on(TableInfo table) {
        return Source.of(table, request.indexName())
                .then(source ->
                        StartKeys.ofScan(request.paging().exclusiveStartKey(), source)
                                .then(start -> within(start, source)));
    }

    private Outcome<PagePlan> within(Optional<StartKey> start, Source source) {
        return Outcomes.after(
                List.of(
                        () ->
                                start.flatMap(
                                        key -> Segments.outside(key, request.segments(), source)),
                        () -> Rules.projection(terms.projection(), source.schema()),
                        () -> Rules.condition(terms.filter(), source.schema())),
                () -> Outcome.success(plan(start, source)));
    }

    private PagePlan plan(Optional<StartKey> start, Source source) {
        Bounds bounds = Segments.bounds(request.segments());
        Bounds rest = start.map(key -> bounds.after(key, source.schema(), false)).orElse(bounds);
        return PagePlan.of(request, source, rest, false, terms);
    }
}
