package io.torcdb.model.item;

import io.torcdb.model.outcome.Outcome;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Reads one number: {@code [+-] digits [. digits] [e [+-] digits]}, with a digit on at least one
 * side of the point. The digits are counted before any arithmetic is done on them, so a long text
 * costs no more than its length. Used once.
 */
final class NumberParser {
    private static final String NOT_NUMERIC =
            "The parameter cannot be converted to a numeric value";

    /** More than any text's digits could bring back into the range. */
    private static final long EXPONENT_BOUND = Integer.MAX_VALUE * 2L;

    /** Unscaled values of so many digits fit a long. */
    private static final int LONG_DIGITS = 18;

    private final String text;
    private int position;

    private int digits;
    private int digitsBeforePoint = -1;
    private int firstNonZero = -1;
    private int lastNonZero = -1;
    private int firstNonZeroPosition;
    private int lastNonZeroPosition;
    private long exponent;

    NumberParser(String text) {
        this.text = text;
    }

    /** Returns the canonical number. */
    Outcome<BigDecimal> parse() {
        if (text.isEmpty()) {
            return Outcome.invalid(NOT_NUMERIC);
        }
        boolean negative = text.charAt(0) == '-';
        skipSign();
        if (!mantissa() || !exponentPart() || position != text.length()) {
            return Outcome.invalid(NOT_NUMERIC + ": " + text);
        }
        if (firstNonZero < 0) {
            return Outcome.success(BigDecimal.ZERO);
        }
        int significant = lastNonZero - firstNonZero + 1;
        long magnitude = digitsBeforePoint - 1L - firstNonZero + exponent;
        Optional<String> problem = Numbers.problem(significant, magnitude);
        return problem.isPresent()
                ? Outcome.invalid(problem.get())
                : Outcome.success(value(negative, significant, significant - 1 - (int) magnitude));
    }

    private void skipSign() {
        if (position < text.length()
                && (text.charAt(position) == '-' || text.charAt(position) == '+')) {
            position++;
        }
    }

    /** Passes the digits and the point; counts them. */
    private boolean mantissa() {
        for (; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == '.' && digitsBeforePoint < 0) {
                digitsBeforePoint = digits;
            } else if (isDigit(c)) {
                if (c != '0') {
                    if (firstNonZero < 0) {
                        firstNonZero = digits;
                        firstNonZeroPosition = position;
                    }
                    lastNonZero = digits;
                    lastNonZeroPosition = position;
                }
                digits++;
            } else {
                break;
            }
        }
        if (digitsBeforePoint < 0) {
            digitsBeforePoint = digits;
        }
        return digits > 0;
    }

    private boolean exponentPart() {
        if (position == text.length()) {
            return true;
        }
        if (text.charAt(position) != 'e' && text.charAt(position) != 'E') {
            return false;
        }
        position++;
        boolean negative = position < text.length() && text.charAt(position) == '-';
        skipSign();
        int first = position;
        for (; position < text.length() && isDigit(text.charAt(position)); position++) {
            exponent = Math.min(exponent * 10 + (text.charAt(position) - '0'), EXPONENT_BOUND);
        }
        exponent = negative ? -exponent : exponent;
        return position > first;
    }

    private BigDecimal value(boolean negative, int significant, int scale) {
        if (significant <= LONG_DIGITS) {
            long unscaled = 0;
            for (int i = firstNonZeroPosition; i <= lastNonZeroPosition; i++) {
                if (text.charAt(i) != '.') {
                    unscaled = unscaled * 10 + (text.charAt(i) - '0');
                }
            }
            return BigDecimal.valueOf(negative ? -unscaled : unscaled, scale);
        }
        String between = text.substring(firstNonZeroPosition, lastNonZeroPosition + 1);
        var unscaled = new BigInteger(between.replace(".", ""));
        return new BigDecimal(negative ? unscaled.negate() : unscaled, scale);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
