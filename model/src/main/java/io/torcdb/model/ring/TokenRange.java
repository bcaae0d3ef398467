package io.torcdb.model.ring;

/** Tokens from {@code first} to {@code last}, unsigned, both included. Immutable. */
public record TokenRange(long first, long last) {
    /** All tokens. */
    public static final TokenRange ALL = new TokenRange(0, -1);

    /** Throws IllegalArgumentException unless {@code first} is at most {@code last}. */
    public TokenRange {
        if (Long.compareUnsigned(first, last) > 0) {
            throw new IllegalArgumentException("a range of tokens begins before it ends");
        }
    }

    /** Returns whether {@code token} is in the range. */
    public boolean contains(long token) {
        return Long.compareUnsigned(first, token) <= 0 && Long.compareUnsigned(token, last) <= 0;
    }
}
