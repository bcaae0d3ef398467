package io.torcdb.router.operation.page;

import io.torcdb.model.catalog.Billing;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.catalog.TableSettings;
import io.torcdb.model.catalog.TableStatus;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.ring.Tokens;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeyType;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.LocalIndex.Projection;
import io.torcdb.model.schema.TableSchema;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/** Tables and values of the tests of this room. */
final class Samples {
    private static final KeyAttribute PARTITION_KEY = new KeyAttribute("p", KeyType.S);
    private static final KeyAttribute SORT_KEY = new KeyAttribute("s", KeyType.N);

    /** Has only a partition key, {@code p}. */
    static final TableInfo HASH_ONLY = table(List.of(PARTITION_KEY), List.of());

    /**
     * Has the keys {@code p} and {@code s}; its indexes order by {@code i}: "all", "keys", and
     * "some", which includes {@code x} and {@code y}.
     */
    static final TableInfo TABLE =
            table(
                    List.of(PARTITION_KEY, SORT_KEY),
                    List.of(
                            index(11, "all", Projection.ALL),
                            index(12, "keys", Projection.KEYS_ONLY),
                            index(13, "some", Projection.INCLUDE, "x", "y")));

    private Samples() {}

    private static TableInfo table(List<KeyAttribute> keys, List<LocalIndex> indexes) {
        return new TableInfo(
                10,
                "t",
                "uuid",
                0,
                TableStatus.ACTIVE,
                new TableSchema(1, keys, 7, Tokens.XXH3, indexes),
                TableSettings.of(Billing.bornOnDemand(0)));
    }

    private static LocalIndex index(
            long container, String name, Projection projection, String... included) {
        return new LocalIndex(
                container,
                name,
                new KeyAttribute("i", KeyType.S),
                projection,
                new TreeSet<>(List.of(included)));
    }

    static Source source(TableInfo table) {
        return new Source(table, Optional.empty());
    }

    static Source index(String name) {
        return new Source(TABLE, TABLE.schema().localIndex(name));
    }

    static AttributeValue s(String text) {
        return new StringValue(text);
    }

    static AttributeValue n(long number) {
        return new NumberValue(BigDecimal.valueOf(number));
    }

    /** Returns names and values in turn. */
    static SequencedMap<String, AttributeValue> item(Object... namesAndValues) {
        var item = new LinkedHashMap<String, AttributeValue>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            item.put((String) namesAndValues[i], (AttributeValue) namesAndValues[i + 1]);
        }
        return item;
    }

    static <T> T success(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Success<T>(var value)) {
            return value;
        }
        throw new AssertionError(outcome);
    }

    /** Returns why an outcome is none, or "success". */
    static String message(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Success<?> _ -> "success";
            case Outcome.Refused<?>(var failure) -> message(Optional.of(failure));
        };
    }

    /** Returns the text of a failure, or "success". */
    static String message(Optional<Failure> failure) {
        return failure.map(why ->
                        why instanceof Failure.Invalid(var message) ? message : why.toString())
                .orElse("success");
    }
}
