package io.torcdb.tests.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes what the SDK returns as text, such that equal answers have equal texts. */
final class Canonical {
    private Canonical() {}

    static String text(Object value) {
        return switch (value) {
            case AttributeValue attribute -> attribute(attribute);
            case SdkPojo pojo -> members(pojo);
            case SdkBytes bytes -> "0x" + java.util.HexFormat.of().formatHex(bytes.asByteArray());
            case List<?> list -> list.stream().map(Canonical::text).toList().toString();
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, String>();
                map.forEach((key, element) -> sorted.put(key.toString(), text(element)));
                yield sorted.toString();
            }
            default -> value.toString();
        };
    }

    /** Sets have no order. */
    private static String attribute(AttributeValue value) {
        return switch (value.type()) {
            case SS -> "SS" + value.ss().stream().sorted().toList();
            case NS -> "NS" + value.ns().stream().sorted().toList();
            case BS -> "BS" + value.bs().stream().map(Canonical::text).sorted().toList();
            default -> members(value);
        };
    }

    private static String members(SdkPojo pojo) {
        var members = new ArrayList<String>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Optional<?> value = Optional.ofNullable(field.getValueOrDefault(pojo));
            value.filter(present ->
                            !(present instanceof SdkAutoConstructList<?>)
                                    && !(present instanceof SdkAutoConstructMap<?, ?>))
                    .ifPresent(present -> members.add(field.memberName() + "=" + text(present)));
        }
        return members.toString();
    }
}
