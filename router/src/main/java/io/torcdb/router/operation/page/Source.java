package io.torcdb.router.operation.page;

import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeySchema;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.LocalIndex.Projection;
import io.torcdb.model.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a Query or Scan reads: a table, or one of its local indexes. Immutable. */
record Source(TableInfo table, Optional<LocalIndex> index) {
    private static final String NO_INDEX = "The table does not have the specified index: ";

    /** Returns the table or its index of that name. */
    static Outcome<Source> of(TableInfo table, Optional<String> indexName) {
        if (indexName.isEmpty()) {
            return Outcome.success(new Source(table, Optional.empty()));
        }
        Optional<LocalIndex> index = table.schema().localIndex(indexName.get());
        return index.isPresent()
                ? Outcome.success(new Source(table, index))
                : Outcome.invalid(NO_INDEX + indexName.get());
    }

    TableSchema schema() {
        return table.schema();
    }

    /** Returns the key that it is read by. */
    KeySchema keys() {
        return index.map(schema()::keySchemaOf).orElseGet(schema()::keySchema);
    }

    /** Returns the position of an item that was read. */
    StartKey positionOf(Item item) {
        return new StartKey(
                schema().keyOfStored(item),
                index.map(local -> item.get(local.sortKey().name()).orElseThrow()));
    }

    /** Returns what a position in it is told by: the table's key, and that of the index. */
    List<KeyAttribute> positionAttributes() {
        var attributes = new ArrayList<>(schema().keys());
        index.map(LocalIndex::sortKey)
                .filter(key -> !schema().isKey(key.name()))
                .ifPresent(attributes::add);
        return attributes;
    }

    /** Returns where the index is stored; 0 for the table itself. */
    long container() {
        return index.map(LocalIndex::container).orElse(0L);
    }

    /** Returns whether what is stored here has the attribute of an item that has it. */
    boolean holds(String attribute) {
        return index.isEmpty()
                || index.get().projection() == Projection.ALL
                || held().contains(attribute);
    }

    /** Returns whether what is stored here are whole items. */
    boolean holdsAll() {
        return index.map(local -> local.projection() == Projection.ALL).orElse(true);
    }

    /** Returns the attributes that an index holds that does not hold all. */
    List<String> held() {
        var names = new ArrayList<String>();
        positionAttributes().forEach(key -> names.add(key.name()));
        index.map(LocalIndex::nonKeyAttributes)
                .ifPresent(included ->
                        included.stream()
                                .filter(name -> !names.contains(name))
                                .forEach(names::add));
        return names;
    }
}
