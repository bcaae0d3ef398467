package io.torcdb.router.operation;

import io.torcdb.model.outcome.Failure;
import java.util.Optional;

/** The rules of Select on a table. */
final class Selects {
    private static final String SPECIFIC = "SPECIFIC_ATTRIBUTES";

    private Selects() {}

    /** Returns what is wrong with {@code select} given whether there is a ProjectionExpression. */
    static Optional<Failure> check(Optional<String> select, boolean projection) {
        String problem = null;
        if (select.isPresent()) {
            String value = select.get();
            if (projection && !value.equals(SPECIFIC)) {
                problem = "Cannot specify the ProjectionExpression when choosing to get " + value;
            } else if (!projection && value.equals(SPECIFIC)) {
                problem =
                        "Must specify the AttributesToGet or ProjectionExpression when choosing to get "
                                + SPECIFIC;
            } else if (value.equals("ALL_PROJECTED_ATTRIBUTES")) {
                problem =
                        "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName";
            }
        }
        return Optional.ofNullable(problem).map(Failure.Invalid::new);
    }

    static boolean countOnly(Optional<String> select) {
        return select.filter("COUNT"::equals).isPresent();
    }
}
