package io.torcdb.model.outcome;

/** The service's sentences that are told in several rooms; what one room tells stands there. */
public final class Sentences {
    /** How many refusals begin, with something of their own after it. */
    public static final String INVALID_PARAMETERS = "One or more parameter values were invalid: ";

    public static final String NOT_OF_THE_KEY_SCHEMA =
            "The provided key element does not match the schema";

    /** Of a value, and of a write of a batch that does not do one thing. */
    public static final String NOT_ONE_KIND =
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of"
                    + " the supported datatypes";

    public static final String NESTING_TOO_DEEP =
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested"
                    + " levels beyond supported limit";
    public static final String ITEM_TOO_LARGE = "Item size has exceeded the maximum allowed size";
    public static final String UPDATED_ITEM_TOO_LARGE =
            "Item size to update has exceeded the maximum allowed size";

    /** Of a table, to operations on data. */
    public static final String NOT_FOUND = "Requested resource not found";

    private Sentences() {}

    /** Returns what is told of a missing table to operations on tables. */
    public static String noTable(String name) {
        return NOT_FOUND + ": Table: " + name + " not found";
    }
}
