package io.torcdb.router.operation.check;

import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.KeyRules;
import io.torcdb.model.expression.Projection;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.schema.KeySchema;
import io.torcdb.model.schema.TableSchema;
import java.util.Optional;

/** The rules of expressions that may be absent, against a table's schema. */
public final class Rules {
    private Rules() {}

    /** Of a condition, or the filter of a scan. */
    public static Optional<Failure> condition(Optional<Condition> condition, TableSchema schema) {
        return condition.flatMap(tree -> Outcomes.failure(KeyRules.condition(tree, schema)));
    }

    /** Of a query's QueryFilter. */
    public static Optional<Failure> ofQueryFilter(Optional<Condition> filter, KeySchema queried) {
        return filter.flatMap(tree -> Outcomes.failure(KeyRules.queryFilter(tree, queried)));
    }

    /** Of a query's FilterExpression. */
    public static Optional<Failure> ofQuery(Optional<Condition> filter, KeySchema queried) {
        return filter.flatMap(tree -> Outcomes.failure(KeyRules.filter(tree, queried)));
    }

    public static Optional<Failure> projection(
            Optional<Projection> projection, TableSchema schema) {
        return projection.flatMap(paths -> Outcomes.failure(KeyRules.projection(paths, schema)));
    }
}
