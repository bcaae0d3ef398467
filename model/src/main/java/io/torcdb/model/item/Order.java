package io.torcdb.model.item;

import java.util.Comparator;

/** DynamoDB's orders of text. */
public final class Order {
    /**
     * Strings by the unsigned bytes of their UTF-8 encoding, which differs from {@link
     * String#compareTo} beyond the BMP.
     */
    public static final Comparator<String> UTF_8 = Order::compareUtf8;

    private Order() {}

    private static int compareUtf8(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // Surrogates stand for code points above all other chars.
                boolean surrogateA = Character.isSurrogate(a);
                boolean surrogateB = Character.isSurrogate(b);
                return surrogateA == surrogateB ? Character.compare(a, b) : surrogateA ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
