package io.torcdb.model.item;

import io.torcdb.model.outcome.Outcome;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The rules of DynamoDB's numbers: at most 38 significant digits, magnitude 1E-130 to 9.9…E+125, or
 * zero. Arithmetic is exact: what does not fit is refused, never rounded.
 */
public final class Numbers {
    /** Significant digits, without leading and trailing zeros. */
    static final int MAX_DIGITS = 38;

    /** Power of ten of the first digit. */
    static final int MAX_EXPONENT = 125;

    /** Power of ten of the first digit. */
    static final int MIN_EXPONENT = -130;

    static final String OVERFLOW =
            "Number overflow. Attempting to store a number with magnitude larger than supported"
                    + " range";
    static final String UNDERFLOW =
            "Number underflow. Attempting to store a number with magnitude smaller than supported"
                    + " range";
    static final String TOO_MANY_DIGITS =
            "Attempting to store more than 38 significant digits in a Number";

    private Numbers() {}

    /**
     * Returns {@code value} without trailing zeros; throws IllegalArgumentException outside the
     * rules.
     */
    public static BigDecimal canonical(BigDecimal value) {
        BigDecimal stripped = stripped(value);
        if (stripped.signum() != 0) {
            check(stripped.precision(), exponent(stripped));
        }
        return stripped;
    }

    /** Throws IllegalArgumentException outside the rules. */
    private static void check(int digits, int exponent) {
        if (digits > MAX_DIGITS || exponent > MAX_EXPONENT || exponent < MIN_EXPONENT) {
            throw new IllegalArgumentException("a number of at most 38 digits within the range");
        }
    }

    /** Returns the number that a text in DynamoDB's syntax stands for. */
    public static Outcome<AttributeValue.NumberValue> parse(String text) {
        return new NumberParser(text).parse().map(AttributeValue.NumberValue::new);
    }

    /** Returns a number as plain decimal digits, never in exponent form. */
    public static String format(BigDecimal number) {
        return stripped(number).toPlainString();
    }

    /** Returns the exact sum, in canonical form. */
    public static Outcome<BigDecimal> add(BigDecimal left, BigDecimal right) {
        return checked(left.add(right));
    }

    /** Returns the exact difference, in canonical form. */
    public static Outcome<BigDecimal> subtract(BigDecimal left, BigDecimal right) {
        return checked(left.subtract(right));
    }

    private static Outcome<BigDecimal> checked(BigDecimal result) {
        BigDecimal stripped = stripped(result);
        if (stripped.signum() == 0) {
            return Outcome.success(stripped);
        }
        Optional<String> problem = problem(stripped.precision(), exponent(stripped));
        return problem.isPresent() ? Outcome.invalid(problem.get()) : Outcome.success(stripped);
    }

    /** Returns what digits and magnitude have against the rules, in the service's words. */
    static Optional<String> problem(int digits, long exponent) {
        if (exponent > MAX_EXPONENT) {
            return Optional.of(OVERFLOW);
        }
        if (exponent < MIN_EXPONENT) {
            return Optional.of(UNDERFLOW);
        }
        return digits > MAX_DIGITS ? Optional.of(TOO_MANY_DIGITS) : Optional.empty();
    }

    private static BigDecimal stripped(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    private static int exponent(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }
}
