package io.torcdb.model.expression.parser;

import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Condition.Comparator;
import io.torcdb.model.expression.Operand;
import io.torcdb.model.expression.Path;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.NullValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Order;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Builds the comparisons and functions of a condition and checks their operands, as far as that is
 * possible without an item. What breaks a rule becomes a stand-in.
 */
final class LeafRules {
    /** Takes the place of an operand that cannot be built. */
    static final Operand STAND_IN = new Operand.Literal(new NullValue());

    private static final int MAX_CANDIDATES = 100;
    private static final Set<String> TYPES =
            Set.of("S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M");
    private static final Set<String> ORDERED = Set.of("S", "N", "B");
    private static final Set<String> WITH_PREFIX = Set.of("S", "B");
    private static final Set<String> WITH_SIZE = Set.of("S", "B", "SS", "NS", "BS", "L", "M");

    /** How DynamoDB names the type of an operand that could be anything. */
    private static final String ANY_TYPE = "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}";

    private static final Condition FALSE = new Condition.Or(List.of());

    private final Findings findings;

    LeafRules(Findings findings) {
        this.findings = findings;
    }

    boolean isComparator(Token token) {
        return token.kind() == Token.Kind.SYMBOL && comparator(token.text()).isPresent();
    }

    private static Optional<Comparator> comparator(String symbol) {
        return switch (symbol) {
            case "=" -> Optional.of(Comparator.EQUAL);
            case "<>" -> Optional.of(Comparator.NOT_EQUAL);
            case "<" -> Optional.of(Comparator.LESS);
            case "<=" -> Optional.of(Comparator.LESS_OR_EQUAL);
            case ">" -> Optional.of(Comparator.GREATER);
            case ">=" -> Optional.of(Comparator.GREATER_OR_EQUAL);
            default -> Optional.empty();
        };
    }

    void misused(String function) {
        findings.add(Rule.MISUSED_FUNCTION, Messages.misusedFunction(function));
    }

    Condition compare(Operand left, String symbol, Operand right) {
        distinct(symbol, left, List.of(right));
        Comparator comparator = comparator(symbol).orElse(Comparator.EQUAL);
        if (comparator != Comparator.EQUAL && comparator != Comparator.NOT_EQUAL) {
            typed(symbol, left, ORDERED);
            typed(symbol, right, ORDERED);
        }
        return new Condition.Compare(left, comparator, right);
    }

    Condition between(Operand operand, Operand low, Operand high) {
        distinct("BETWEEN", operand, List.of(low, high));
        typed("BETWEEN", operand, ORDERED);
        typed("BETWEEN", low, ORDERED);
        typed("BETWEEN", high, ORDERED);
        if (low instanceof Operand.Literal(var lowest)
                && high instanceof Operand.Literal(var highest)) {
            bounds(lowest, highest);
        }
        return new Condition.Between(operand, low, high);
    }

    private void bounds(AttributeValue low, AttributeValue high) {
        if (!low.typeName().equals(high.typeName())) {
            findings.add(Rule.OPERAND_TYPE, Messages.boundsOfTwoTypes(low, high));
        } else if (Order.of(low, high).orElse(0) > 0) {
            findings.add(Rule.OPERAND_TYPE, Messages.boundsReversed(low, high));
        }
    }

    Condition in(Operand operand, List<Operand> candidates) {
        if (candidates.size() > MAX_CANDIDATES) {
            findings.add(Rule.OPERAND_COUNT, Messages.tooManyCandidates(candidates.size()));
        }
        distinct("IN", operand, candidates);
        return new Condition.In(operand, candidates);
    }

    /** Builds {@code size(argument)}. */
    Operand size(List<Operand> arguments) {
        if (!counted("size", arguments, 1)) {
            return STAND_IN;
        }
        typed("size", arguments.getFirst(), WITH_SIZE);
        return new Operand.Size(arguments.getFirst());
    }

    /** Builds a boolean function. */
    Condition function(String function, List<Operand> arguments) {
        return switch (function) {
            case "attribute_exists" ->
                    path(function, arguments, 1)
                            .<Condition>map(Condition.Exists::new)
                            .orElse(FALSE);
            case "attribute_not_exists" ->
                    path(function, arguments, 1)
                            .<Condition>map(Condition.NotExists::new)
                            .orElse(FALSE);
            case "attribute_type" -> ofType(arguments);
            case "begins_with" -> beginsWith(arguments);
            case "contains" -> contains(arguments);
            case "if_not_exists", "list_append" -> {
                misused(function);
                yield FALSE;
            }
            default -> {
                findings.add(Rule.UNKNOWN_FUNCTION, Messages.unknownFunction(function));
                yield FALSE;
            }
        };
    }

    private Condition ofType(List<Operand> arguments) {
        Optional<Path> path = path("attribute_type", arguments, 2);
        if (path.isEmpty()) {
            return FALSE;
        }
        if (!(arguments.getLast() instanceof Operand.Literal(StringValue(var type)))) {
            String found = type(arguments.getLast()).orElse(ANY_TYPE);
            findings.add(Rule.OPERAND_TYPE, Messages.operandType("attribute_type", found));
            return FALSE;
        }
        if (!TYPES.contains(type)) {
            findings.add(Rule.OPERAND_TYPE, Messages.unknownType(type));
        }
        return new Condition.OfType(path.get(), type);
    }

    private Condition beginsWith(List<Operand> arguments) {
        if (!counted("begins_with", arguments, 2)) {
            return FALSE;
        }
        distinct("begins_with", arguments.getFirst(), List.of(arguments.getLast()));
        typed("begins_with", arguments.getFirst(), WITH_PREFIX);
        typed("begins_with", arguments.getLast(), WITH_PREFIX);
        return new Condition.BeginsWith(arguments.getFirst(), arguments.getLast());
    }

    private Condition contains(List<Operand> arguments) {
        if (!counted("contains", arguments, 2)) {
            return FALSE;
        }
        distinct("contains", arguments.getFirst(), List.of(arguments.getLast()));
        return new Condition.Contains(arguments.getFirst(), arguments.getLast());
    }

    private boolean counted(String function, List<Operand> arguments, int count) {
        if (arguments.size() != count) {
            findings.add(Rule.OPERAND_COUNT, Messages.operandCount(function, arguments.size()));
        }
        return arguments.size() == count;
    }

    /** Returns the path that the function's first argument has to be. */
    private Optional<Path> path(String function, List<Operand> arguments, int count) {
        if (!counted(function, arguments, count)) {
            return Optional.empty();
        }
        if (arguments.getFirst() instanceof Operand.At(var path)) {
            return Optional.of(path);
        }
        findings.add(Rule.OPERAND_TYPE, Messages.pathRequired(function));
        return Optional.empty();
    }

    private void distinct(String operator, Operand first, List<Operand> others) {
        if (first instanceof Operand.At(var path) && others.contains(first)) {
            findings.add(Rule.DISTINCT, Messages.notDistinct(operator, path));
        }
    }

    private void typed(String operator, Operand operand, Set<String> types) {
        Optional<String> type = type(operand);
        if (type.isPresent() && !types.contains(type.get())) {
            findings.add(Rule.OPERAND_TYPE, Messages.operandType(operator, type.get()));
        }
    }

    /** Returns the type that an operand surely has. */
    private static Optional<String> type(Operand operand) {
        return switch (operand) {
            case Operand.Literal(var value) -> Optional.of(value.typeName());
            case Operand.Size _ -> Optional.of("N");
            case Operand.At _ -> Optional.empty();
        };
    }
}
