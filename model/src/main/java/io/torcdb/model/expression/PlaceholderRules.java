package io.torcdb.model.expression;

import io.torcdb.model.outcome.Done;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.util.List;
import java.util.Optional;

/** What a request's placeholders must keep before any expression is parsed. */
public final class PlaceholderRules {
    private PlaceholderRules() {}

    /**
     * An expression parameter of a request.
     *
     * @param name as in {@code UpdateExpression}
     * @param takesValues whether it may use values, which a projection may not
     */
    public record Parameter(String name, Optional<String> text, boolean takesValues) {}

    /**
     * Refuses placeholders without an expression that could use them; comes before the request's
     * items and values are checked.
     *
     * @param parameters all that the operation has, in the order that its error names them
     */
    public static Outcome<Done> expressionsPresent(
            Request.Placeholders placeholders, List<Parameter> parameters) {
        return Outcome.invalid("");
    }

    /** Refuses empty maps and bad names of placeholders; comes right before parsing. */
    public static Outcome<Done> maps(Request.Placeholders placeholders) {
        return Outcome.invalid("");
    }
}
