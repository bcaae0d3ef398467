package io.torcdb.router.grpc;

import com.google.protobuf.ByteString;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.BinaryValue;
import io.torcdb.model.item.AttributeValue.BooleanValue;
import io.torcdb.model.item.AttributeValue.ListValue;
import io.torcdb.model.item.AttributeValue.MapValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Binary;
import io.torcdb.model.request.Request.Placeholders;
import io.torcdb.proto.v1.Attributes;
import io.torcdb.proto.v1.Names;
import io.torcdb.router.value.ValueChecks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Reads the values of one request's message. A value that cannot be is noted in {@link ValueChecks}
 * and read as null, so that reading can go on. For one thread and one request.
 */
final class ValueDecoder {
    private final ValueChecks checks;

    ValueDecoder(ValueChecks checks) {
        this.checks = checks;
    }

    /** Reads an item or a key. */
    Optional<Map<String, AttributeValue>> attributes(Optional<Attributes> message) {
        return message.map(this::attributes);
    }

    /** Reads an item or a key. */
    SequencedMap<String, AttributeValue> attributes(Attributes message) {
        checks.enterItem();
        return entries(message.getAttributesMap(), 1);
    }

    /** Counts an element of a list or map; when refused, it is not to be kept. */
    boolean takesElement() {
        return checks.takesElement();
    }

    /** Reads the placeholders of a request's expressions; an absent message is empty. */
    Placeholders placeholders(Optional<Names> names, Optional<Attributes> values) {
        return names.isEmpty() && values.isEmpty()
                ? Placeholders.NONE
                : new Placeholders(names.map(this::names), values.map(this::placeholderValues));
    }

    private SequencedMap<String, String> names(Names message) {
        var names = new LinkedHashMap<String, String>();
        for (Map.Entry<String, String> name : message.getNamesMap().entrySet()) {
            if (names.size() >= ValueChecks.MAX_NAMES) {
                checks.tooManyNames(name.getKey());
                break;
            }
            names.put(name.getKey(), name.getValue());
        }
        return names;
    }

    private SequencedMap<String, AttributeValue> placeholderValues(Attributes message) {
        checks.enterItem();
        var values = new LinkedHashMap<String, AttributeValue>();
        for (var value : message.getAttributesMap().entrySet()) {
            checks.enterPlaceholder(value.getKey());
            values.put(value.getKey(), value(value.getValue(), 1));
            checks.leavePlaceholder();
        }
        return values;
    }

    private SequencedMap<String, AttributeValue> entries(
            Map<String, io.torcdb.proto.v1.AttributeValue> message, int depth) {
        var entries = new LinkedHashMap<String, AttributeValue>();
        for (var entry : message.entrySet()) {
            checks.name(entry.getKey(), depth);
            entries.put(entry.getKey(), value(entry.getValue(), depth));
        }
        return entries;
    }

    private AttributeValue value(io.torcdb.proto.v1.AttributeValue message, int depth) {
        if (!checks.takes(depth)) {
            return ValueChecks.NOTHING;
        }
        return switch (message.getValueCase()) {
            case S -> new StringValue(message.getS());
            case N -> checks.number(message.getN());
            case B -> new BinaryValue(Binary.wrap(message.getB().toByteArray()));
            case BOOL -> new BooleanValue(message.getBool());
            case NULL -> checks.nothing(message.getNull());
            case SS -> checks.strings(members(message.getSs().getValuesList()));
            case NS -> checks.numbers(members(message.getNs().getValuesList()));
            case BS ->
                    checks.binaries(
                            members(message.getBs().getValuesList()).stream()
                                    .map(ByteString::toByteArray)
                                    .toList());
            case L -> list(message.getL().getValuesList(), depth + 1);
            case M -> new MapValue(entries(message.getM().getValuesMap(), depth + 1));
            case VALUE_NOT_SET -> checks.untyped();
        };
    }

    private AttributeValue list(List<io.torcdb.proto.v1.AttributeValue> message, int depth) {
        var elements = new ArrayList<AttributeValue>(message.size());
        for (var element : message) {
            elements.add(value(element, depth));
        }
        return new ListValue(elements);
    }

    /** Returns the members of a set, as many as may be kept. */
    private <T> List<T> members(List<T> message) {
        var members = new ArrayList<T>();
        for (T member : message) {
            if (!checks.takesMember()) {
                break;
            }
            members.add(member);
        }
        return members;
    }
}
