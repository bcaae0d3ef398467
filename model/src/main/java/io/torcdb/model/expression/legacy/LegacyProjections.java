package io.torcdb.model.expression.legacy;

import io.torcdb.model.expression.Projection;
import io.torcdb.model.outcome.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Makes projections of the parameter AttributesToGet. */
public final class LegacyProjections {
    private LegacyProjections() {}

    /** Returns the projection on these attributes, none of which may be named twice. */
    public static Outcome<Projection> of(List<String> attributes) {
        var seen = new HashSet<String>();
        Optional<String> duplicate =
                attributes.stream().filter(name -> !seen.add(name)).findFirst();
        return duplicate.isPresent()
                ? Outcome.invalid(Texts.duplicateName(duplicate.get()))
                : Outcome.success(
                        new Projection(attributes.stream().map(Comparison::path).toList()));
    }
}
