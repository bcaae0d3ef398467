package io.torcdb.model.expression;

/** Lengths of texts as DynamoDB counts them. */
final class Utf8 {
    private Utf8() {}

    /** Returns how many bytes {@code text} has in UTF-8, without encoding it. */
    static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // Two bytes below U+0800 and for each half of a surrogate pair, else three.
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }
}
