package io.torcdb.model.expression.parser;

import io.torcdb.model.expression.Path;
import io.torcdb.model.expression.PathTree;
import io.torcdb.model.expression.Update;
import io.torcdb.model.expression.Update.Action;
import io.torcdb.model.expression.Update.Term;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Parses one update by recursive descent. */
final class UpdateParser {
    private static final Set<String> KEYWORDS = Set.of("SET", "REMOVE", "ADD", "DELETE");

    private final Reading reading;
    private final Cursor cursor;
    private final TermRules rules;
    private final List<Action> actions = new ArrayList<>();
    private final Set<String> sections = new HashSet<>();
    private final PathTree<Action> paths = new PathTree<>();

    UpdateParser(String text, PlaceholderUse placeholders) {
        this.reading = new Reading(text, placeholders, KEYWORDS);
        this.cursor = reading.cursor;
        this.rules = new TermRules(reading.findings);
    }

    /** Returns the tree of the whole text. */
    Outcome<Update> parse(String parameter) {
        do {
            section();
        } while (!cursor.atEnd());
        return reading.end(parameter, new Update(actions), Rule.UPDATE_ORDER);
    }

    private void section() {
        String keyword = cursor.current().text().toUpperCase(Locale.ROOT);
        if (!cursor.at(Token.Kind.WORD) || !KEYWORDS.contains(keyword)) {
            cursor.fail();
            return;
        }
        var _ = cursor.next();
        do {
            add(action(keyword));
        } while (cursor.takeSymbol(","));
        if (!sections.add(keyword)) {
            reading.findings.add(Rule.SECTION, Messages.repeatedSection(keyword));
        }
    }

    private void add(Action action) {
        actions.add(action);
        paths.add(action.path(), action).ifPresent(reading::clash);
    }

    private Action action(String keyword) {
        Path path = reading.path();
        return switch (keyword) {
            case "SET" -> {
                cursor.expectSymbol("=");
                yield new Update.Assign(path, sum());
            }
            case "REMOVE" -> new Update.Remove(path);
            case "ADD" -> {
                AttributeValue value = reading.value(Rule.UNDEFINED_VALUE);
                rules.add(value);
                yield new Update.Add(path, value);
            }
            default -> {
                AttributeValue value = reading.value(Rule.UNDEFINED_VALUE);
                rules.delete(value);
                yield new Update.Delete(path, value);
            }
        };
    }

    /** Reads a term, or two with one operator between them. */
    private Term sum() {
        Term left = term(true);
        boolean plus = cursor.atSymbol("+");
        if (!plus && !cursor.atSymbol("-")) {
            return left;
        }
        if (left instanceof Term.Plus || left instanceof Term.Minus) {
            cursor.fail();
            return left;
        }
        String operator = cursor.next().text();
        reading.countOperator();
        Term right = term(false);
        rules.number(operator, left);
        rules.number(operator, right);
        return plus ? new Term.Plus(left, right) : new Term.Minus(left, right);
    }

    /**
     * Reads a term.
     *
     * @param sumAllowed whether parentheses may hold a sum
     */
    private Term term(boolean sumAllowed) {
        if (cursor.atSymbol("(")) {
            reading.open(Reading.LIGHT);
            Term inner = sumAllowed ? sum() : term(false);
            reading.close(Reading.LIGHT);
            return inner;
        }
        if (reading.atCall()) {
            return call();
        }
        return cursor.at(Token.Kind.VALUE)
                ? new Term.Literal(reading.value(Rule.UNDEFINED_VALUE))
                : new Term.At(reading.path());
    }

    private Term call() {
        String function = cursor.next().text();
        reading.openCall();
        var arguments = new ArrayList<Term>();
        do {
            arguments.add(term(false));
        } while (cursor.takeSymbol(","));
        reading.close(Reading.HEAVY);
        return rules.function(function, arguments);
    }
}
