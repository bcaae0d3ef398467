package io.torcdb.model.expression.parser;

import io.torcdb.model.expression.Path;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.BinaryValue;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** The exact texts of the errors of text and placeholders, DynamoDB's odd grammar included. */
final class Messages {
    static final String EMPTY = "The expression can not be empty;";
    static final String REDUNDANT_PARENTHESES = "The expression has redundant parentheses;";

    // Of placeholders.
    static final String NAMES_WITHOUT_EXPRESSION =
            "ExpressionAttributeNames can only be specified when using expressions";

    static final String NAME_TOO_LONG =
            "1 validation error detected: Value at 'expressionAttributeNames' failed to satisfy"
                    + " constraint: Map value must satisfy constraint: [Member must have length"
                    + " less than or equal to 65535, Member must have length greater than or equal"
                    + " to 0]";

    private Messages() {}

    /** Returns {@code message} as one of the parameter named {@code parameter}. */
    static String of(String parameter, String message) {
        return "Invalid " + parameter + ": " + message;
    }

    static String tooLong(int bytes) {
        return "Expression size has exceeded the maximum allowed size; expression size: " + bytes;
    }

    static String syntax(String token, String near) {
        return "Syntax error; token: \"" + token + "\", near: \"" + near + "\"";
    }

    static String tooManyOperators(int count) {
        return "The expression contains too many operators; operator count: " + count;
    }

    static String pathTooDeep(int levels) {
        return "The document path has too many nesting levels; nesting levels: " + levels;
    }

    static String indexOutOfRange(String digits) {
        return "List index is not within the allowable range; index: [" + digits + "]";
    }

    static String reservedWord(String word) {
        return "Attribute name is a reserved keyword; reserved keyword: " + word;
    }

    static String undefinedName(String placeholder) {
        return "An expression attribute name used in the document path is not defined; attribute"
                + " name: "
                + placeholder;
    }

    static String undefinedValue(String placeholder) {
        return "An expression attribute value used in expression is not defined; attribute value: "
                + placeholder;
    }

    static String unknownFunction(String function) {
        return "Invalid function name; function: " + function;
    }

    static String misusedFunction(String function) {
        return "The function is not allowed to be used this way in an expression; function: "
                + function;
    }

    static String notInUpdates(String function) {
        return "The function is not allowed in an update expression; function: " + function;
    }

    static String operandCount(String operator, int count) {
        return "Incorrect number of operands for operator or function; operator or function: "
                + operator
                + ", number of operands: "
                + count;
    }

    static String tooManyCandidates(int count) {
        return "The IN operator is provided with too many operands; number of operands: " + count;
    }

    static String notDistinct(String operator, Path first) {
        return "The first operand must be distinct from the remaining operands for this operator or"
                + " function; operator: "
                + operator
                + ", first operand: "
                + text(first);
    }

    static String pathRequired(String operator) {
        return "Operator or function requires a document path; operator or function: " + operator;
    }

    static String operandType(String operator, String type) {
        return "Incorrect operand type for operator or function; operator or function: "
                + operator
                + ", operand type: "
                + type;
    }

    /** The text of ADD and DELETE, which differs. */
    static String actionType(String action, String type) {
        return "Incorrect operand type for operator or function; operator: "
                + action
                + ", operand type: "
                + type;
    }

    static String unknownType(String type) {
        return "Invalid attribute type name found; type: "
                + type
                + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}";
    }

    static String boundsOfTwoTypes(AttributeValue low, AttributeValue high) {
        return "The BETWEEN operator requires same data type for lower and upper bounds; "
                + bounds(low, high);
    }

    static String boundsReversed(AttributeValue low, AttributeValue high) {
        return "The BETWEEN operator requires upper bound to be greater than or equal to lower"
                + " bound; "
                + bounds(low, high);
    }

    private static String bounds(AttributeValue low, AttributeValue high) {
        return "lower bound operand: " + bound(low) + ", upper bound operand: " + bound(high);
    }

    private static String bound(AttributeValue value) {
        String content =
                switch (value) {
                    case StringValue(var text) -> text;
                    case NumberValue(var number) -> number.toPlainString();
                    case BinaryValue(var binary) ->
                            "java.nio.HeapByteBuffer[pos=0 lim="
                                    + binary.length()
                                    + " cap="
                                    + binary.length()
                                    + "]";
                    case AttributeValue other -> other.toString();
                };
        return "AttributeValue: {" + value.typeName() + ":" + content + "}";
    }

    static String overlap(Path one, Path two) {
        return "Two document paths overlap with each other; must remove or rewrite one of these"
                + " paths; path one: "
                + text(one)
                + ", path two: "
                + text(two);
    }

    static String conflict(Path one, Path two) {
        return "Two document paths conflict with each other; must remove or rewrite one of these"
                + " paths; path one: "
                + text(one)
                + ", path two: "
                + text(two);
    }

    private static String text(Path path) {
        return path.steps().stream()
                .map(step ->
                        switch (step) {
                            case Path.Name(var name) -> name;
                            case Path.Index(var index) -> "[" + index + "]";
                        })
                .collect(Collectors.joining(", ", "[", "]"));
    }

    static String repeatedSection(String section) {
        return "The \""
                + section.toUpperCase(Locale.ROOT)
                + "\" section can only be used once in an update expression;";
    }

    static String valuesWithoutExpression(Collection<String> parameters) {
        return "ExpressionAttributeValues can only be specified when using expressions: "
                + String.join(" and ", parameters)
                + (parameters.size() > 1 ? " are null" : " is null");
    }

    static String emptyMap(String map) {
        return map + " must not be empty";
    }

    static String tooLarge(String map) {
        return map + " exceeds max size";
    }

    static String badPlaceholder(String map, String placeholder) {
        return map + " contains invalid key: Syntax error; key: \"" + placeholder + "\"";
    }

    static String placeholderTooLong(String map, int bytes) {
        return map
                + " contains invalid key: The expression attribute map contains a key that is too"
                + " long; size of key: "
                + bytes;
    }

    static String emptyName(String placeholder) {
        return "ExpressionAttributeNames contains invalid value: Empty attribute name for key "
                + placeholder;
    }

    static String unused(String map, Collection<String> placeholders) {
        return "Value provided in "
                + map
                + " unused in expressions: keys: {"
                + String.join(", ", placeholders)
                + "}";
    }
}
