package io.torcdb.model.expression.parser;

/**
 * A piece of an expression's text.
 *
 * @param start where it begins in the text
 * @param end where it ends, exclusive
 */
record Token(Kind kind, String text, int start, int end) {
    /** What tokens may be. */
    enum Kind {
        /** A letter, then letters, digits and underscores. */
        WORD,
        /** {@code #} and at least one letter, digit or underscore. */
        NAME,
        /** {@code :} and at least one letter, digit or underscore. */
        VALUE,
        DIGITS,
        /** An operator, a bracket, or a character that means nothing in any expression. */
        SYMBOL,
        END
    }

    /** How the end of the text is called in errors. */
    static final String END_TEXT = "<EOF>";

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }
}
