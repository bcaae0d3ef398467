package io.torcdb.model.item;

/** Bytes that are not the encoding of an item or value: damaged, or of a format not known here. */
public final class CorruptItemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CorruptItemException(String message) {
        super(message);
    }
}
