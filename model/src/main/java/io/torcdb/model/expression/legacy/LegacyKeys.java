package io.torcdb.model.expression.legacy;

import io.torcdb.model.expression.KeyConditions;
import io.torcdb.model.expression.SortCondition;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Makes key conditions of the parameter KeyConditions; its operators must be known ones. */
public final class LegacyKeys {
    private LegacyKeys() {}

    /** Returns what a query asks of keys, not yet checked against a schema. */
    public static Outcome<KeyConditions> of(
            SequencedMap<String, Request.LegacyCondition> conditions) {
        var byAttribute = new LinkedHashMap<String, Optional<SortCondition>>();
        for (Map.Entry<String, Request.LegacyCondition> entry : conditions.entrySet()) {
            switch (Comparison.of(entry.getValue())) {
                case Outcome.Success<Comparison>(var comparison) ->
                        byAttribute.put(entry.getKey(), comparison.onKey());
                case Outcome.Refused<Comparison>(var failure) -> {
                    return Outcome.refused(failure);
                }
            }
        }
        return KeyConditions.of(byAttribute);
    }
}
