package io.torcdb.model.expression.parser;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A place in an expression's tokens. The first failure is kept and moves the place to the end,
 * where every rule of the grammar stops by itself; so parsers need no exceptions and do bounded
 * work.
 */
final class Cursor {
    private final String text;
    private final List<Token> tokens;
    private int place;
    private Optional<String> failure = Optional.empty();
    private Optional<int[]> closings = Optional.empty();

    Cursor(String text) {
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    Token current() {
        return tokens.get(place);
    }

    /** Returns the token after the current one. */
    Token following() {
        return tokens.get(Math.min(place + 1, tokens.size() - 1));
    }

    boolean atEnd() {
        return current().kind() == Token.Kind.END;
    }

    boolean at(Token.Kind kind) {
        return current().kind() == kind;
    }

    boolean atSymbol(String symbol) {
        return current().isSymbol(symbol);
    }

    /** Returns the current token and goes on to the next; at the end it stays. */
    Token next() {
        Token token = current();
        if (!atEnd()) {
            place++;
        }
        return token;
    }

    boolean takeSymbol(String symbol) {
        return take(current().isSymbol(symbol));
    }

    boolean takeWord(String keyword) {
        return take(current().isWord(keyword));
    }

    private boolean take(boolean matches) {
        if (matches) {
            place++;
        }
        return matches;
    }

    void expectSymbol(String symbol) {
        if (!takeSymbol(symbol)) {
            fail();
        }
    }

    /** Fails with a syntax error at the current token. */
    void fail() {
        if (failure.isEmpty()) {
            int start = tokens.get(Math.max(place - 1, 0)).start();
            String near = text.substring(start, following().end());
            stop(Messages.syntax(current().text(), near));
        }
    }

    /** Fails with a syntax error at the end of the text. */
    void failAtEnd() {
        place = tokens.size() - 1;
        fail();
    }

    /** Fails with {@code message} unless it has failed before. */
    void stop(String message) {
        if (failure.isEmpty()) {
            failure = Optional.of(message);
        }
        place = tokens.size() - 1;
    }

    Optional<String> failure() {
        return failure;
    }

    /** Returns whether the parenthesis that opens here holds nothing but another pair. */
    boolean atDoubledParenthesis() {
        return following().isSymbol("(") && isDoubled(place);
    }

    /** Returns whether any pair of parentheses holds nothing but another pair. */
    boolean anyDoubledParenthesis() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isSymbol("(") && tokens.get(i + 1).isSymbol("(") && isDoubled(i)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether every parenthesis that opens also closes. */
    boolean allParenthesesClose() {
        int[] closing = closings.orElseGet(this::closings);
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isSymbol("(") && closing[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isDoubled(int opening) {
        int[] closing = closings.orElseGet(this::closings);
        return closing[opening + 1] >= 0 && closing[opening] == closing[opening + 1] + 1;
    }

    /** Pairs the parentheses: the place of the closing one by that of the opening one, or -1. */
    private int[] closings() {
        int[] closing = new int[tokens.size()];
        Arrays.fill(closing, -1);
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isSymbol("(")) {
                open.push(i);
            } else if (tokens.get(i).isSymbol(")") && !open.isEmpty()) {
                closing[open.pop()] = i;
            }
        }
        closings = Optional.of(closing);
        return closing;
    }
}
