package io.torcdb.replication;

/**
 * The place of an entry in a log.
 *
 * @param term the Raft term of the entry; 0 when there is none
 * @param index the Raft index of the entry; -1 when there is none
 */
public record Position(long term, long index) {
    /** Before all entries. */
    public static final Position NONE = new Position(0, -1);
}
