package io.torcdb.model.item;

import java.math.BigDecimal;
import java.util.Map;

/** DynamoDB's size arithmetic; names count by their UTF-8 length. */
final class Sizes {
    /** Of a boolean or a null. */
    static final int FLAG_BYTES = 1;

    /** What a list or map adds to its members. */
    static final int CONTAINER_BYTES = 3;

    /** What each member of a list or map adds to itself. */
    static final int MEMBER_BYTES = 1;

    private Sizes() {}

    static int of(AttributeValue value) {
        return switch (value) {
            case AttributeValue.StringValue(var text) -> Text.utf8Length(text);
            case AttributeValue.NumberValue(var number) -> ofNumber(number);
            case AttributeValue.BinaryValue(var binary) -> binary.length();
            case AttributeValue.BooleanValue _, AttributeValue.NullValue _ -> FLAG_BYTES;
            case AttributeValue.StringSet(var texts) -> {
                int bytes = 0;
                for (String text : texts) {
                    bytes += Text.utf8Length(text);
                }
                yield bytes;
            }
            case AttributeValue.NumberSet(var numbers) -> {
                int bytes = 0;
                for (BigDecimal number : numbers) {
                    bytes += ofNumber(number);
                }
                yield bytes;
            }
            case AttributeValue.BinarySet(var binaries) -> {
                int bytes = 0;
                for (Binary binary : binaries) {
                    bytes += binary.length();
                }
                yield bytes;
            }
            case AttributeValue.ListValue(var members) -> {
                int bytes = CONTAINER_BYTES;
                for (AttributeValue member : members) {
                    bytes += MEMBER_BYTES + of(member);
                }
                yield bytes;
            }
            case AttributeValue.MapValue(var members) -> {
                int bytes = CONTAINER_BYTES;
                for (Map.Entry<String, AttributeValue> member : members.entrySet()) {
                    bytes +=
                            MEMBER_BYTES + Text.utf8Length(member.getKey()) + of(member.getValue());
                }
                yield bytes;
            }
        };
    }

    /** Returns the size of a number in canonical form: two digits a byte on each side. */
    static int ofNumber(BigDecimal number) {
        if (number.signum() == 0) {
            return 1;
        }
        int digits = number.precision();
        int afterPoint = Math.clamp(number.scale(), 0, digits);
        int beforePoint = digits - afterPoint;
        int sign = number.signum() < 0 ? 1 : 0;
        return 1 + (beforePoint + 1) / 2 + (afterPoint + 1) / 2 + sign;
    }

    static int nesting(AttributeValue value) {
        int deepest = 0;
        switch (value) {
            case AttributeValue.ListValue(var members) -> {
                for (AttributeValue member : members) {
                    deepest = Math.max(deepest, nesting(member));
                }
            }
            case AttributeValue.MapValue(var members) ->
                    deepest = nestingOfMembers(NameMap.copyOf(members));
            case AttributeValue.StringValue _,
                    AttributeValue.NumberValue _,
                    AttributeValue.BinaryValue _,
                    AttributeValue.BooleanValue _,
                    AttributeValue.NullValue _,
                    AttributeValue.StringSet _,
                    AttributeValue.NumberSet _,
                    AttributeValue.BinarySet _ -> {}
        }
        return deepest + 1;
    }

    /** Returns how deep the deepest member nests. */
    static int nestingOfMembers(NameMap members) {
        int deepest = 0;
        for (int i = 0; i < members.size(); i++) {
            deepest = Math.max(deepest, nesting(members.value(i)));
        }
        return deepest;
    }
}
