package io.torcdb.wire;

/** Bytes that should be an expression tree and are none. */
public final class CorruptExpressionException extends RuntimeException {
    CorruptExpressionException(String message) {
        super(message);
    }

    CorruptExpressionException(String message, Throwable cause) {
        super(message, cause);
    }
}
