package io.torcdb.node.store;

/** A store that cannot read or write its files, or found them damaged. */
public final class StoreException extends RuntimeException {
    /** Makes one with its sentence. */
    public StoreException(String message) {
        super(message);
    }

    /** Makes one with its sentence and cause. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
