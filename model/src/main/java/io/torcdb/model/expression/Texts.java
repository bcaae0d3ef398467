package io.torcdb.model.expression;

import io.torcdb.model.outcome.Sentences;

/** The exact texts of the errors of well-written expressions that do not fit a table or an item. */
final class Texts {
    static final String INVALID_UPDATE_PATH =
            "The document path provided in the update expression is invalid for update";
    static final String WRONG_OPERAND_TYPE =
            "An operand in the update expression has an incorrect data type";
    static final String WRONG_TYPE_TO_UPDATE = "Type mismatch for attribute to update";
    static final String MISSING_ATTRIBUTE =
            "The provided expression refers to an attribute that does not exist in the item";

    static final String TOO_MANY_KEYS = "Conditions can be of length 1 or 2 only";
    static final String KEY_CONDITION_NOT_SUPPORTED = "Query key condition not supported";
    static final String KEY_CONDITION_NOT_INDEXABLE =
            "Attempted conditional constraint is not an indexable operation";
    static final String KEY_CONDITION_REPEATED =
            "KeyConditionExpressions must only contain one condition per key";
    static final String KEY_CONDITION_NESTED_PATH =
            "KeyConditionExpressions cannot have conditions on nested attributes";
    static final String KEY_CONDITION_NESTED_OPERATION =
            "KeyConditionExpressions cannot contain nested operations";
    static final String KEY_CONDITION_WITHOUT_KEY =
            "Invalid condition in KeyConditionExpression: No key attribute specified";
    static final String KEY_CONDITION_TWO_NAMES =
            "Invalid condition in KeyConditionExpression: Multiple attribute names used in one"
                    + " condition";
    static final String KEY_CONDITION_TYPE =
            Sentences.INVALID_PARAMETERS
                    + "Condition parameter type does not match"
                    + " schema type";

    private Texts() {}

    static String cannotUpdateKey(String key) {
        return Sentences.INVALID_PARAMETERS
                + "Cannot update attribute "
                + key
                + ". This attribute is part of the key";
    }

    static String keyNotScalar(String key) {
        return "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                + " allowed: Key: "
                + key;
    }

    static String indexKeyNotScalar(String key) {
        return "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                + " allowed: IndexKey: "
                + key;
    }

    static String filterOnKey(String filter, String key) {
        return filter
                + " can only contain non-primary key attributes: Primary key attribute: "
                + key;
    }

    static String keyConditionOperator(String operator) {
        return "Invalid operator used in KeyConditionExpression: " + operator;
    }

    static String keyConditionOperand(String operator) {
        return "Invalid condition in KeyConditionExpression: "
                + operator
                + " operator must have the key attribute as its first operand";
    }

    static String keyConditionMissed(String key) {
        return "Query condition missed key schema element: " + key;
    }
}
