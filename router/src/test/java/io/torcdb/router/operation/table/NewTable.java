package io.torcdb.router.operation.table;

import io.torcdb.model.request.Request.AttributeDefinition;
import io.torcdb.model.request.Request.CreateTable;
import io.torcdb.model.request.Request.IndexProjection;
import io.torcdb.model.request.Request.KeySchemaElement;
import io.torcdb.model.request.Request.LocalSecondaryIndex;
import io.torcdb.model.request.Request.TableSettings;
import io.torcdb.model.request.Request.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A CreateTable for tests. Definitions and keys are given as {@code name:type}.
 *
 * @param indexes empty if the member is absent
 */
record NewTable(
        String name,
        List<AttributeDefinition> definitions,
        List<KeySchemaElement> keys,
        Optional<List<LocalSecondaryIndex>> indexes,
        TableSettings settings,
        List<Tag> tags) {
    static final TableSettings ON_DEMAND =
            new TableSettings(
                    Optional.of("PAY_PER_REQUEST"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /** A table with the keys p and s, both strings. */
    static NewTable plain() {
        return new NewTable(
                "table",
                definitions("p:S", "s:S"),
                keys("p:HASH", "s:RANGE"),
                Optional.empty(),
                ON_DEMAND,
                List.of());
    }

    static List<AttributeDefinition> definitions(String... definitions) {
        return Arrays.stream(definitions)
                .map(text -> text.split(":", 2))
                .map(parts -> new AttributeDefinition(Optional.of(parts[0]), Optional.of(parts[1])))
                .toList();
    }

    static List<KeySchemaElement> keys(String... keys) {
        return Arrays.stream(keys)
                .map(text -> text.split(":", 2))
                .map(parts -> new KeySchemaElement(Optional.of(parts[0]), Optional.of(parts[1])))
                .toList();
    }

    /** An index of everything. */
    static LocalSecondaryIndex index(String name, String... keys) {
        return index(name, "ALL", Optional.empty(), keys);
    }

    static LocalSecondaryIndex index(
            String name, String type, Optional<List<String>> attributes, String... keys) {
        return new LocalSecondaryIndex(
                Optional.of(name),
                Optional.of(keys(keys)),
                Optional.of(new IndexProjection(Optional.of(type), attributes)));
    }

    NewTable named(String newName) {
        return new NewTable(newName, definitions, keys, indexes, settings, tags);
    }

    NewTable with(String... newDefinitions) {
        return new NewTable(name, definitions(newDefinitions), keys, indexes, settings, tags);
    }

    NewTable keyed(String... newKeys) {
        return new NewTable(name, definitions, keys(newKeys), indexes, settings, tags);
    }

    NewTable with(LocalSecondaryIndex... newIndexes) {
        return new NewTable(
                name, definitions, keys, Optional.of(List.of(newIndexes)), settings, tags);
    }

    NewTable with(TableSettings newSettings) {
        return new NewTable(name, definitions, keys, indexes, newSettings, tags);
    }

    NewTable tagged(Tag... newTags) {
        return new NewTable(name, definitions, keys, indexes, settings, List.of(newTags));
    }

    CreateTable request() {
        return new CreateTable(
                Optional.of(name),
                Optional.of(definitions),
                Optional.of(keys),
                indexes,
                settings,
                Optional.of(tags));
    }
}
