package io.torcdb.node.store;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The state of one replica: ordered maps of bytes, changed by atomic batches that span all
 * families. Keys order by unsigned bytes. Batches survive a crash only after {@link #flush}, and
 * then as a prefix: a store that is opened again holds all batches up to some point at or after the
 * last flush. Safe for use by many threads; one thread writes. I/O errors and damage are thrown as
 * {@link StoreException}.
 */
public interface Store extends AutoCloseable {
    /** The ordered maps. */
    enum Family {
        ITEMS,
        INDEXES,
        META
    }

    /** Returns the value of a key, or null. */
    byte @Nullable [] get(Family family, byte[] key);

    /**
     * Looks a key up without reading the disk.
     *
     * @param found told the value, or null, if the answer is known; before this method returns
     * @return whether it was; else ask {@link #get} on a thread that may block
     */
    boolean getFromMemory(Family family, byte[] key, Consumer<byte @Nullable []> found);

    /**
     * Opens a cursor over [{@code lower}, {@code upper}) of one family, on the state of this
     * moment, before its first element in the direction of travel.
     */
    Cursor scan(Family family, byte[] lower, byte[] upper, boolean descending);

    /** Opens a view of the state of this moment; close it soon. */
    View view();

    /** Applies a batch atomically. */
    void write(Batch batch);

    /** Begins an empty batch; close it after {@link #write}. */
    Batch batch();

    /** Makes all batches written so far durable. */
    void flush();

    /**
     * Writes a durable copy of the present state into {@code folder}, which must not exist yet;
     * cheap (hard links) on one file system.
     */
    void checkpoint(Path folder);

    /** Returns about how many bytes the state takes on disk. */
    long sizeBytes();

    /**
     * Returns about how many bytes of [{@code lower}, {@code upper}) of one family are stored,
     * without reading them: an estimate that may be off by a few blocks, and that may count what
     * was deleted or replaced lately.
     */
    long approximateBytes(Family family, byte[] lower, byte[] upper);

    @Override
    void close();

    /** Changes that are applied together. Not safe for use by many threads. */
    interface Batch extends AutoCloseable {
        void put(Family family, byte[] key, byte[] value);

        void delete(Family family, byte[] key);

        /** Deletes all keys in [{@code lower}, {@code upper}). */
        void deleteRange(Family family, byte[] lower, byte[] upper);

        @Override
        void close();
    }

    /**
     * The state of one moment, whatever is written meanwhile. Not safe for use by many threads; its
     * cursors are closed before it.
     */
    interface View extends AutoCloseable {
        byte @Nullable [] get(Family family, byte[] key);

        /** As {@link Store#scan}. */
        Cursor scan(Family family, byte[] lower, byte[] upper, boolean descending);

        @Override
        void close();
    }

    /** A walk over a range. Not safe for use by many threads. */
    interface Cursor extends AutoCloseable {
        /** Moves to the next element and returns whether there is one. */
        boolean next();

        byte[] key();

        byte[] value();

        @Override
        void close();
    }
}
