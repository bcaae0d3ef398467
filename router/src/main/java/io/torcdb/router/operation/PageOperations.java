package io.torcdb.router.operation;

import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.KeyCondition;
import io.torcdb.model.expression.KeyConditions;
import io.torcdb.model.expression.Projection;
import io.torcdb.model.expression.parser.ExpressionParser;
import io.torcdb.model.expression.parser.ExpressionParser.Kind;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.model.schema.PrimaryKey;
import io.torcdb.model.schema.TableSchema;
import io.torcdb.router.operation.check.Constraints;
import io.torcdb.router.operation.check.Expressions;
import io.torcdb.router.operation.check.Outcomes;
import io.torcdb.router.operation.check.Rules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Query and Scan. */
final class PageOperations {
    private static final String NO_KEY_CONDITION =
            "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
                    + " request.";

    private final Context context;

    PageOperations(Context context) {
        this.context = context;
    }

    /** The expressions of a request that reads a page; only a query has a key condition. */
    private record Parsed(
            Optional<KeyConditions> keyCondition,
            Optional<Condition> filter,
            Optional<Projection> projection) {}

    void query(Request.Query request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        Outcomes.proceed(
                parse(request),
                done,
                parsed ->
                        onTable(
                                request,
                                done,
                                table -> read(plan(request, parsed, table), deadlineNanos, done)));
    }

    void scan(Request.Scan request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        Outcomes.proceed(
                parse(request),
                done,
                parsed ->
                        onTable(
                                request,
                                done,
                                table -> read(plan(request, parsed, table), deadlineNanos, done)));
    }

    private void read(
            Outcome<PageReading.Plan> planned,
            long deadlineNanos,
            Consumer<Outcome<Response>> done) {
        Outcomes.proceed(
                planned, done, plan -> new PageReading(context, plan, deadlineNanos, done).start());
    }

    private void onTable(
            Request.OnItems request, Consumer<Outcome<Response>> done, Consumer<TableInfo> next) {
        context.tables()
                .findReadable(
                        request.tableName().orElseThrow(),
                        found -> Outcomes.proceed(found, done, next));
    }

    private static Outcome<Parsed> parse(Request.Query request) {
        var expressions = new Expressions(request.placeholders());
        return Outcomes.after(
                List.of(
                        () -> Constraints.ofTableName(request.tableName()),
                        () -> constraints(request.selection().select(), request.paging().limit()),
                        () ->
                                expressions.without(
                                        List.of(
                                                Expressions.filter(request.filterExpression()),
                                                Expressions.keyCondition(
                                                        request.keyConditionExpression()),
                                                Expressions.projection(
                                                        request.selection()
                                                                .projectionExpression()))),
                        expressions::badPlaceholders,
                        () ->
                                request.keyConditionExpression().isPresent()
                                        ? Optional.empty()
                                        : Optional.of(new Failure.Invalid(NO_KEY_CONDITION))),
                () ->
                        expressions
                                .parse(
                                        request.keyConditionExpression(),
                                        (parser, text) ->
                                                parser.condition(Kind.KEY_CONDITION, text))
                                .then(key -> withKey(key.orElseThrow(), expressions, request)));
    }

    /** The shape of the key condition is checked when all expressions are parsed. */
    private static Outcome<Parsed> withKey(
            Condition key, Expressions expressions, Request.Query request) {
        return parse(
                        expressions,
                        request.filterExpression(),
                        request.selection().projectionExpression())
                .then(parsed ->
                        KeyConditions.of(key)
                                .map(conditions ->
                                        new Parsed(
                                                Optional.of(conditions),
                                                parsed.filter(),
                                                parsed.projection())));
    }

    private static Outcome<Parsed> parse(Request.Scan request) {
        var expressions = new Expressions(request.placeholders());
        return Outcomes.after(
                List.of(
                        () -> Constraints.ofTableName(request.tableName()),
                        () -> constraints(request.selection().select(), request.paging().limit()),
                        () ->
                                expressions.without(
                                        List.of(
                                                Expressions.filter(request.filterExpression()),
                                                Expressions.projection(
                                                        request.selection()
                                                                .projectionExpression()))),
                        expressions::badPlaceholders),
                () ->
                        parse(
                                expressions,
                                request.filterExpression(),
                                request.selection().projectionExpression()));
    }

    private static Outcome<Parsed> parse(
            Expressions expressions, Optional<String> filter, Optional<String> projection) {
        return expressions
                .parse(filter, (parser, text) -> parser.condition(Kind.FILTER, text))
                .then(condition ->
                        expressions
                                .parse(projection, ExpressionParser::projection)
                                .map(paths -> new Parsed(Optional.empty(), condition, paths)))
                .then(parsed ->
                        Outcomes.after(
                                List.of(expressions::unused), () -> Outcome.success(parsed)));
    }

    private static Optional<Failure> constraints(Optional<String> select, Optional<Integer> limit) {
        return new Constraints()
                .oneOf("select", select, Constraints.SELECT)
                .atLeast("limit", limit, 1)
                .failure();
    }

    private static Outcome<PageReading.Plan> plan(
            Request.Query request, Parsed parsed, TableInfo table) {
        TableSchema schema = table.schema();
        boolean descending = !request.scanIndexForward().orElse(true);
        return StartKeys.ofQuery(request.paging().exclusiveStartKey(), schema)
                .then(start ->
                        parsed.keyCondition()
                                .orElseThrow()
                                .on(schema)
                                .then(key -> bounds(key, start, schema, descending)))
                .then(bounds ->
                        Outcomes.after(
                                List.of(
                                        () -> Rules.ofQuery(parsed.filter(), schema),
                                        () -> Rules.projection(parsed.projection(), schema),
                                        () ->
                                                Selects.check(
                                                        request.selection().select(),
                                                        parsed.projection().isPresent())),
                                () -> Outcome.success(bounds)))
                .map(bounds ->
                        new PageReading.Plan(
                                table,
                                bounds,
                                descending,
                                request.paging().limit().orElse(0),
                                Selects.countOnly(request.selection().select()),
                                request.paging().consistentRead().orElse(false),
                                parsed.filter(),
                                parsed.projection()));
    }

    private static Outcome<Bounds> bounds(
            KeyCondition key, Optional<PrimaryKey> start, TableSchema schema, boolean descending) {
        Bounds bounds = Bounds.of(key, schema);
        if (start.isEmpty()) {
            return Outcome.success(bounds);
        }
        return Outcomes.after(
                List.of(() -> StartKeys.outside(start.get(), key, bounds, schema)),
                () -> Outcome.success(bounds.after(start.get(), schema, descending)));
    }

    private static Outcome<PageReading.Plan> plan(
            Request.Scan request, Parsed parsed, TableInfo table) {
        Optional<Map<String, AttributeValue>> startKey = request.paging().exclusiveStartKey();
        return StartKeys.ofScan(startKey, table.schema())
                .then(start ->
                        Outcomes.after(
                                List.of(() ->
                                        Selects.check(
                                                request.selection().select(),
                                                parsed.projection().isPresent())),
                                () -> Outcome.success(start)))
                .map(start ->
                        new PageReading.Plan(
                                table,
                                start.map(key -> Bounds.ofTable().after(key, table.schema(), false))
                                        .orElse(Bounds.ofTable()),
                                false,
                                request.paging().limit().orElse(0),
                                Selects.countOnly(request.selection().select()),
                                request.paging().consistentRead().orElse(false),
                                parsed.filter(),
                                parsed.projection()));
    }
}
