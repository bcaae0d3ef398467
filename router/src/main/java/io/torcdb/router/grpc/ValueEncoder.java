package io.torcdb.router.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.torcdb.model.item.Binary;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.Numbers;
import io.torcdb.proto.v1.AttributeValue;
import io.torcdb.proto.v1.Attributes;
import java.math.BigDecimal;
import java.util.SequencedMap;

/** Writes items as messages. */
final class ValueEncoder {
    private ValueEncoder() {}

    /** Returns the message of an item or a key. */
    static Attributes attributes(Item item) {
        return attributes(item.attributes());
    }

    /** Returns the message of an item or a key, given by its attributes. */
    static Attributes attributes(
            SequencedMap<String, io.torcdb.model.item.AttributeValue> attributes) {
        var message = Attributes.newBuilder();
        attributes.forEach((name, value) -> message.putAttributes(name, value(value)));
        return message.build();
    }

    private static AttributeValue value(io.torcdb.model.item.AttributeValue value) {
        var message = AttributeValue.newBuilder();
        switch (value) {
            case io.torcdb.model.item.AttributeValue.StringValue(var text) -> message.setS(text);
            case io.torcdb.model.item.AttributeValue.NumberValue(var number) ->
                    message.setN(Numbers.format(number));
            case io.torcdb.model.item.AttributeValue.BinaryValue(var binary) ->
                    message.setB(bytes(binary));
            case io.torcdb.model.item.AttributeValue.BooleanValue(var bool) ->
                    message.setBool(bool);
            case io.torcdb.model.item.AttributeValue.NullValue() -> message.setNull(true);
            case io.torcdb.model.item.AttributeValue.StringSet(var texts) ->
                    message.getSsBuilder().addAllValues(texts);
            case io.torcdb.model.item.AttributeValue.NumberSet(var numbers) -> {
                var members = message.getNsBuilder();
                for (BigDecimal number : numbers) {
                    members.addValues(Numbers.format(number));
                }
            }
            case io.torcdb.model.item.AttributeValue.BinarySet(var binaries) -> {
                var members = message.getBsBuilder();
                for (Binary binary : binaries) {
                    members.addValues(bytes(binary));
                }
            }
            case io.torcdb.model.item.AttributeValue.ListValue(var values) -> {
                var elements = message.getLBuilder();
                for (var element : values) {
                    elements.addValues(value(element));
                }
            }
            case io.torcdb.model.item.AttributeValue.MapValue(var values) -> {
                var entries = message.getMBuilder();
                values.forEach((name, entry) -> entries.putValues(name, value(entry)));
            }
        }
        return message.build();
    }

    private static ByteString bytes(Binary binary) {
        return UnsafeByteOperations.unsafeWrap(binary.toByteArray());
    }
}
