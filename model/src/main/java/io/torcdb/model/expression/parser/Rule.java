package io.torcdb.model.expression.parser;

import java.util.List;

/**
 * The static rules of expressions. Of an expression that breaks several, DynamoDB tells the one
 * that comes first in its kind's order, wherever it stands in the text; a syntax error goes before
 * them all.
 */
enum Rule {
    PARENTHESES,
    UNKNOWN_FUNCTION,
    MISUSED_FUNCTION,
    /** A reserved word or a list index out of range. */
    WORD,
    OPERATORS,
    SECTION,
    UNDEFINED_NAME,
    UNDEFINED_VALUE,
    OVERLAP,
    CONFLICT,
    OPERAND_COUNT,
    DISTINCT,
    OPERAND_TYPE,
    FUNCTION,
    /** The gravest of {@link #LEAF_ORDER} in the first comparison or function that has any. */
    LEAF;

    /** The order within one comparison or function of a condition. */
    static final List<Rule> LEAF_ORDER =
            List.of(UNDEFINED_NAME, OPERAND_COUNT, DISTINCT, OPERAND_TYPE);

    /** The order of a condition's rules. */
    static final List<Rule> CONDITION_ORDER =
            List.of(PARENTHESES, UNKNOWN_FUNCTION, MISUSED_FUNCTION, WORD, OPERATORS, LEAF);

    /** The order of an update's rules. */
    static final List<Rule> UPDATE_ORDER =
            List.of(
                    PARENTHESES,
                    WORD,
                    UNKNOWN_FUNCTION,
                    MISUSED_FUNCTION,
                    OPERATORS,
                    SECTION,
                    UNDEFINED_NAME,
                    UNDEFINED_VALUE,
                    OVERLAP,
                    CONFLICT,
                    OPERAND_TYPE,
                    FUNCTION);

    /** The order of a projection's rules. */
    static final List<Rule> PROJECTION_ORDER = List.of(WORD, UNDEFINED_NAME, OVERLAP, CONFLICT);
}
