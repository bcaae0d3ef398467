package io.torcdb.router.operation.batch;

import com.google.protobuf.ByteString;
import io.torcdb.model.catalog.Billing;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.catalog.TableSettings;
import io.torcdb.model.catalog.TableStatus;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.schema.TableSchema;
import io.torcdb.proto.internal.ReadReply;
import io.torcdb.proto.internal.ReadRequest;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.proto.internal.WriteRequest;
import io.torcdb.router.operation.call.ReadCall;
import io.torcdb.router.operation.call.WriteCall;
import io.torcdb.router.routing.Call;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tables and nodes whose answers a test sets by the item's key. */
final class Storage implements Lookup, Sending {
    private final Map<String, TableInfo> tables = new HashMap<>();
    private final Map<ByteString, Item> items = new HashMap<>();
    private final Map<ByteString, Failure> failures = new HashMap<>();
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private boolean holding;
    private long collectionBytes;

    final List<String> lookedUp = new ArrayList<>();
    final List<ReadRequest> reads = new ArrayList<>();
    final List<WriteRequest> writes = new ArrayList<>();

    /** Knows a table by several names. */
    void table(long id, TableSchema schema, String... names) {
        var table =
                new TableInfo(
                        id,
                        names[0],
                        "uuid",
                        0,
                        TableStatus.ACTIVE,
                        schema,
                        TableSettings.of(Billing.bornOnDemand(1)));
        for (String name : names) {
            tables.put(name, table);
        }
    }

    void holds(TableSchema schema, Item item) {
        items.put(key(schema, item), item);
    }

    void fails(TableSchema schema, Item item, Failure failure) {
        failures.put(key(schema, item), failure);
    }

    void collectionsHave(long bytes) {
        collectionBytes = bytes;
    }

    private static ByteString key(TableSchema schema, Item item) {
        return ByteString.copyFrom(schema.keyOfStored(item).encoded());
    }

    /** From now on answers wait for {@link #answerOne}. */
    void hold() {
        holding = true;
    }

    /** Gives the oldest answer that waits; returns whether there was one. */
    boolean answerOne() {
        return answer(held.pollFirst());
    }

    /** Gives the newest answer that waits; returns whether there was one. */
    boolean answerNewest() {
        return answer(held.pollLast());
    }

    private static boolean answer(@Nullable Runnable next) {
        if (next != null) {
            next.run();
        }
        return next != null;
    }

    int waiting() {
        return held.size();
    }

    @Override
    public void find(String nameOrArn, Consumer<Outcome<TableInfo>> done) {
        lookedUp.add(nameOrArn);
        done.accept(
                Optional.ofNullable(tables.get(nameOrArn))
                        .map(Outcome::success)
                        .orElseGet(() ->
                                Outcome.refused(
                                        new Failure.NotFound("Requested resource not found"))));
    }

    @Override
    public <R> void send(
            TableInfo table,
            long token,
            Call<R> call,
            long deadlineNanos,
            Consumer<Outcome<R>> done) {
        ByteString key;
        Object reply;
        switch (call) {
            case ReadCall(var request) -> {
                reads.add(request.build());
                key = request.getKey();
                reply = read(Optional.ofNullable(items.get(key)));
            }
            case WriteCall(var request) -> {
                writes.add(request.build());
                key = request.getKey();
                reply = write(Optional.ofNullable(items.get(key)), request);
            }
            default -> throw new AssertionError(call);
        }
        Failure failure = failures.get(key);
        @SuppressWarnings("unchecked") // a call's own reply
        Outcome<R> outcome =
                failure == null ? Outcome.success((R) reply) : Outcome.refused(failure);
        if (holding) {
            held.add(() -> done.accept(outcome));
        } else {
            done.accept(outcome);
        }
    }

    private static ReadReply read(Optional<Item> item) {
        var found = ReadReply.Found.newBuilder();
        item.ifPresent(stored -> found.setItem(encoded(stored)).setStoredBytes(stored.sizeBytes()));
        return ReadReply.newBuilder().setFound(found).build();
    }

    private WriteReply write(Optional<Item> old, WriteRequest.Builder request) {
        var written =
                WriteReply.Written.newBuilder()
                        .setOldBytes(old.map(Item::sizeBytes).orElse(0))
                        .setNewBytes(
                                request.hasPut()
                                        ? ItemCodec.sizeBytes(request.getPut().toByteArray())
                                        : 0);
        if (request.getReturnCollectionBytes()) {
            written.setCollectionBytes(collectionBytes);
        }
        return WriteReply.newBuilder().setWritten(written).build();
    }

    private static ByteString encoded(Item item) {
        return ByteString.copyFrom(ItemCodec.encode(item));
    }
}
