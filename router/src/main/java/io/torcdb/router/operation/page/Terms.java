package io.torcdb.router.operation.page;

import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Projection;
import io.torcdb.model.expression.parser.ExpressionParser;
import io.torcdb.model.expression.parser.ExpressionParser.Kind;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.router.operation.check.Expressions;
import java.util.Optional;

/** The filter and the projection of a request, parsed. */
record Terms(Optional<Condition> filter, Optional<Projection> projection) {
    /** Parses them in DynamoDB's order; comes after the key condition. */
    static Outcome<Terms> parse(
            Expressions expressions, Optional<String> filter, Optional<String> projection) {
        return expressions
                .parse(filter, (parser, text) -> parser.condition(Kind.FILTER, text))
                .then(condition ->
                        expressions
                                .parse(projection, ExpressionParser::projection)
                                .map(paths -> new Terms(condition, paths)));
    }
}
