package io.torcdb.node.group;

import io.torcdb.replication.Position;
import java.nio.ByteBuffer;

/**
 * What every entry moves: how far a replica is. Immutable.
 *
 * @param applied the position of the last entry that the state contains
 * @param epoch the newest opened epoch
 * @param nextSequence the sequence of the epoch's next entry
 * @param groupTime the time of the newest entry: a hybrid logical clock
 */
public record Head(Position applied, Epoch epoch, long nextSequence, long groupTime) {
    /** The head of an empty replica. */
    public static final Head START = new Head(Position.NONE, Epoch.NONE, 0, 0);

    private static final byte FORMAT = 1;
    private static final int BYTES = 1 + 6 * Long.BYTES;

    byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .put(FORMAT)
                .putLong(applied.term())
                .putLong(applied.index())
                .putLong(epoch.term())
                .putLong(epoch.attempt())
                .putLong(nextSequence)
                .putLong(groupTime)
                .array();
    }

    static Head decode(byte[] bytes) {
        ByteBuffer in = Rows.open(bytes, FORMAT, BYTES);
        return new Head(
                new Position(in.getLong(), in.getLong()),
                new Epoch(in.getLong(), in.getLong()),
                in.getLong(),
                in.getLong());
    }
}
