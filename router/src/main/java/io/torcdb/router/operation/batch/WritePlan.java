package io.torcdb.router.operation.batch;

import com.google.protobuf.UnsafeByteOperations;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.outcome.Sentences;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.PrimaryKey;
import io.torcdb.model.schema.TableSchema;
import io.torcdb.proto.internal.WriteRequest;
import io.torcdb.router.operation.call.WriteCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A BatchWriteItem that is checked to the end and ready to be sent. */
record WritePlan(List<Part> parts) {
    /**
     * The writes to one table.
     *
     * @param name the table as the request named it
     * @param collections whether the sizes of item collections are asked for
     */
    record Part(String name, TableInfo table, boolean collections, List<WriteElement> elements) {}

    /** Checks the items and keys by the schemas of their tables. */
    static Outcome<WritePlan> of(
            List<TableWrites> writes,
            List<TableInfo> tables,
            Optional<String> returnItemCollectionMetrics) {
        var parts = new ArrayList<Part>(writes.size());
        var distinct = new Elements.Distinct();
        for (int i = 0; i < writes.size(); i++) {
            TableInfo table = tables.get(i);
            boolean collections =
                    WriteCosts.asksForCollection(returnItemCollectionMetrics, table.schema());
            var elements = new ArrayList<WriteElement>(writes.get(i).writes().size());
            for (TableWrites.Write write : writes.get(i).writes()) {
                switch (element(write, table, collections, distinct)) {
                    case Outcome.Success<WriteElement>(var element) -> elements.add(element);
                    case Outcome.Refused<WriteElement>(var failure) -> {
                        return Outcome.refused(failure);
                    }
                }
            }
            parts.add(new Part(writes.get(i).name(), table, collections, elements));
        }
        return Outcome.success(new WritePlan(parts));
    }

    private static Outcome<WriteElement> element(
            TableWrites.Write write,
            TableInfo table,
            boolean collections,
            Elements.Distinct distinct) {
        Outcome<PrimaryKey> keyed =
                write.item().isPresent()
                        ? keyOf(write.item().get(), table.schema())
                        : table.schema().keyOf(write.asked().delete().orElseThrow());
        return keyed.then(key -> {
            Optional<Failure> again = distinct.add(table.id(), key);
            return again.isPresent()
                    ? Outcome.refused(again.get())
                    : Outcome.success(
                            new WriteElement(write.asked(), key, message(write, key, collections)));
        });
    }

    /**
     * Returns the key of an item that is put. A batch says less of a key that is missing or of the
     * wrong type than PutItem does.
     */
    private static Outcome<PrimaryKey> keyOf(Item item, TableSchema schema) {
        for (KeyAttribute attribute : schema.keys()) {
            AttributeValue value = item.attributes().get(attribute.name());
            if (value == null || !attribute.type().matches(value)) {
                return Outcome.invalid(Sentences.NOT_OF_THE_KEY_SCHEMA);
            }
        }
        return schema.keyOfItem(item)
                .then(key -> {
                    Optional<String> problem = schema.problemOfIndexKeys(item);
                    return problem.isPresent()
                            ? Outcome.invalid(problem.get())
                            : Outcome.success(key);
                });
    }

    private static WriteRequest.Builder message(
            TableWrites.Write write, PrimaryKey key, boolean collections) {
        var message =
                WriteRequest.newBuilder()
                        .setKey(UnsafeByteOperations.unsafeWrap(key.encoded()))
                        .setReturnCollectionBytes(collections);
        write.item()
                .ifPresentOrElse(
                        item ->
                                message.setPut(
                                        UnsafeByteOperations.unsafeWrap(ItemCodec.encode(item))),
                        () -> message.setDelete(true));
        return message;
    }
}
