package io.torcdb.model.expression.parser;

import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Operand;
import io.torcdb.model.expression.Path;
import io.torcdb.model.expression.Samples;
import io.torcdb.model.expression.Update;
import io.torcdb.model.expression.Update.Term;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.request.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Writes trees as the text they could have been parsed from, and gathers its placeholders. */
final class Printer {
    private final SequencedMap<String, String> names = new LinkedHashMap<>();
    private final SequencedMap<String, AttributeValue> values = new LinkedHashMap<>();

    Request.Placeholders placeholders() {
        return new Request.Placeholders(Optional.of(names), Optional.of(values));
    }

    String text(Condition condition) {
        return switch (condition) {
            case Condition.And(var all) -> joined(all, " AND ");
            case Condition.Or(var any) -> joined(any, " or ");
            case Condition.Not(var inner) -> "NOT " + grouped(inner);
            case Condition.Compare(var left, var comparator, var right) ->
                    text(left) + symbol(comparator) + text(right);
            case Condition.Between(var operand, var low, var high) ->
                    text(operand) + " BETWEEN " + text(low) + " AND " + text(high);
            case Condition.In(var operand, var candidates) ->
                    candidates.stream()
                            .map(this::text)
                            .collect(Collectors.joining(", ", text(operand) + " IN (", ")"));
            case Condition.Exists(var path) -> "attribute_exists(" + text(path) + ")";
            case Condition.NotExists(var path) -> "attribute_not_exists(" + text(path) + ")";
            case Condition.OfType(var path, var type) ->
                    "attribute_type(" + text(path) + "," + value(Samples.s(type)) + ")";
            case Condition.BeginsWith(var operand, var prefix) ->
                    "begins_with(" + text(operand) + ", " + text(prefix) + ")";
            case Condition.Contains(var operand, var member) ->
                    "contains (" + text(operand) + " ," + text(member) + " )";
        };
    }

    private String joined(List<Condition> conditions, String word) {
        return conditions.stream().map(this::grouped).collect(Collectors.joining(word));
    }

    private String grouped(Condition condition) {
        return condition instanceof Condition.And || condition instanceof Condition.Or
                ? "(" + text(condition) + ")"
                : text(condition);
    }

    private static String symbol(Condition.Comparator comparator) {
        return switch (comparator) {
            case EQUAL -> " = ";
            case NOT_EQUAL -> "<>";
            case LESS -> " < ";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> " >= ";
        };
    }

    private String text(Operand operand) {
        return switch (operand) {
            case Operand.At(var path) -> text(path);
            case Operand.Literal(var value) -> value(value);
            case Operand.Size(var of) -> "size(" + text(of) + ")";
        };
    }

    /** Sections in the order of their first action. */
    String text(Update update) {
        return update.actions().stream()
                .collect(
                        Collectors.groupingBy(
                                Printer::keyword,
                                LinkedHashMap::new,
                                Collectors.mapping(this::text, Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(section -> section.getKey() + " " + section.getValue())
                .collect(Collectors.joining(" "));
    }

    private static String keyword(Update.Action action) {
        return switch (action) {
            case Update.Assign _ -> "SET";
            case Update.Remove _ -> "REMOVE";
            case Update.Add _ -> "ADD";
            case Update.Delete _ -> "DELETE";
        };
    }

    private String text(Update.Action action) {
        return switch (action) {
            case Update.Assign(var path, var term) -> text(path) + " = " + text(term);
            case Update.Remove(var path) -> text(path);
            case Update.Add(var path, var value) -> text(path) + " " + value(value);
            case Update.Delete(var path, var value) -> text(path) + " " + value(value);
        };
    }

    private String text(Term term) {
        return switch (term) {
            case Term.At(var path) -> text(path);
            case Term.Literal(var value) -> value(value);
            case Term.IfNotExists(var path, var otherwise) ->
                    "if_not_exists(" + text(path) + ", " + text(otherwise) + ")";
            case Term.ListAppend(var first, var second) ->
                    "list_append(" + text(first) + ", " + text(second) + ")";
            case Term.Plus(var left, var right) -> text(left) + " + " + text(right);
            case Term.Minus(var left, var right) -> text(left) + "-" + text(right);
        };
    }

    String text(Path path) {
        var text = new StringBuilder();
        for (Path.Step step : path.steps()) {
            switch (step) {
                case Path.Name(var name) ->
                        text.append(text.isEmpty() ? "" : ".").append(name(name));
                case Path.Index(var index) -> text.append("[").append(index).append("]");
            }
        }
        return text.toString();
    }

    private String name(String name) {
        if (name.matches("[a-z][a-z0-9]*") && !ReservedWords.contains(name)) {
            return name;
        }
        String placeholder = "#n" + names.size();
        names.put(placeholder, name);
        return placeholder;
    }

    private String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }
}
