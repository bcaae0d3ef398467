package io.torcdb.model.ring;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Divides the tokens. */
public final class TokenRanges {
    private TokenRanges() {}

    /**
     * Returns {@code count} ranges in unsigned order that cover every token once, and whose sizes
     * differ by at most one.
     */
    public static List<TokenRange> split(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("at least one range");
        }
        var ranges = new ArrayList<TokenRange>(count);
        for (int i = 0; i < count; i++) {
            ranges.add(new TokenRange(bound(i, count), bound(i + 1, count) - 1));
        }
        return List.copyOf(ranges);
    }

    /** Returns floor(2^64 × index / count), which wraps to 0 at the very end. */
    private static long bound(int index, int count) {
        return BigInteger.ONE
                .shiftLeft(Long.SIZE)
                .multiply(BigInteger.valueOf(index))
                .divide(BigInteger.valueOf(count))
                .longValue();
    }
}
