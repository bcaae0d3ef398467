package io.torcdb.model.expression;

import io.torcdb.model.outcome.Done;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeySchema;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.TableSchema;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** How expressions may use the key attributes of their table. */
public final class KeyRules {
    private KeyRules() {}

    /**
     * Refuses an update that touches a key attribute, even if it would not change it, or that names
     * a value for the key of an index that cannot be one.
     */
    public static Outcome<Done> update(Update update, TableSchema schema) {
        List<Path> touched = update.actions().stream().map(Update.Action::path).toList();
        return refuse(
                        schema.keys(),
                        key -> touched.stream().anyMatch(path -> leadsInto(path, key)),
                        Texts::cannotUpdateKey)
                .then(_ -> scalar(PathsIn.update(update), schema))
                .then(_ -> IndexKeyRules.named(update, schema));
    }

    /** Refuses a condition or filter that looks into a key attribute of the table or an index. */
    public static Outcome<Done> condition(Condition condition, TableSchema schema) {
        return scalarInIndexes(PathsIn.condition(condition), schema);
    }

    /** Refuses the FilterExpression of a Query that uses a key attribute of what it reads. */
    public static Outcome<Done> filter(Condition filter, KeySchema queried) {
        return filter("Filter Expression", filter, queried);
    }

    /** Refuses a QueryFilter that uses a key attribute of what the Query reads. */
    public static Outcome<Done> queryFilter(Condition filter, KeySchema queried) {
        return filter("QueryFilter", filter, queried);
    }

    private static Outcome<Done> filter(String parameter, Condition filter, KeySchema queried) {
        List<Path> used = PathsIn.condition(filter);
        return refuse(
                queried.attributes(),
                key -> used.stream().anyMatch(path -> leadsInto(path, key)),
                key -> Texts.filterOnKey(parameter, key));
    }

    /** Refuses a projection that looks into a key attribute of the table or an index. */
    public static Outcome<Done> projection(Projection projection, TableSchema schema) {
        return scalarInIndexes(projection.paths(), schema);
    }

    private static Outcome<Done> scalarInIndexes(List<Path> paths, TableSchema schema) {
        return scalar(paths, schema)
                .then(_ ->
                        refuse(
                                schema.localIndexes().stream().map(LocalIndex::sortKey).toList(),
                                key -> looksInto(paths, key),
                                Texts::indexKeyNotScalar));
    }

    private static Outcome<Done> scalar(List<Path> paths, TableSchema schema) {
        return refuse(schema.keys(), key -> looksInto(paths, key), Texts::keyNotScalar);
    }

    private static boolean looksInto(List<Path> paths, KeyAttribute key) {
        return paths.stream().anyMatch(path -> path.steps().size() > 1 && leadsInto(path, key));
    }

    private static boolean leadsInto(Path path, KeyAttribute key) {
        return path.attribute().equals(key.name());
    }

    private static Outcome<Done> refuse(
            List<KeyAttribute> keys,
            Predicate<KeyAttribute> broken,
            Function<String, String> message) {
        Optional<KeyAttribute> offender = keys.stream().filter(broken).findFirst();
        return offender.isPresent()
                ? Outcome.invalid(message.apply(offender.get().name()))
                : Outcome.done();
    }
}
