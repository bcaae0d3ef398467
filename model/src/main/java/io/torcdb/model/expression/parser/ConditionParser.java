package io.torcdb.model.expression.parser;

import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Operand;
import io.torcdb.model.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Parses one condition by recursive descent. A parenthesis may open a condition or an operand, and
 * a function may turn out to be either, so the rules return a {@link Node} and what follows
 * decides.
 */
final class ConditionParser {
    private static final Set<String> KEYWORDS = Set.of("AND", "OR", "NOT", "BETWEEN", "IN");

    private static final Condition STAND_IN = new Condition.Or(List.of());

    private final Reading reading;
    private final Cursor cursor;
    private final LeafRules rules;

    ConditionParser(String text, PlaceholderUse placeholders) {
        this.reading = new Reading(text, placeholders, KEYWORDS);
        this.cursor = reading.cursor;
        this.rules = new LeafRules(reading.findings);
    }

    /** What a rule has read. */
    private sealed interface Node {
        /** A finished condition. */
        record Whole(Condition condition) implements Node {}

        /** A boolean function, finished unless it is misused as an operand. */
        record Call(String function, Condition condition) implements Node {}

        /** An operand that still needs a comparison. */
        record Part(Operand operand) implements Node {}
    }

    /** Returns the tree of the whole text. */
    Outcome<Condition> parse(String parameter) {
        return reading.end(parameter, condition(or()), Rule.CONDITION_ORDER);
    }

    private Node or() {
        Node first = and();
        if (!cursor.current().isWord("OR")) {
            return first;
        }
        var any = new ArrayList<Condition>();
        any.add(condition(first));
        while (cursor.takeWord("OR")) {
            reading.countOperator();
            any.add(condition(and()));
        }
        return new Node.Whole(new Condition.Or(any));
    }

    private Node and() {
        Node first = not();
        if (!cursor.current().isWord("AND")) {
            return first;
        }
        var all = new ArrayList<Condition>();
        all.add(condition(first));
        while (cursor.takeWord("AND")) {
            reading.countOperator();
            all.add(condition(not()));
        }
        return new Node.Whole(new Condition.And(all));
    }

    private Node not() {
        int inversions = 0;
        while (cursor.takeWord("NOT")) {
            reading.countOperator();
            inversions++;
        }
        Node primary = primary();
        if (inversions == 0) {
            return primary;
        }
        Condition condition = condition(primary);
        for (int i = 0; i < Math.min(inversions, Reading.MAX_OPERATORS); i++) {
            condition = new Condition.Not(condition);
        }
        return new Node.Whole(condition);
    }

    /** Returns a node where a condition must stand. */
    private Condition condition(Node node) {
        return switch (node) {
            case Node.Whole(var condition) -> condition;
            case Node.Call(_, var condition) -> {
                reading.findings.endLeaf();
                yield condition;
            }
            case Node.Part(Operand.Size _) -> {
                rules.misused("size");
                reading.findings.endLeaf();
                yield STAND_IN;
            }
            case Node.Part _ -> {
                cursor.fail();
                yield STAND_IN;
            }
        };
    }

    private Node primary() {
        if (!cursor.atSymbol("(")) {
            return comparison(atom());
        }
        reading.open(Reading.HEAVY);
        Node inner = or();
        reading.close(Reading.HEAVY);
        return comparison(inner);
    }

    /** Reads what may follow an operand. */
    private Node comparison(Node left) {
        Token operator = cursor.current();
        boolean comparator = rules.isComparator(operator);
        if (!comparator && !operator.isWord("BETWEEN") && !operator.isWord("IN")) {
            return left;
        }
        if (left instanceof Node.Whole) {
            cursor.fail();
            return left;
        }
        Operand operand = operand(left);
        var _ = cursor.next();
        reading.countOperator();
        Condition leaf;
        if (comparator) {
            leaf = rules.compare(operand, operator.text(), operand());
        } else if (operator.isWord("BETWEEN")) {
            leaf = between(operand);
        } else {
            cursor.expectSymbol("(");
            leaf = rules.in(operand, operands());
        }
        reading.findings.endLeaf();
        return new Node.Whole(leaf);
    }

    private Condition between(Operand operand) {
        Operand low = operand();
        if (!cursor.takeWord("AND")) {
            cursor.fail();
        }
        return rules.between(operand, low, operand());
    }

    /** Reads operands up to the parenthesis that closes them. */
    private List<Operand> operands() {
        var operands = new ArrayList<Operand>();
        do {
            operands.add(operand());
        } while (cursor.takeSymbol(","));
        cursor.expectSymbol(")");
        return operands;
    }

    private Operand operand() {
        if (!cursor.atSymbol("(")) {
            return operand(atom());
        }
        reading.open(Reading.LIGHT);
        Operand inner = operand();
        reading.close(Reading.LIGHT);
        return inner;
    }

    /** Returns a node where an operand must stand. */
    private Operand operand(Node node) {
        return switch (node) {
            case Node.Part(var operand) -> operand;
            case Node.Call(var function, _) -> {
                rules.misused(function);
                yield LeafRules.STAND_IN;
            }
            case Node.Whole _ -> LeafRules.STAND_IN;
        };
    }

    private Node atom() {
        if (reading.atCall()) {
            return call();
        }
        return new Node.Part(
                cursor.at(Token.Kind.VALUE)
                        ? new Operand.Literal(reading.value(Rule.UNDEFINED_NAME))
                        : new Operand.At(reading.path()));
    }

    private Node call() {
        String function = cursor.next().text();
        reading.openCall();
        var arguments = new ArrayList<Operand>();
        do {
            arguments.add(operand());
        } while (cursor.takeSymbol(","));
        reading.close(Reading.HEAVY);
        return function.equals("size")
                ? new Node.Part(rules.size(arguments))
                : new Node.Call(function, rules.function(function, arguments));
    }
}
