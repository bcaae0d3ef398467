package io.torcdb.model.expression;

import io.torcdb.model.outcome.Done;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.schema.KeyAttribute;
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
                        schema,
                        key -> touched.stream().anyMatch(path -> leadsInto(path, key)),
                        Texts::cannotUpdateKey)
                .then(_ -> scalar(PathsIn.update(update), schema))
                .then(_ -> IndexKeyRules.named(update, schema));
    }

    /** Refuses a condition, or the filter of a Scan, that looks into a key attribute. */
    public static Outcome<Done> condition(Condition condition, TableSchema schema) {
        return scalar(PathsIn.condition(condition), schema);
    }

    /** Refuses the FilterExpression of a Query that uses a key attribute. */
    public static Outcome<Done> filter(Condition filter, TableSchema schema) {
        return filter("Filter Expression", filter, schema);
    }

    /** Refuses the QueryFilter of a Query that uses a key attribute. */
    public static Outcome<Done> queryFilter(Condition filter, TableSchema schema) {
        return filter("QueryFilter", filter, schema);
    }

    private static Outcome<Done> filter(String parameter, Condition filter, TableSchema schema) {
        List<Path> used = PathsIn.condition(filter);
        return refuse(
                schema,
                key -> used.stream().anyMatch(path -> leadsInto(path, key)),
                key -> Texts.filterOnKey(parameter, key));
    }

    /** Refuses a projection that looks into a key attribute. */
    public static Outcome<Done> projection(Projection projection, TableSchema schema) {
        return scalar(projection.paths(), schema);
    }

    private static Outcome<Done> scalar(List<Path> paths, TableSchema schema) {
        return refuse(
                schema,
                key ->
                        paths.stream()
                                .anyMatch(path -> path.steps().size() > 1 && leadsInto(path, key)),
                Texts::keyNotScalar);
    }

    private static boolean leadsInto(Path path, KeyAttribute key) {
        return path.attribute().equals(key.name());
    }

    private static Outcome<Done> refuse(
            TableSchema schema, Predicate<KeyAttribute> broken, Function<String, String> message) {
        Optional<KeyAttribute> offender = schema.keys().stream().filter(broken).findFirst();
        return offender.isPresent()
                ? Outcome.invalid(message.apply(offender.get().name()))
                : Outcome.done();
    }
}
