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

    /** Returns whether these bytes begin with those of {@code prefix}. */
    public boolean startsWith(Binary prefix) {
        return matchesAt(0, prefix);
    }

    /** Returns whether the bytes of {@code part} occur in these, next to each other. */
    public boolean contains(Binary part) {
        for (int at = 0; at <= bytes.length - part.bytes.length; at++) {
            if (matchesAt(at, part)) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesAt(int at, Binary part) {
        int end = at + part.bytes.length;
        return end <= bytes.length
                && Arrays.equals(bytes, at, end, part.bytes, 0, part.bytes.length);
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
