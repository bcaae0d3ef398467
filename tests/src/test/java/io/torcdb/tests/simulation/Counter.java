package io.torcdb.tests.simulation;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Operand;
import io.torcdb.model.expression.Path;
import io.torcdb.model.expression.Update;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.item.KeyCodec;
import io.torcdb.proto.internal.InstallTable;
import io.torcdb.proto.internal.KeyAttribute;
import io.torcdb.proto.internal.LocalIndex;
import io.torcdb.proto.internal.Partition;
import io.torcdb.proto.internal.Schema;
import io.torcdb.proto.internal.Target;
import io.torcdb.proto.internal.WriteRequest;
import io.torcdb.proto.internal.WriteRequest.ReturnValues;
import io.torcdb.wire.ExpressionCodec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The items of the first scenario: counters that also say who wrote last.
 *
 * @param value what it counts
 * @param operation the number of the operation that made this value
 */
record Counter(long value, long operation) {
    static final long TABLE = 7;
    static final long PARTITION = 9;

    /** The index of the counters by who wrote last. */
    static final long INDEX = 11;

    private static final long SCHEMA_VERSION = 1;
    private static final Path COUNT = path("n");
    private static final Path OPERATION = path("op");

    /** What a missing item counts. */
    static final Counter NONE = new Counter(0, 0);

    static Counter of(byte[] encodedItem) {
        Item item = ItemCodec.decode(encodedItem);
        return new Counter(number(item, "n"), number(item, "op"));
    }

    private static long number(Item item, String name) {
        return item.get(name).orElseThrow() instanceof NumberValue(var number)
                ? number.longValueExact()
                : -1;
    }

    private static Path path(String name) {
        return new Path(List.of(new Path.Name(name)));
    }

    private static AttributeValue number(long number) {
        return new NumberValue(BigDecimal.valueOf(number));
    }

    static Target target(int key) {
        return Target.newBuilder()
                .setGroup(1)
                .setPartition(PARTITION)
                .setTable(TABLE)
                .setSchemaVersion(SCHEMA_VERSION)
                .setToken(key * 0x6000_0000_0000_0000L)
                .build();
    }

    static ByteString key(int key) {
        return UnsafeByteOperations.unsafeWrap(
                KeyCodec.encodePartitionKey(new StringValue("key" + key)));
    }

    private static ByteString keyItem(int key) {
        return UnsafeByteOperations.unsafeWrap(
                ItemCodec.encode(Item.of(Map.of("k", new StringValue("key" + key)))));
    }

    private static WriteRequest.Builder update(int key, Update update) {
        return WriteRequest.newBuilder()
                .setTarget(target(key))
                .setKey(key(key))
                .setUpdate(
                        WriteRequest.UpdateAction.newBuilder()
                                .setUpdate(ExpressionCodec.encode(update))
                                .setKeyItem(keyItem(key)))
                .setReturnItemOnFailure(true)
                .setReturnValues(ReturnValues.ALL_NEW);
    }

    /** Adds one. */
    static WriteRequest increment(int key, long operation) {
        var update =
                new Update(
                        List.of(
                                new Update.Add(COUNT, number(1)),
                                new Update.Assign(
                                        OPERATION, new Update.Term.Literal(number(operation)))));
        return update(key, update).build();
    }

    /** Adds one if the counter stands at {@code expected}. */
    static WriteRequest incrementFrom(int key, long expected, long operation) {
        var condition =
                new Condition.Compare(
                        new Operand.At(COUNT),
                        Condition.Comparator.EQUAL,
                        new Operand.Literal(number(expected)));
        return increment(key, operation).toBuilder()
                .setCondition(ExpressionCodec.encode(condition))
                .build();
    }

    /** Changes nothing. */
    static WriteRequest touch(int key) {
        return update(key, new Update(List.of(new Update.Remove(path("absent"))))).build();
    }

    static InstallTable table() {
        return InstallTable.newBuilder()
                .setTable(TABLE)
                .setSchema(
                        Schema.newBuilder()
                                .setVersion(SCHEMA_VERSION)
                                .setHashAlgorithm(1)
                                .addKeys(KeyAttribute.newBuilder().setName("k").setType("S"))
                                .addLocalIndexes(
                                        LocalIndex.newBuilder()
                                                .setContainer(INDEX)
                                                .setName("byOperation")
                                                .setSortKey(
                                                        KeyAttribute.newBuilder()
                                                                .setName("op")
                                                                .setType("N"))
                                                .setProjection(LocalIndex.Projection.ALL)))
                .addPartitions(
                        Partition.newBuilder()
                                .setId(PARTITION)
                                .setTable(TABLE)
                                .setGroup(1)
                                .setEpoch(1)
                                .setFirstToken(0)
                                .setLastToken(-1))
                .build();
    }
}
