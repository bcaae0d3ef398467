package io.torcdb.router.grpc;

import com.google.protobuf.ProtocolMessageEnum;
import java.util.Optional;

/**
 * Reads the members of messages that stand for words. Text that is not {@code optional} in its
 * message counts as absent when it is empty; a member of an enumeration that is not known is kept
 * as its number, for the operation to refuse.
 */
final class Words {
    private static final String UNRECOGNIZED = "UNRECOGNIZED";

    private Words() {}

    /** Returns a member that is {@code optional} in its message. */
    static <T> Optional<T> given(boolean present, T member) {
        return present ? Optional.of(member) : Optional.empty();
    }

    /** Returns text that is not. */
    static Optional<String> text(String text) {
        return given(!text.isEmpty(), text);
    }

    /**
     * Returns DynamoDB's word for a member of an enumeration: its name without what the members'
     * names have in common.
     *
     * @param number of the member on the wire
     * @param prefix what the names have in common
     */
    static <E extends Enum<E> & ProtocolMessageEnum> Optional<String> word(
            E member, int number, String prefix) {
        if (member.name().equals(UNRECOGNIZED)) {
            return Optional.of(Integer.toString(number));
        }
        return number == 0
                ? Optional.empty()
                : Optional.of(member.name().substring(prefix.length()));
    }
}
