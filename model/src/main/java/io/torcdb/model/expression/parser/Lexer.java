package io.torcdb.model.expression.parser;

import java.util.ArrayList;
import java.util.List;

/** Cuts an expression's text into tokens, in time linear in its length. It cannot fail. */
final class Lexer {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();

    private Lexer(String text) {
        this.text = text;
    }

    /** Returns the tokens of {@code text}; the last one is the end. */
    static List<Token> tokens(String text) {
        var lexer = new Lexer(text);
        int at = 0;
        while (at < text.length()) {
            at = isSpace(text.charAt(at)) ? at + 1 : lexer.token(at);
        }
        lexer.tokens.add(new Token(Token.Kind.END, Token.END_TEXT, at, at));
        return lexer.tokens;
    }

    private int token(int start) {
        char first = text.charAt(start);
        if (isLetter(first)) {
            return add(Token.Kind.WORD, start, wordEnd(start));
        }
        if (isDigit(first)) {
            return add(Token.Kind.DIGITS, start, digitsEnd(start));
        }
        int afterPrefix = wordEnd(start + 1);
        if (first == '#' && afterPrefix > start + 1) {
            return add(Token.Kind.NAME, start, afterPrefix);
        }
        if (first == ':' && afterPrefix > start + 1) {
            return add(Token.Kind.VALUE, start, afterPrefix);
        }
        return add(Token.Kind.SYMBOL, start, symbolEnd(start));
    }

    private int add(Token.Kind kind, int start, int end) {
        tokens.add(new Token(kind, text.substring(start, end), start, end));
        return end;
    }

    private int wordEnd(int from) {
        int end = from;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int digitsEnd(int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int symbolEnd(int start) {
        char first = text.charAt(start);
        boolean two =
                (first == '<' && (follows(start, '=') || follows(start, '>')))
                        || (first == '>' && follows(start, '='))
                        || (Character.isHighSurrogate(first) && start + 1 < text.length());
        return two ? start + 2 : start + 1;
    }

    private boolean follows(int start, char next) {
        return start + 1 < text.length() && text.charAt(start + 1) == next;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(char c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }
}
