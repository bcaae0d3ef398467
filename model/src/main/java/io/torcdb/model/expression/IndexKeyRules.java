package io.torcdb.model.expression;

import io.torcdb.model.expression.Update.Term;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Done;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.TableSchema;
import java.util.List;
import java.util.Optional;

/** How updates may change the sort keys of local indexes. */
public final class IndexKeyRules {
    private IndexKeyRules() {}

    /**
     * Refuses what needs no item: a path into the key of an index, and a value that an update names
     * and that cannot be the key.
     */
    static Outcome<Done> named(Update update, TableSchema schema) {
        if (schema.localIndexes().isEmpty()) {
            return Outcome.done();
        }
        List<Path> paths = PathsIn.update(update);
        for (LocalIndex index : schema.localIndexes()) {
            String key = index.sortKey().name();
            if (paths.stream()
                    .anyMatch(path -> path.steps().size() > 1 && path.attribute().equals(key))) {
                return Outcome.invalid(Texts.indexKeyNotScalar(key));
            }
            Optional<String> problem =
                    literal(update, key).flatMap(value -> index.problemOfUpdate(value, true));
            if (problem.isPresent()) {
                return Outcome.invalid(problem.get());
            }
        }
        return Outcome.done();
    }

    /**
     * Refuses an update that gives the key of an index a value that cannot be one; keys that it
     * leaves as they are are not looked at.
     */
    public static Outcome<Done> changed(
            Update update, TableSchema schema, Optional<Item> old, Item updated) {
        for (LocalIndex index : schema.localIndexes()) {
            String key = index.sortKey().name();
            Optional<AttributeValue> value = updated.get(key);
            if (!value.equals(old.flatMap(item -> item.get(key)))) {
                boolean literal = literal(update, key).isPresent();
                Optional<String> problem =
                        value.flatMap(given -> index.problemOfUpdate(given, literal));
                if (problem.isPresent()) {
                    return Outcome.invalid(problem.get());
                }
            }
        }
        return Outcome.done();
    }

    /** Returns the value that the update names for an attribute, to set, to add or to delete. */
    private static Optional<AttributeValue> literal(Update update, String name) {
        for (Update.Action action : update.actions()) {
            if (action.path().steps().size() == 1 && action.path().attribute().equals(name)) {
                return switch (action) {
                    case Update.Assign(_, Term.Literal(var value)) -> Optional.of(value);
                    case Update.Add(_, var value) -> Optional.of(value);
                    case Update.Delete(_, var value) -> Optional.of(value);
                    case Update.Assign _, Update.Remove _ -> Optional.empty();
                };
            }
        }
        return Optional.empty();
    }
}
