package io.torcdb.model.item;

import java.math.BigDecimal;

/**
 * The rules of DynamoDB's numbers: at most 38 significant digits, magnitude 1E-130 to 9.9…E+125, or
 * zero.
 */
public final class Numbers {
    private static final int MAX_DIGITS = 38;
    private static final int MAX_EXPONENT = 125;
    private static final int MIN_EXPONENT = -130;

    private Numbers() {}

    /**
     * Returns {@code value} without trailing zeros; throws IllegalArgumentException outside the
     * rules.
     */
    public static BigDecimal canonical(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        if (stripped.precision() > MAX_DIGITS
                || exponent > MAX_EXPONENT
                || exponent < MIN_EXPONENT) {
            throw new IllegalArgumentException("a number of at most 38 digits within the range");
        }
        return stripped;
    }
}
