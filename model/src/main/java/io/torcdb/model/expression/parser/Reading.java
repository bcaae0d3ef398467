package io.torcdb.model.expression.parser;

import io.torcdb.model.expression.Path;
import io.torcdb.model.expression.PathTree;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the parsers of the three kinds share: paths and values, the bounds of nesting and operators,
 * and what to tell in the end. After something is found wrong it goes on with a stand-in, since a
 * graver fault may follow.
 */
final class Reading {
    /** Comparators, connectives and functions of one expression. */
    static final int MAX_OPERATORS = 300;

    /**
     * Bounds the recursion. An expression that has neither doubled parentheses nor too many
     * operators stays below it, by the weights and by its length.
     */
    private static final int MAX_DEPTH = 700;

    /** The weight of a function's arguments, and of parentheses around a condition. */
    static final int HEAVY = 2;

    /** The weight of parentheses around an operand. */
    static final int LIGHT = 1;

    private static final int MAX_PATH_STEPS = 32;

    final Cursor cursor;
    final Findings findings = new Findings();

    private final PlaceholderUse placeholders;
    private final Set<String> keywords;
    private int operators;
    private int depth;

    /**
     * @param keywords in upper case; words that are no names in this kind of expression
     */
    Reading(String text, PlaceholderUse placeholders, Set<String> keywords) {
        this.cursor = new Cursor(text);
        this.placeholders = placeholders;
        this.keywords = keywords;
    }

    /** Returns {@code tree} if nothing is wrong with the expression, which must have ended. */
    <T> Outcome<T> end(String parameter, T tree, List<Rule> order) {
        if (!cursor.atEnd()) {
            cursor.fail();
        }
        if (operators > MAX_OPERATORS) {
            findings.add(Rule.OPERATORS, Messages.tooManyOperators(operators));
        }
        Optional<String> problem = cursor.failure().or(() -> findings.gravest(order));
        return problem.isPresent()
                ? Outcome.invalid(Messages.of(parameter, problem.get()))
                : Outcome.success(tree);
    }

    void countOperator() {
        operators++;
    }

    /** Opens the parenthesis at the cursor; {@link #close} must follow. */
    void open(int weight) {
        if (cursor.atDoubledParenthesis()) {
            findings.add(Rule.PARENTHESES, Messages.REDUNDANT_PARENTHESES);
        }
        enter(weight);
        cursor.expectSymbol("(");
    }

    /** Closes what {@link #open} opened. */
    void close(int weight) {
        cursor.expectSymbol(")");
        depth -= weight;
    }

    /** Opens the arguments of a function at the cursor; {@link #close} must follow. */
    void openCall() {
        enter(HEAVY);
        countOperator();
        cursor.expectSymbol("(");
    }

    private void enter(int weight) {
        depth += weight;
        if (depth <= MAX_DEPTH) {
            return;
        }
        if (!cursor.allParenthesesClose()) {
            cursor.failAtEnd();
        } else if (cursor.anyDoubledParenthesis()) {
            cursor.stop(Messages.REDUNDANT_PARENTHESES);
        } else {
            cursor.stop(Messages.tooManyOperators(Math.max(operators, MAX_OPERATORS + 1)));
        }
    }

    /** Returns whether a function's name and its parenthesis are next. */
    boolean atCall() {
        return atName() && cursor.at(Token.Kind.WORD) && cursor.following().isSymbol("(");
    }

    private boolean atName() {
        return cursor.at(Token.Kind.NAME)
                || (cursor.at(Token.Kind.WORD) && !isKeyword(cursor.current().text()));
    }

    private boolean isKeyword(String word) {
        return keywords.contains(word.toUpperCase(Locale.ROOT));
    }

    /** Reads a document path. */
    Path path() {
        var steps = new ArrayList<Path.Step>();
        steps.add(name());
        while (true) {
            if (cursor.takeSymbol(".")) {
                steps.add(name());
            } else if (cursor.takeSymbol("[")) {
                steps.add(index());
                cursor.expectSymbol("]");
            } else {
                break;
            }
        }
        if (steps.size() > MAX_PATH_STEPS) {
            findings.add(Rule.UNDEFINED_NAME, Messages.pathTooDeep(steps.size()));
        }
        return new Path(steps);
    }

    private Path.Name name() {
        if (!atName()) {
            cursor.fail();
            return new Path.Name("");
        }
        Token token = cursor.next();
        if (token.kind() == Token.Kind.NAME) {
            Optional<String> name = placeholders.name(token.text());
            if (name.isEmpty()) {
                findings.add(Rule.UNDEFINED_NAME, Messages.undefinedName(token.text()));
            }
            return new Path.Name(name.orElse(token.text()));
        }
        if (ReservedWords.contains(token.text())) {
            findings.add(Rule.WORD, Messages.reservedWord(token.text()));
        }
        return new Path.Name(token.text());
    }

    private Path.Index index() {
        if (!cursor.at(Token.Kind.DIGITS)) {
            cursor.fail();
            return new Path.Index(0);
        }
        String digits = cursor.next().text();
        OptionalInt index = parseIndex(digits);
        if (index.isEmpty()) {
            findings.add(Rule.WORD, Messages.indexOutOfRange(digits));
        }
        return new Path.Index(index.orElse(0));
    }

    private static OptionalInt parseIndex(String digits) {
        try {
            return OptionalInt.of(Integer.parseInt(digits));
        } catch (NumberFormatException _) {
            return OptionalInt.empty();
        }
    }

    /** Reports two paths that an expression must not have both. */
    void clash(PathTree.Clash clash) {
        if (clash.overlap()) {
            findings.add(Rule.OVERLAP, Messages.overlap(clash.earlier(), clash.later()));
        } else {
            findings.add(Rule.CONFLICT, Messages.conflict(clash.earlier(), clash.later()));
        }
    }

    /**
     * Reads a value's placeholder; anything else is a syntax error.
     *
     * @param undefined the rule that an undefined one breaks
     */
    AttributeValue value(Rule undefined) {
        if (!cursor.at(Token.Kind.VALUE)) {
            cursor.fail();
            return new AttributeValue.NullValue();
        }
        String placeholder = cursor.next().text();
        Optional<AttributeValue> value = placeholders.value(placeholder);
        if (value.isEmpty()) {
            findings.add(undefined, Messages.undefinedValue(placeholder));
        }
        return value.orElseGet(AttributeValue.NullValue::new);
    }
}
