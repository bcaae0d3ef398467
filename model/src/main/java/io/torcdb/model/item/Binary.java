package io.torcdb.model.item;

import java.util.Arrays;

/** Bytes that cannot change; equal by content, ordered by unsigned bytes, shorter prefix first. */
public final class Binary implements Comparable<Binary> {
    private final byte[] bytes;

    private Binary(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns a copy of {@code bytes}. */
    public static Binary copyOf(byte[] bytes) {
        return new Binary(bytes.clone());
    }

    /** Returns {@code bytes} themselves, which the caller must never change again. */
    public static Binary wrap(byte[] bytes) {
        return new Binary(bytes);
    }

    /** Returns the number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** Returns a copy. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** Returns the bytes themselves, not to be changed. */
    byte[] array() {
        return bytes;
    }

    @Override
    public int compareTo(Binary other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Binary that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Binary[" + bytes.length + " bytes]";
    }
}
