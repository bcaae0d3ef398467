package io.torcdb.model.expression.parser;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Done;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The placeholders of a request and which of them its expressions have used. */
final class PlaceholderUse {
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Set<String> used = new HashSet<>();

    PlaceholderUse(Request.Placeholders placeholders) {
        names = placeholders.names().orElseGet(Collections::emptyNavigableMap);
        values = placeholders.values().orElseGet(Collections::emptyNavigableMap);
    }

    /** Returns the attribute name behind {@code placeholder}, which is used now. */
    Optional<String> name(String placeholder) {
        used.add(placeholder);
        return Optional.ofNullable(names.get(placeholder));
    }

    /** Returns the value behind {@code placeholder}, which is used now. */
    Optional<AttributeValue> value(String placeholder) {
        used.add(placeholder);
        return Optional.ofNullable(values.get(placeholder));
    }

    /** Refuses when a placeholder is unused, names first. */
    Outcome<Done> unused() {
        return unused(PlaceholderRules.NAMES, names.keySet())
                .then(_ -> unused(PlaceholderRules.VALUES, values.keySet()));
    }

    private Outcome<Done> unused(String map, Set<String> placeholders) {
        List<String> unused = placeholders.stream().filter(p -> !used.contains(p)).toList();
        return unused.isEmpty() ? Outcome.done() : Outcome.invalid(Messages.unused(map, unused));
    }
}
