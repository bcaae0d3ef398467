package io.torcdb.model.expression;

import io.torcdb.model.outcome.Done;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;

/**
 * Parses the expressions of one request into resolved trees and remembers which placeholders they
 * used. Call in DynamoDB's order: update, condition, key condition, filter, projection, then {@link
 * #unused()}; the first refusal is the request's. For one thread.
 */
public final class ExpressionParser {
    /** Which parameter an expression is, for the texts of its errors. */
    public enum Kind {
        CONDITION,
        FILTER,
        KEY_CONDITION
    }

    public ExpressionParser(Request.Placeholders placeholders) {}

    /** Returns the tree of a ConditionExpression, FilterExpression or KeyConditionExpression. */
    public Outcome<Condition> condition(Kind kind, String text) {
        return Outcome.invalid("");
    }

    /** Returns the tree of an UpdateExpression. */
    public Outcome<Update> update(String text) {
        return Outcome.invalid("");
    }

    /** Returns the tree of a ProjectionExpression. */
    public Outcome<Projection> projection(String text) {
        return Outcome.invalid("");
    }

    /** Refuses when a placeholder was used by no expression parsed until now. */
    public Outcome<Done> unused() {
        return Outcome.invalid("");
    }
}
