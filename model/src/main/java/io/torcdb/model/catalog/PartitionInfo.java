package io.torcdb.model.catalog;

/**
 * A contiguous range of tokens of one table, the unit of ownership.
 *
 * @param table the table's id
 * @param group the group that owns it
 * @param epoch raised by every change of ownership
 * @param firstToken unsigned, inclusive
 * @param lastToken unsigned, inclusive
 */
public record PartitionInfo(
        long id, long table, long group, long epoch, long firstToken, long lastToken) {
    public PartitionInfo {
        if (Long.compareUnsigned(firstToken, lastToken) > 0) {
            throw new IllegalArgumentException("bounds of partition " + id);
        }
    }

    /** Returns whether {@code token} lies in the range. */
    public boolean contains(long token) {
        return Long.compareUnsigned(firstToken, token) <= 0
                && Long.compareUnsigned(token, lastToken) <= 0;
    }
}
