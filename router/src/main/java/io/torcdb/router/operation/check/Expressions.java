package io.torcdb.router.operation.check;

import io.torcdb.model.expression.Projection;
import io.torcdb.model.expression.legacy.LegacyProjections;
import io.torcdb.model.expression.parser.ExpressionParser;
import io.torcdb.model.expression.parser.PlaceholderRules;
import io.torcdb.model.expression.parser.PlaceholderRules.Parameter;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The expressions of one request, in DynamoDB's order of checks: placeholders without expressions
 * come before items and values, the placeholders themselves and the expressions after them. For one
 * thread.
 */
public final class Expressions {
    private final Request.Placeholders placeholders;
    private final Request.Flaws flaws;
    private final ExpressionParser parser;

    public Expressions(Request.Placeholders placeholders, Request.Flaws flaws) {
        this.placeholders = placeholders;
        this.flaws = flaws;
        this.parser = new ExpressionParser(placeholders);
    }

    /** Refuses placeholders that no expression could use. */
    public Optional<Failure> without(List<Parameter> parameters) {
        return Outcomes.failure(PlaceholderRules.expressionsPresent(placeholders, parameters));
    }

    /** Refuses values that cannot be, but for those of placeholders. */
    public Optional<Failure> badValues() {
        return flaws.values();
    }

    /** Refuses bad placeholder maps; comes right before the first expression is parsed. */
    public Optional<Failure> badPlaceholders() {
        return Outcomes.failure(PlaceholderRules.maps(placeholders)).or(flaws::placeholders);
    }

    /** Parses an expression that may be absent. */
    public <T> Outcome<Optional<T>> parse(
            Optional<String> text, BiFunction<ExpressionParser, String, Outcome<T>> how) {
        return text.isEmpty()
                ? Outcome.success(Optional.empty())
                : how.apply(parser, text.get()).map(Optional::of);
    }

    /**
     * Returns the projection of a request that has no other expression, in whichever parameter it
     * came.
     */
    public Outcome<Optional<Projection>> onlyProjection(
            Optional<String> text, Optional<List<String>> attributesToGet) {
        if (attributesToGet.isPresent()) {
            return LegacyProjections.of(attributesToGet.get()).map(Optional::of);
        }
        return parse(text, ExpressionParser::projection)
                .then(projection ->
                        Outcomes.after(List.of(this::unused), () -> Outcome.success(projection)));
    }

    /** Refuses placeholders that no expression has used. */
    public Optional<Failure> unused() {
        return Outcomes.failure(parser.unused());
    }

    public static Parameter condition(Optional<String> text) {
        return new Parameter("ConditionExpression", text, true);
    }

    public static Parameter update(Optional<String> text) {
        return new Parameter("UpdateExpression", text, true);
    }

    public static Parameter projection(Optional<String> text) {
        return new Parameter("ProjectionExpression", text, false);
    }

    public static Parameter filter(Optional<String> text) {
        return new Parameter("FilterExpression", text, true);
    }

    public static Parameter keyCondition(Optional<String> text) {
        return new Parameter("KeyConditionExpression", text, true);
    }
}
