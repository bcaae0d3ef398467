package io.torcdb.model.ring;

import com.dynatrace.hash4j.hashing.Hashing;

/**
 * Hashes partition keys to tokens. The function of an algorithm number never changes: items are
 * found by it.
 */
public final class Tokens {
    /** The algorithm's number in the catalog: XXH3 of 64 bits with the table's seed. */
    public static final int XXH3 = 1;

    private Tokens() {}

    /** Returns the token, an unsigned number, of a partition key's encoding under {@link #XXH3}. */
    public static long token(long seed, byte[] partitionKeyEncoding) {
        return Hashing.xxh3_64(seed).hashBytesToLong(partitionKeyEncoding);
    }
}
