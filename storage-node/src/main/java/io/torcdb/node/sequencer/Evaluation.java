package io.torcdb.node.sequencer;

import com.google.protobuf.ByteString;
import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Conditions;
import io.torcdb.model.expression.IndexKeyRules;
import io.torcdb.model.expression.Update;
import io.torcdb.model.expression.Updates;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.outcome.Done;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.outcome.Sentences;
import io.torcdb.model.schema.TableSchema;
import io.torcdb.node.index.IndexChanges;
import io.torcdb.node.index.IndexEntries;
import io.torcdb.node.index.ItemImage;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.proto.internal.WriteReply.ConditionFailed;
import io.torcdb.proto.internal.WriteReply.Written;
import io.torcdb.proto.internal.WriteRequest;
import io.torcdb.wire.ExpressionCodec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a write does to an item and to its entries in local indexes: pure. Trees are decoded once,
 * where the write arrives; items only where an expression or an index needs them. Immutable.
 */
final class Evaluation {
    private final WriteRequest request;
    private final Optional<Condition> condition;
    private final Optional<Update> update;
    private final Item keyItem;
    private final int putBytes;

    /** What came of it. */
    sealed interface Verdict {
        /** Returns what is told of it. */
        WriteReply.Builder reply();

        /** The item changes, and what follows from that in the local indexes of its table. */
        record Change(
                Optional<ByteString> item,
                int itemBytes,
                IndexChanges indexes,
                WriteReply.Builder reply)
                implements Verdict {
            /** Returns by how much item and entries together become larger. */
            long bytesDelta() {
                long oldBytes = Integer.toUnsignedLong(reply.getWritten().getOldBytes());
                return itemBytes - oldBytes + indexes.bytesDelta();
            }
        }

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
        this.putBytes = request.hasPut() ? ItemImage.itemBytes(request.getPut()) : 0;
        if (request.getActionCase() == WriteRequest.ActionCase.ACTION_NOT_SET) {
            throw new IllegalArgumentException("a write without an action");
        }
    }

    /**
     * Returns what the write makes of a stored value, or of no item when it is null.
     *
     * @param indexed the schema of a table with local indexes
     */
    Verdict of(byte @Nullable [] stored, Optional<TableSchema> indexed) {
        var old = ItemImage.ofStored(stored);
        var put = ItemImage.ofItem(request.hasPut() ? request.getPut() : null, putBytes);
        Optional<String> problem = problemOfPut(put, indexed);
        if (problem.isPresent()) {
            return invalid(problem.get());
        }
        if (condition.isPresent() && !Conditions.holds(condition.get(), old.itemOrEmpty())) {
            var failed = ConditionFailed.newBuilder();
            if (request.getReturnItemOnFailure()) {
                old.encoded().ifPresent(failed::setItem);
            }
            return new Verdict.Keep(WriteReply.newBuilder().setConditionFailed(failed));
        }
        return switch (request.getActionCase()) {
            case PUT, DELETE ->
                    change(
                            old,
                            put,
                            request.getReturnValues() == WriteRequest.ReturnValues.ALL_OLD
                                    ? old.encoded()
                                    : Optional.empty(),
                            indexed);
            case UPDATE -> update(old, indexed);
            case ACTION_NOT_SET -> throw new IllegalStateException("refused where it was decoded");
        };
    }

    /** What needs no old item comes before the condition. */
    private Optional<String> problemOfPut(ItemImage put, Optional<TableSchema> indexed) {
        Optional<String> keys =
                indexed.flatMap(schema -> put.item().flatMap(schema::problemOfIndexKeys));
        if (keys.isPresent()) {
            return keys;
        }
        long measured =
                putBytes + indexed.map(schema -> (long) put.entries(schema).bytes()).orElse(0L);
        return measured > Item.MAX_ITEM_BYTES
                ? Optional.of(Sentences.ITEM_TOO_LARGE)
                : Optional.empty();
    }

    private Verdict update(ItemImage old, Optional<TableSchema> indexed) {
        return switch (Updates.apply(update.orElseThrow(), old.item(), keyItem)) {
            case Outcome.Refused<Updates.Result>(var failure) -> invalid(text(failure));
            case Outcome.Success<Updates.Result>(var result) -> {
                var updated = ItemImage.ofItem(result.item());
                Optional<String> problem =
                        indexed.flatMap(schema -> problemOfUpdate(old, result, updated, schema));
                if (problem.isPresent()) {
                    yield invalid(problem.get());
                }
                Optional<ByteString> attributes =
                        switch (request.getReturnValues()) {
                            case NONE, UNRECOGNIZED -> Optional.empty();
                            case ALL_OLD -> old.encoded();
                            case ALL_NEW -> updated.encoded();
                            case UPDATED_OLD -> some(result.updatedOld());
                            case UPDATED_NEW -> some(result.updatedNew());
                        };
                yield change(old, updated, attributes, indexed);
            }
        };
    }

    private Optional<String> problemOfUpdate(
            ItemImage old, Updates.Result result, ItemImage updated, TableSchema schema) {
        if (result.item().isEmpty()) {
            return Optional.empty();
        }
        Outcome<Done> keys =
                IndexKeyRules.changed(
                        update.orElseThrow(), schema, old.item(), result.item().get());
        if (keys instanceof Outcome.Refused<Done>(var failure)) {
            return Optional.of(text(failure));
        }
        long measured = (long) result.measuredBytes() + updated.entries(schema).bytes();
        return measured > Item.MAX_ITEM_BYTES
                ? Optional.of(Sentences.UPDATED_ITEM_TOO_LARGE)
                : Optional.empty();
    }

    private Verdict change(
            ItemImage old,
            ItemImage next,
            Optional<ByteString> attributes,
            Optional<TableSchema> indexed) {
        var written = Written.newBuilder().setOldBytes(old.bytes()).setNewBytes(next.bytes());
        attributes.ifPresent(written::setAttributes);
        if (old.encoded().equals(next.encoded())) {
            return new Verdict.Keep(WriteReply.newBuilder().setWritten(written));
        }
        IndexChanges indexes = IndexChanges.NONE;
        if (indexed.isPresent()) {
            IndexEntries before = old.entries(indexed.get());
            indexes = before.changesTo(next.entries(indexed.get()), request.getTarget().getToken());
            written.addAllIndexUnits(indexes.units());
        }
        return new Verdict.Change(
                next.encoded(), next.bytes(), indexes, WriteReply.newBuilder().setWritten(written));
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
        return item.attributes().isEmpty()
                ? Optional.empty()
                : ItemImage.ofItem(Optional.of(item)).encoded();
    }
}
