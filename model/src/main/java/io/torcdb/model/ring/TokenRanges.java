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
            ranges.add(part(i, count));
        }
        return List.copyOf(ranges);
    }

    /** Returns one range of {@link #split}, counted from 0. */
    public static TokenRange part(int index, int count) {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("no part " + index + " of " + count);
        }
        return new TokenRange(bound(index, count), bound(index + 1, count) - 1);
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
