package io.torcdb.model.expression.legacy;

import io.torcdb.model.outcome.Sentences;

/** The exact texts of the errors of legacy parameters. */
final class Texts {
    static final String OPERATOR_WITHOUT_CONDITIONS =
            "ConditionalOperator cannot be used without Filter or Expected";
    static final String BOUNDS_REVERSED =
            "The BETWEEN condition was provided a range where the lower bound is greater than the"
                    + " upper bound";

    private static final String PREFIX = Sentences.INVALID_PARAMETERS;

    static final String VALUES_OF_TWO_TYPES =
            PREFIX + "AttributeValues inside AttributeValueList must be of same type";
    static final String ONLY_DELETE_WITHOUT_VALUE =
            PREFIX + "Only DELETE action is allowed when no attribute value is specified";

    private Texts() {}

    static String valueMissing(String attribute, String exists) {
        return PREFIX
                + "Value must be provided when Exists is "
                + exists
                + " for Attribute: "
                + attribute;
    }

    static String valueOfAbsent(String attribute) {
        return PREFIX + "Value cannot be used when Exists is false for Attribute: " + attribute;
    }

    static String valueAndList(String attribute) {
        return PREFIX
                + "Value and AttributeValueList cannot be used together for Attribute: "
                + attribute;
    }

    static String existsAndOperator(String attribute) {
        return PREFIX
                + "Exists and ComparisonOperator cannot be used together for Attribute: "
                + attribute;
    }

    static String operatorWithoutValue(String attribute, String operator) {
        return PREFIX
                + "Value or AttributeValueList must be used with ComparisonOperator: "
                + operator
                + " for Attribute: "
                + attribute;
    }

    static String listWithoutOperator(String attribute) {
        return PREFIX
                + "AttributeValueList can only be used with a ComparisonOperator for Attribute: "
                + attribute;
    }

    static String argumentCount(String operator) {
        return PREFIX + "Invalid number of argument(s) for the " + operator + " ComparisonOperator";
    }

    static String argumentType(String operator, String type) {
        return PREFIX
                + "ComparisonOperator "
                + operator
                + " is not valid for "
                + type
                + " AttributeValue type";
    }

    static String addOf(String type) {
        return PREFIX + "ADD action is not supported for the type " + type;
    }

    static String deleteOf(String type) {
        return PREFIX + "DELETE action with value is not supported for the type " + type;
    }

    static String duplicateName(String name) {
        return PREFIX + "Duplicate value in attribute name: " + name;
    }

    static String filterTooLarge(int limit) {
        return PREFIX + "A filter holds at most " + limit + " conditions and values";
    }
}
