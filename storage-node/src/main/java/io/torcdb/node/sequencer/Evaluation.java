package io.torcdb.node.sequencer;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Conditions;
import io.torcdb.model.expression.Update;
import io.torcdb.model.expression.Updates;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.node.store.StoredItem;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.proto.internal.WriteReply.ConditionFailed;
import io.torcdb.proto.internal.WriteReply.Written;
import io.torcdb.proto.internal.WriteRequest;
import io.torcdb.wire.ExpressionCodec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a write does to an item: pure. Trees are decoded once, where the write arrives; items only
 * where an expression needs them. Immutable.
 */
final class Evaluation {
    private static final String TOO_LARGE = "Item size has exceeded the maximum allowed size";
    private static final String TOO_LARGE_UPDATE =
            "Item size to update has exceeded the maximum allowed size";

    private final WriteRequest request;
    private final Optional<Condition> condition;
    private final Optional<Update> update;
    private final Item keyItem;
    private final int putBytes;

    /** What came of it. */
    sealed interface Verdict {
        /** The item changes. */
        record Change(Optional<ByteString> item, int itemBytes, WriteReply.Builder reply)
                implements Verdict {}

        /** The item stays as it is: a refusal, or a write without effect. */
        record Keep(WriteReply.Builder reply) implements Verdict {}
    }

    /** Decodes the trees; throws a RuntimeException when the request is damaged. */
    Evaluation(WriteRequest request) {
        this.request = request;
        this.condition =
                request.hasCondition()
                        ? Optional.of(ExpressionCodec.condition(request.getCondition()))
                        : Optional.empty();
        this.update =
                request.hasUpdate()
                        ? Optional.of(ExpressionCodec.update(request.getUpdate().getUpdate()))
                        : Optional.empty();
        this.keyItem =
                request.hasUpdate()
                        ? ItemCodec.decode(request.getUpdate().getKeyItem().toByteArray())
                        : Item.EMPTY;
        this.putBytes = request.hasPut() ? itemBytes(request.getPut()) : 0;
        if (request.getActionCase() == WriteRequest.ActionCase.ACTION_NOT_SET) {
            throw new IllegalArgumentException("a write without an action");
        }
    }

    /** Returns what the write makes of a stored value, or of no item when it is null. */
    Verdict of(byte @Nullable [] stored) {
        var old = new Old(stored);
        if (condition.isPresent() && !Conditions.holds(condition.get(), old.itemOrEmpty())) {
            var failed = ConditionFailed.newBuilder();
            if (request.getReturnItemOnFailure()) {
                old.encoded().ifPresent(failed::setItem);
            }
            return new Verdict.Keep(WriteReply.newBuilder().setConditionFailed(failed));
        }
        return switch (request.getActionCase()) {
            case PUT ->
                    putBytes > Item.MAX_ITEM_BYTES
                            ? invalid(TOO_LARGE)
                            : change(old, Optional.of(request.getPut()), putBytes, returned(old));
            case DELETE -> change(old, Optional.empty(), 0, returned(old));
            case UPDATE -> update(old);
            case ACTION_NOT_SET -> throw new IllegalStateException("refused where it was decoded");
        };
    }

    private Optional<ByteString> returned(Old old) {
        return request.getReturnValues() == WriteRequest.ReturnValues.ALL_OLD
                ? old.encoded()
                : Optional.empty();
    }

    private Verdict update(Old old) {
        return switch (Updates.apply(update.orElseThrow(), old.item(), keyItem)) {
            case Outcome.Refused<Updates.Result>(var failure) -> invalid(text(failure));
            case Outcome.Success<Updates.Result>(var result) -> {
                Optional<ByteString> item = result.item().map(Evaluation::encode);
                int newBytes = item.map(Evaluation::itemBytes).orElse(0);
                if (newBytes > Item.MAX_ITEM_BYTES) {
                    yield invalid(TOO_LARGE_UPDATE);
                }
                Optional<ByteString> attributes =
                        switch (request.getReturnValues()) {
                            case NONE, UNRECOGNIZED -> Optional.empty();
                            case ALL_OLD -> old.encoded();
                            case ALL_NEW -> item;
                            case UPDATED_OLD -> some(result.updatedOld());
                            case UPDATED_NEW -> some(result.updatedNew());
                        };
                yield change(old, item, newBytes, attributes);
            }
        };
    }

    private static Verdict change(
            Old old, Optional<ByteString> item, int newBytes, Optional<ByteString> attributes) {
        var written = Written.newBuilder().setOldBytes(old.itemBytes()).setNewBytes(newBytes);
        attributes.ifPresent(written::setAttributes);
        var reply = WriteReply.newBuilder().setWritten(written);
        return old.encoded().equals(item)
                ? new Verdict.Keep(reply)
                : new Verdict.Change(item, newBytes, reply);
    }

    private static Verdict invalid(String message) {
        return new Verdict.Keep(WriteReply.newBuilder().setFailure(Failures.invalid(message)));
    }

    private static String text(Failure failure) {
        if (failure instanceof Failure.Invalid(var message)) {
            return message;
        }
        throw new IllegalStateException("an update fails only by being invalid");
    }

    private static Optional<ByteString> some(Item item) {
        return item.attributes().isEmpty() ? Optional.empty() : Optional.of(encode(item));
    }

    private static ByteString encode(Item item) {
        return UnsafeByteOperations.unsafeWrap(ItemCodec.encode(item));
    }

    private static int itemBytes(ByteString encoded) {
        return ItemCodec.sizeBytes(encoded.toByteArray());
    }

    /** The item before the write, decoded at most once and only when asked. */
    private static final class Old {
        private final byte @Nullable [] stored;
        private @Nullable Item decoded;

        Old(byte @Nullable [] stored) {
            this.stored = stored;
        }

        Optional<ByteString> encoded() {
            return stored == null ? Optional.empty() : Optional.of(StoredItem.view(stored));
        }

        int itemBytes() {
            return stored == null ? 0 : StoredItem.itemBytes(stored);
        }

        Optional<Item> item() {
            if (decoded == null && stored != null) {
                decoded = ItemCodec.decode(StoredItem.item(stored));
            }
            return Optional.ofNullable(decoded);
        }

        Item itemOrEmpty() {
            return item().orElse(Item.EMPTY);
        }
    }
}
