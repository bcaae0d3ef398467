package io.torcdb.router.operation.page;

import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.KeyCondition;
import io.torcdb.model.expression.KeyConditions;
import io.torcdb.model.expression.legacy.LegacyKeys;
import io.torcdb.model.expression.parser.ExpressionParser.Kind;
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

/** A Query that keeps the rules that need no table. */
public final class CheckedQuery {
    private static final String NO_KEY_CONDITION =
            "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
                    + " request.";

    private final Request.Query request;
    private final KeyConditions key;
    private final Terms terms;

    private CheckedQuery(Request.Query request, KeyConditions key, Terms terms) {
        this.request = request;
        this.key = key;
        this.terms = terms;
    }

    /** Checks and parses a request. */
    public static Outcome<CheckedQuery> of(Request.Query request, Request.Flaws flaws) {
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
                                                Expressions.keyCondition(
                                                        request.keyConditionExpression()),
                                                Expressions.projection(
                                                        request.selection()
                                                                .projectionExpression()))),
                        expressions::badValues),
                () -> ofParameters(request, expressions));
    }

    private static Optional<Failure> constraints(Request.Query request) {
        var constraints = new Constraints();
        request.indexName().ifPresent(name -> constraints.name("indexName", name));
        constraints
                .oneOf("select", request.selection().select(), Constraints.SELECT)
                .oneOf(
                        "returnConsumedCapacity",
                        request.returnConsumedCapacity(),
                        Constraints.RETURN_CONSUMED_CAPACITY)
                .atLeastUntold("Limit", request.paging().limit(), 1);
        LegacyConstraints.attributesToGet(constraints, request.selection().attributesToGet());
        LegacyConstraints.conditions(constraints, "keyConditions", request.keyConditions());
        LegacyConstraints.filter(constraints, "queryFilter", request.queryFilter());
        return constraints.failure();
    }

    private static Outcome<CheckedQuery> ofParameters(
            Request.Query request, Expressions expressions) {
        return Terms.ofLegacy(request.queryFilter(), request.selection())
                .then(terms ->
                        Outcomes.after(
                                List.of(expressions::badPlaceholders, () -> noKeys(request)),
                                () -> ofExpressions(request, expressions, terms)))
                .then(checked ->
                        Outcomes.after(
                                List.of(() ->
                                        Selects.check(
                                                request.selection(),
                                                request.indexName().isPresent())),
                                () -> Outcome.success(checked)));
    }

    private static Optional<Failure> noKeys(Request.Query request) {
        return request.keyConditionExpression().isPresent() || request.keyConditions().isPresent()
                ? Optional.empty()
                : Optional.of(new Failure.Invalid(NO_KEY_CONDITION));
    }

    /** The shape of the key condition is checked when all expressions are parsed. */
    private static Outcome<CheckedQuery> ofExpressions(
            Request.Query request, Expressions expressions, Terms legacy) {
        return expressions
                .parse(
                        request.keyConditionExpression(),
                        (parser, text) -> parser.condition(Kind.KEY_CONDITION, text))
                .then(parsedKey ->
                        legacy.parse(expressions, request.filterExpression(), request.selection())
                                .then(terms ->
                                        Outcomes.after(
                                                List.of(expressions::unused),
                                                () ->
                                                        keys(request, parsedKey)
                                                                .map(keys ->
                                                                        new CheckedQuery(
                                                                                request, keys,
                                                                                terms)))));
    }

    private static Outcome<KeyConditions> keys(
            Request.Query request, Optional<Condition> parsedKey) {
        return parsedKey
                .map(KeyConditions::of)
                .orElseGet(() -> LegacyKeys.of(request.keyConditions().orElseThrow()));
    }

    /** Checks it against its table, and says what to read. */
    public Outcome<PagePlan> on(TableInfo table) {
        return Source.of(table, request.indexName()).then(this::on);
    }

    private Outcome<PagePlan> on(Source source) {
        return StartKeys.ofQuery(request.paging().exclusiveStartKey(), source)
                .then(start ->
                        key.on(source.keys()).then(condition -> within(condition, start, source)));
    }

    private Outcome<PagePlan> within(
            KeyCondition condition, Optional<StartKey> start, Source source) {
        return Outcomes.after(
                List.of(
                        () -> start.flatMap(key -> StartKeys.outside(key, condition, source)),
                        () -> Rules.projection(terms.projection(), source.schema()),
                        () ->
                                terms.legacyFilter()
                                        ? Rules.ofQueryFilter(terms.filter(), source.keys())
                                        : Rules.ofQuery(terms.filter(), source.keys()),
                        () -> Rules.condition(terms.filter(), source.schema()),
                        () -> Selects.unprojected(terms.filter(), source)),
                () -> Outcome.success(plan(condition, start, source)));
    }

    private PagePlan plan(KeyCondition condition, Optional<StartKey> start, Source source) {
        Bounds bounds = Bounds.of(condition, source.schema());
        boolean descending = !request.scanIndexForward().orElse(true);
        Bounds rest =
                start.map(key -> bounds.after(key, source.schema(), descending)).orElse(bounds);
        return PagePlan.of(request, source, rest, descending, terms);
    }
}
