package io.torcdb.node.sequencer;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.item.KeyCodec;
import io.torcdb.model.ring.Tokens;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeyType;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.TableSchema;
import io.torcdb.node.group.Group;
import io.torcdb.node.store.MemoryStore;
import io.torcdb.node.store.Store;
import io.torcdb.proto.internal.DropTable;
import io.torcdb.proto.internal.InstallTable;
import io.torcdb.proto.internal.Partition;
import io.torcdb.proto.internal.RangeReply;
import io.torcdb.proto.internal.RangeRequest;
import io.torcdb.proto.internal.ReadReply;
import io.torcdb.proto.internal.ReadRequest;
import io.torcdb.proto.internal.TableReply;
import io.torcdb.proto.internal.TableRequest;
import io.torcdb.proto.internal.Target;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.proto.internal.WriteRequest;
import io.torcdb.replication.GroupId;
import io.torcdb.wire.CatalogCodec;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A group of one replica on one thread, with a table of a string and a number as its key. */
final class OneGroup {
    static final long TABLE = 7;
    static final long PARTITION = 9;
    static final long LAST_TOKEN = 1_000;
    static final long TIMEOUT_NANOS = 4_000_000_000L;

    final Store store;
    final HandTime time = new HandTime();
    final List<Runnable> blocked = new ArrayList<>();
    final Group group;
    final OneReplicaLog log;
    final GroupService service;
    private boolean holdsBlocking;

    private OneGroup(Store store, long mostCollectionBytes) {
        this.store = store;
        group =
                new Group(
                        new GroupId(1, 1),
                        store,
                        (_, _, _) -> CompletableFuture.failedFuture(new IllegalStateException()),
                        _ -> {});
        log = new OneReplicaLog(group);
        service =
                new GroupService(
                        group,
                        time,
                        new Execution(Runnable::run, Runnable::run, this::block),
                        mostCollectionBytes);
    }

    /** Opens it, leading, with its table. */
    static OneGroup open() {
        return open(List.of(), Limits.COLLECTION_BYTES);
    }

    /** Opens it, leading, with its table and indexes of that. */
    static OneGroup open(List<LocalIndex> indexes, long mostCollectionBytes) {
        var one = new OneGroup(new MemoryStore(), mostCollectionBytes);
        one.lead(1);
        one.install(indexes);
        return one;
    }

    /** Opens it on a store that may hold a state already. */
    static OneGroup on(Store store) {
        return new OneGroup(store, Limits.COLLECTION_BYTES);
    }

    void lead(long term) {
        service.start(log);
        log.lead(term);
    }

    void install() {
        install(List.of());
    }

    void install(List<LocalIndex> indexes) {
        var table =
                InstallTable.newBuilder()
                        .setTable(TABLE)
                        .setSchema(CatalogCodec.encode(schema(indexes)))
                        .addPartitions(
                                Partition.newBuilder()
                                        .setId(PARTITION)
                                        .setTable(TABLE)
                                        .setEpoch(3)
                                        .setFirstToken(0)
                                        .setLastToken(LAST_TOKEN));
        var _ = table(TableRequest.newBuilder().setInstall(table).build());
    }

    static TableSchema schema(List<LocalIndex> indexes) {
        var keys = List.of(new KeyAttribute("p", KeyType.S), new KeyAttribute("s", KeyType.N));
        return new TableSchema(1, keys, 42, Tokens.XXH3, indexes);
    }

    Optional<TableReply> drop() {
        var drop = DropTable.newBuilder().setTable(TABLE);
        return table(TableRequest.newBuilder().setDrop(drop).build());
    }

    /** What may block waits for {@link #unblock}. */
    void holdBlocking() {
        holdsBlocking = true;
    }

    void unblock() {
        holdsBlocking = false;
        var tasks = List.copyOf(blocked);
        blocked.clear();
        tasks.forEach(Runnable::run);
    }

    private void block(Runnable task) {
        if (holdsBlocking) {
            blocked.add(task);
        } else {
            task.run();
        }
    }

    static Target.Builder target(long token) {
        return Target.newBuilder()
                .setGroup(1)
                .setPartition(PARTITION)
                .setTable(TABLE)
                .setSchemaVersion(1)
                .setToken(token);
    }

    static AttributeValue number(long value) {
        return new NumberValue(BigDecimal.valueOf(value));
    }

    static Item keyItem(long sort) {
        return Item.of(Map.of("p", new StringValue("part"), "s", number(sort)));
    }

    static Item item(long sort, long count) {
        return Item.of(Map.of("p", new StringValue("part"), "s", number(sort), "n", number(count)));
    }

    static ByteString encoded(Item item) {
        return UnsafeByteOperations.unsafeWrap(ItemCodec.encode(item));
    }

    static Item decoded(ByteString item) {
        return ItemCodec.decode(item.toByteArray());
    }

    static ByteString key(long sort) {
        return UnsafeByteOperations.unsafeWrap(
                KeyCodec.encode(new StringValue("part"), Optional.of(number(sort))));
    }

    /** Returns the key of a range's bound: token and key. */
    static ByteString bound(long token, ByteString key) {
        return ByteString.copyFrom(ByteBuffer.allocate(Long.BYTES).putLong(token).flip())
                .concat(key);
    }

    static WriteRequest.Builder put(long sort, long count) {
        return WriteRequest.newBuilder()
                .setTarget(target(5))
                .setKey(key(sort))
                .setPut(encoded(item(sort, count)));
    }

    static WriteRequest.Builder delete(long sort) {
        return WriteRequest.newBuilder().setTarget(target(5)).setKey(key(sort)).setDelete(true);
    }

    /** Returns the answer, if it has been given when the call returns. */
    Optional<WriteReply> write(WriteRequest.Builder request) {
        return answer(tell -> service.write(request.build(), TIMEOUT_NANOS, tell));
    }

    WriteReply written(WriteRequest.Builder request) {
        return write(request).orElseThrow();
    }

    /** Writes later: the answer appears in the list. */
    List<WriteReply> writing(WriteRequest.Builder request) {
        var answers = new ArrayList<WriteReply>();
        service.write(request.build(), TIMEOUT_NANOS, answers::add);
        return answers;
    }

    Optional<ReadReply> read(ReadRequest.Builder request) {
        return answer(tell -> service.read(request.build(), TIMEOUT_NANOS, tell));
    }

    Optional<Item> found(long sort) {
        var reply =
                read(ReadRequest.newBuilder()
                                .setTarget(target(5))
                                .setKey(key(sort))
                                .setStrong(true))
                        .orElseThrow();
        return reply.getFound().hasItem()
                ? Optional.of(decoded(reply.getFound().getItem()))
                : Optional.empty();
    }

    RangeReply range(RangeRequest.Builder request) {
        return answer((Consumer<RangeReply> tell) ->
                        service.range(request.build(), TIMEOUT_NANOS, tell))
                .orElseThrow();
    }

    Optional<TableReply> table(TableRequest request) {
        return answer(tell -> service.table(request, TIMEOUT_NANOS, tell));
    }

    private static <R> Optional<R> answer(Consumer<Consumer<R>> call) {
        var answers = new ArrayList<R>();
        call.accept(answers::add);
        return answers.isEmpty() ? Optional.empty() : Optional.of(answers.getFirst());
    }
}
