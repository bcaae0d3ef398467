package io.torcdb.replication;

/** A replica that cannot be opened or go on; the message is a sentence fit for users. */
public final class ReplicationException extends RuntimeException {
    /** Makes one with its sentence. */
    public ReplicationException(String message) {
        super(message);
    }

    /** Makes one with its sentence and cause. */
    public ReplicationException(String message, Throwable cause) {
        super(message, cause);
    }
}
