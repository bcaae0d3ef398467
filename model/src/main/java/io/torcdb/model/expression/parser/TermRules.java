package io.torcdb.model.expression.parser;

import io.torcdb.model.expression.Update.Term;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.BinarySet;
import io.torcdb.model.item.AttributeValue.BinaryValue;
import io.torcdb.model.item.AttributeValue.BooleanValue;
import io.torcdb.model.item.AttributeValue.ListValue;
import io.torcdb.model.item.AttributeValue.MapValue;
import io.torcdb.model.item.AttributeValue.NullValue;
import io.torcdb.model.item.AttributeValue.NumberSet;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringSet;
import io.torcdb.model.item.AttributeValue.StringValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Builds the functions of an update and checks operands, as far as that is possible without an
 * item. What breaks a rule becomes a stand-in.
 */
final class TermRules {
    private static final Set<String> CONDITION_FUNCTIONS =
            Set.of(
                    "attribute_exists",
                    "attribute_not_exists",
                    "attribute_type",
                    "begins_with",
                    "contains",
                    "size");

    private static final Term STAND_IN = new Term.Literal(new NullValue());

    private final Findings findings;

    TermRules(Findings findings) {
        this.findings = findings;
    }

    /** Checks the value of an ADD. */
    void add(AttributeValue value) {
        if (!(value instanceof NumberValue)) {
            action("ADD", value);
        }
    }

    /** Checks the value of a DELETE. */
    void delete(AttributeValue value) {
        action("DELETE", value);
    }

    private void action(String action, AttributeValue value) {
        Optional<String> type = longName(value);
        if (type.isPresent()) {
            findings.add(Rule.OPERAND_TYPE, Messages.actionType(action, type.get()));
        }
    }

    /** Returns the name that errors of ADD and DELETE use; empty for sets, which both take. */
    private static Optional<String> longName(AttributeValue value) {
        return switch (value) {
            case StringValue _ -> Optional.of("STRING");
            case NumberValue _ -> Optional.of("NUMBER");
            case BinaryValue _ -> Optional.of("BINARY");
            case BooleanValue _ -> Optional.of("BOOLEAN");
            case NullValue _ -> Optional.of("NULL");
            case ListValue _ -> Optional.of("LIST");
            case MapValue _ -> Optional.of("MAP");
            case StringSet _, NumberSet _, BinarySet _ -> Optional.empty();
        };
    }

    /** Checks an operand of {@code +} or {@code -}. */
    void number(String operator, Term operand) {
        if (operand instanceof Term.Literal(var value) && !(value instanceof NumberValue)) {
            findings.add(Rule.FUNCTION, Messages.operandType(operator, value.typeName()));
        }
    }

    Term function(String function, List<Term> arguments) {
        return switch (function) {
            case "if_not_exists" -> ifNotExists(arguments);
            case "list_append" -> listAppend(arguments);
            case String other when CONDITION_FUNCTIONS.contains(other) -> {
                findings.add(Rule.MISUSED_FUNCTION, Messages.notInUpdates(function));
                yield STAND_IN;
            }
            default -> {
                findings.add(Rule.UNKNOWN_FUNCTION, Messages.unknownFunction(function));
                yield STAND_IN;
            }
        };
    }

    private Term ifNotExists(List<Term> arguments) {
        if (!counted("if_not_exists", arguments)) {
            return STAND_IN;
        }
        if (arguments.getFirst() instanceof Term.At(var path)) {
            if (arguments.getFirst().equals(arguments.getLast())) {
                findings.add(Rule.FUNCTION, Messages.notDistinct("if_not_exists", path));
            }
            return new Term.IfNotExists(path, arguments.getLast());
        }
        findings.add(Rule.FUNCTION, Messages.pathRequired("if_not_exists"));
        return STAND_IN;
    }

    private Term listAppend(List<Term> arguments) {
        for (Term argument : arguments) {
            if (argument instanceof Term.ListAppend) {
                findings.add(Rule.MISUSED_FUNCTION, Messages.misusedFunction("list_append"));
            }
        }
        if (!counted("list_append", arguments)) {
            return STAND_IN;
        }
        for (Term argument : arguments) {
            if (argument instanceof Term.Literal(var value) && !(value instanceof ListValue)) {
                findings.add(Rule.FUNCTION, Messages.operandType("list_append", value.typeName()));
            }
        }
        return new Term.ListAppend(arguments.getFirst(), arguments.getLast());
    }

    private boolean counted(String function, List<Term> arguments) {
        if (arguments.size() != 2) {
            findings.add(Rule.FUNCTION, Messages.operandCount(function, arguments.size()));
        }
        return arguments.size() == 2;
    }
}
