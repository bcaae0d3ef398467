package io.torcdb.router.operation.page;

import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Projection;
import io.torcdb.model.expression.legacy.LegacyConditions;
import io.torcdb.model.expression.legacy.LegacyProjections;
import io.torcdb.model.expression.parser.ExpressionParser;
import io.torcdb.model.expression.parser.ExpressionParser.Kind;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.router.operation.check.Expressions;
import java.util.Optional;

/**
 * The filter and the projection of a request as trees, whichever parameters they came in. An
 * expression and the parameter that it has replaced are never together.
 *
 * @param legacyFilter whether the filter came in a QueryFilter or ScanFilter
 */
record Terms(Optional<Condition> filter, boolean legacyFilter, Optional<Projection> projection) {
    /** Returns what the legacy parameters say; checked before the expressions are. */
    static Outcome<Terms> ofLegacy(Request.LegacyFilter filter, Request.Selection selection) {
        return projection(selection)
                .then(projection ->
                        LegacyConditions.filter(filter)
                                .map(condition ->
                                        new Terms(condition, condition.isPresent(), projection)));
    }

    private static Outcome<Optional<Projection>> projection(Request.Selection selection) {
        return selection
                .attributesToGet()
                .map(names -> LegacyProjections.of(names).map(Optional::of))
                .orElseGet(() -> Outcome.success(Optional.empty()));
    }

    /** Adds the expressions in DynamoDB's order; they come after the key condition. */
    Outcome<Terms> parse(
            Expressions expressions,
            Optional<String> filterExpression,
            Request.Selection selection) {
        return expressions
                .parse(filterExpression, (parser, text) -> parser.condition(Kind.FILTER, text))
                .then(parsedFilter ->
                        expressions
                                .parse(
                                        selection.projectionExpression(),
                                        ExpressionParser::projection)
                                .map(parsedProjection ->
                                        new Terms(
                                                parsedFilter.or(this::filter),
                                                legacyFilter,
                                                parsedProjection.or(this::projection))));
    }
}
