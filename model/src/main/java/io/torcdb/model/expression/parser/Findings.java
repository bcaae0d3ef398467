package io.torcdb.model.expression.parser;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which rules an expression breaks, and how it broke each of them first. */
final class Findings {
    private final Map<Rule, String> firstByRule = new EnumMap<>(Rule.class);

    void add(Rule rule, String message) {
        firstByRule.putIfAbsent(rule, message);
    }

    /** Returns the message of the first rule of {@code order} that is broken. */
    Optional<String> gravest(List<Rule> order) {
        return firstByRule.isEmpty()
                ? Optional.empty()
                : order.stream().filter(firstByRule::containsKey).map(firstByRule::get).findFirst();
    }

    /** Ends a comparison or function of a condition: of what it breaks only the gravest counts. */
    void endLeaf() {
        if (!firstByRule.isEmpty()) {
            gravest(Rule.LEAF_ORDER).ifPresent(message -> add(Rule.LEAF, message));
            Rule.LEAF_ORDER.forEach(firstByRule::remove);
        }
    }
}
