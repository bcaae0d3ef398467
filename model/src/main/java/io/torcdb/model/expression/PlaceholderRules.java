package io.torcdb.model.expression;

import io.torcdb.model.item.Text;
import io.torcdb.model.outcome.Done;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a request's placeholders must keep before any expression is parsed. */
public final class PlaceholderRules {
    static final String NAMES = "ExpressionAttributeNames";
    static final String VALUES = "ExpressionAttributeValues";

    private static final int MAX_PLACEHOLDER_BYTES = 255;

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
        if (placeholders.names().isPresent()
                && parameters.stream().allMatch(p -> p.text().isEmpty())) {
            return Outcome.invalid(Messages.NAMES_WITHOUT_EXPRESSION);
        }
        List<Parameter> valued = parameters.stream().filter(Parameter::takesValues).toList();
        if (placeholders.values().isPresent()
                && valued.stream().allMatch(p -> p.text().isEmpty())) {
            return Outcome.invalid(
                    Messages.valuesWithoutExpression(
                            valued.stream().map(Parameter::name).toList()));
        }
        return Outcome.done();
    }

    /** Refuses empty maps and bad names of placeholders; comes right before parsing. */
    public static Outcome<Done> maps(Request.Placeholders placeholders) {
        return names(placeholders)
                .then(_ ->
                        placeholders
                                .values()
                                .map(values -> keys(VALUES, values.keySet(), ':'))
                                .orElseGet(Outcome::done));
    }

    private static Outcome<Done> names(Request.Placeholders placeholders) {
        if (placeholders.names().isEmpty()) {
            return Outcome.done();
        }
        Map<String, String> names = placeholders.names().get();
        return keys(NAMES, names.keySet(), '#')
                .then(_ ->
                        names.entrySet().stream()
                                .filter(entry -> entry.getValue().isEmpty())
                                .findFirst()
                                .map(Map.Entry::getKey)
                                .map(Messages::emptyName)
                                .map(Outcome::<Done>invalid)
                                .orElseGet(Outcome::done));
    }

    private static Outcome<Done> keys(String map, Set<String> placeholders, char prefix) {
        if (placeholders.isEmpty()) {
            return Outcome.invalid(Messages.emptyMap(map));
        }
        for (String placeholder : placeholders) {
            int bytes = Text.utf8Length(placeholder);
            if (bytes > MAX_PLACEHOLDER_BYTES) {
                return Outcome.invalid(Messages.placeholderTooLong(map, bytes));
            }
            if (!isPlaceholder(placeholder, prefix)) {
                return Outcome.invalid(Messages.badPlaceholder(map, placeholder));
            }
        }
        return Outcome.done();
    }

    /** The lexer knows what a placeholder is. */
    private static boolean isPlaceholder(String text, char prefix) {
        Token first = Lexer.tokens(text).getFirst();
        return first.start() == 0
                && first.end() == text.length()
                && switch (first.kind()) {
                    case NAME -> prefix == '#';
                    case VALUE -> prefix == ':';
                    case WORD, DIGITS, SYMBOL, END -> false;
                };
    }
}
