package io.torcdb.model.item;

import java.nio.charset.StandardCharsets;

/** Strings as sequences of Unicode characters, not of UTF-16 code units. */
public final class Text {
    private static final char REPLACEMENT = '\uFFFD';

    /** From this length on the JDK's own coders, which work on many bytes at once, are faster. */
    static final int LONG_TEXT = 24;

    private Text() {}

    /**
     * Returns {@code text} with each unpaired surrogate, which no encoding can carry, replaced by
     * U+FFFD.
     */
    static String wellFormed(String text) {
        if (text.length() >= LONG_TEXT) {
            var same = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            return same.equals(text) ? text : withPairsOnly(text, 0);
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return withPairsOnly(text, i);
            }
        }
        return text;
    }

    private static String withPairsOnly(String text, int from) {
        StringBuilder repaired = null;
        for (int i = from; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (i + 1 < text.length()
                    && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (repaired == null) {
                repaired = new StringBuilder(text);
            }
            repaired.setCharAt(i, REPLACEMENT);
        }
        return repaired == null ? text : repaired.toString();
    }

    /** Returns how many bytes the UTF-8 encoding of a well-formed text has. */
    public static int utf8Length(String text) {
        if (text.length() >= LONG_TEXT) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // A surrogate pair is two chars and four bytes.
                length += c >= 0x800 && !Character.isSurrogate(c) ? 2 : 1;
            }
        }
        return length;
    }
}
