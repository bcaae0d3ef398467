package io.torcdb.model.expression.parser;

import io.torcdb.model.item.AttributeValue;
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
    private static final int MAX_NAME_BYTES = 65_535;
    private static final long MAX_VALUES_BYTES = 2L * 1024 * 1024;

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

    /** Refuses maps that are empty or too large, and bad names; comes right before parsing. */
    public static Outcome<Done> maps(Request.Placeholders placeholders) {
        return placeholders
                .names()
                .map(PlaceholderRules::names)
                .orElseGet(Outcome::done)
                .then(_ ->
                        placeholders
                                .values()
                                .map(PlaceholderRules::values)
                                .orElseGet(Outcome::done));
    }

    private static Outcome<Done> names(Map<String, String> names) {
        return keys(NAMES, names.keySet(), '#')
                .then(_ ->
                        names.entrySet().stream()
                                .map(name -> problem(name.getKey(), name.getValue()))
                                .flatMap(Optional::stream)
                                .findFirst()
                                .map(Outcome::<Done>invalid)
                                .orElseGet(Outcome::done));
    }

    private static Optional<String> problem(String placeholder, String name) {
        if (name.isEmpty()) {
            return Optional.of(Messages.emptyName(placeholder));
        }
        return Text.utf8Length(name) > MAX_NAME_BYTES
                ? Optional.of(Messages.NAME_TOO_LONG)
                : Optional.empty();
    }

    private static Outcome<Done> values(Map<String, AttributeValue> values) {
        return keys(VALUES, values.keySet(), ':')
                .then(_ ->
                        values.values().stream().mapToLong(AttributeValue::sizeBytes).sum()
                                        > MAX_VALUES_BYTES
                                ? Outcome.invalid(Messages.tooLarge(VALUES))
                                : Outcome.done());
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
