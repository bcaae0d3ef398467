package io.torcdb.model.capacity;

/**
 * Capacity units by size. Sizes are those that DynamoDB counts; an item that does not exist has
 * none and costs as much as the smallest one.
 */
public final class Units {
    /** What one strongly consistent read unit reads. */
    public static final int READ_BLOCK_BYTES = 4 * 1024;

    /** What one write unit writes. */
    public static final int WRITE_BLOCK_BYTES = 1024;

    private static final double HALF = 0.5;

    private Units() {}

    /**
     * Returns the read units of one item, or of all that a page evaluated: they are rounded up
     * together.
     */
    public static double read(long bytes, boolean strong) {
        return ofBlocks(Math.max(1, blocks(bytes, READ_BLOCK_BYTES)), strong);
    }

    /** Returns the read units of whole blocks, of which there may be none. */
    public static double ofBlocks(long blocks, boolean strong) {
        return strong ? blocks : blocks * HALF;
    }

    /**
     * Returns the write units of one item, whatever was done to it: the larger of its images
     * counts.
     */
    public static double write(long oldBytes, long newBytes) {
        return Math.max(1, blocks(Math.max(oldBytes, newBytes), WRITE_BLOCK_BYTES));
    }

    private static long blocks(long bytes, int blockBytes) {
        return Math.ceilDiv(bytes, blockBytes);
    }
}
