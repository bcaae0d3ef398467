package io.torcdb.model.expression.parser;

import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Projection;
import io.torcdb.model.expression.Update;
import io.torcdb.model.item.Text;
import io.torcdb.model.outcome.Done;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.util.Optional;

/**
 * Parses the expressions of one request into resolved trees and remembers which placeholders they
 * used. Call in DynamoDB's order: update, condition, key condition, filter, projection, then {@link
 * #unused()}; the first refusal is the request's. Hostile text costs bounded stack and time linear
 * in what is allowed. For one thread.
 */
public final class ExpressionParser {
    private static final int MAX_EXPRESSION_BYTES = 4096;
    private static final String UPDATE = "UpdateExpression";
    private static final String PROJECTION = "ProjectionExpression";

    private final PlaceholderUse placeholders;

    /** Placeholders must keep {@link PlaceholderRules}. */
    public ExpressionParser(Request.Placeholders placeholders) {
        this.placeholders = new PlaceholderUse(placeholders);
    }

    /** Which parameter a condition is, for the texts of its errors. */
    public enum Kind {
        CONDITION("ConditionExpression"),
        FILTER("FilterExpression"),
        KEY_CONDITION("KeyConditionExpression");

        private final String parameter;

        Kind(String parameter) {
            this.parameter = parameter;
        }
    }

    /** Returns the tree of a ConditionExpression, FilterExpression or KeyConditionExpression. */
    public Outcome<Condition> condition(Kind kind, String text) {
        return sized(kind.parameter, text)
                .then(_ -> new ConditionParser(text, placeholders).parse(kind.parameter));
    }

    /** Returns the tree of an UpdateExpression. */
    public Outcome<Update> update(String text) {
        return sized(UPDATE, text).then(_ -> new UpdateParser(text, placeholders).parse(UPDATE));
    }

    /** Returns the tree of a ProjectionExpression. */
    public Outcome<Projection> projection(String text) {
        return sized(PROJECTION, text)
                .then(_ -> new ProjectionParser(text, placeholders).parse(PROJECTION))
                .map(Projection::new);
    }

    /** Refuses when a placeholder was used by no expression parsed until now. */
    public Outcome<Done> unused() {
        return placeholders.unused();
    }

    private static Outcome<Done> sized(String parameter, String text) {
        Optional<String> problem =
                text.isEmpty()
                        ? Optional.of(Messages.EMPTY)
                        : Optional.of(Text.utf8Length(text))
                                .filter(bytes -> bytes > MAX_EXPRESSION_BYTES)
                                .map(Messages::tooLong);
        return problem.isPresent()
                ? Outcome.invalid(Messages.of(parameter, problem.get()))
                : Outcome.done();
    }
}
