package io.torcdb.router.operation.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.Numbers;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.model.ring.Tokens;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeyType;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/** Short names for the parts of batches. */
final class Batches {
    /** Key p of type S. */
    static final TableSchema TEXTS =
            new TableSchema(1, List.of(new KeyAttribute("p", KeyType.S)), 7, Tokens.XXH3);

    /** Key p of type N. */
    static final TableSchema NUMBERS =
            new TableSchema(1, List.of(new KeyAttribute("p", KeyType.N)), 7, Tokens.XXH3);

    /** Key p, s of type S and a local index on i of type N. */
    static final TableSchema INDEXED =
            new TableSchema(
                    1,
                    List.of(new KeyAttribute("p", KeyType.S), new KeyAttribute("s", KeyType.S)),
                    7,
                    Tokens.XXH3,
                    List.of(
                            new LocalIndex(
                                    9,
                                    "by-i",
                                    new KeyAttribute("i", KeyType.N),
                                    LocalIndex.Projection.ALL,
                                    new TreeSet<>())));

    /** Names a table as well as a plain name does. */
    static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/texts";

    private Batches() {}

    /** Returns tables "texts", also known by {@link #ARN}, "numbers" and "indexed". */
    static Storage storage() {
        var storage = new Storage();
        storage.table(1, TEXTS, "texts", ARN);
        storage.table(2, NUMBERS, "numbers");
        storage.table(3, INDEXED, "indexed");
        return storage;
    }

    static Failure refusal(Outcome<Response> answer) {
        assertThat(answer).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<Response>) answer).failure();
    }

    /** Returns the message of an answer that must be refused as invalid. */
    static String invalid(Outcome<Response> answer) {
        assertThat(refusal(answer)).isInstanceOf(Failure.Invalid.class);
        return ((Failure.Invalid) refusal(answer)).message();
    }

    static AttributeValue s(String text) {
        return new StringValue(text);
    }

    static AttributeValue n(String text) {
        return Numbers.parse(text) instanceof Outcome.Success<NumberValue>(var number)
                ? number
                : s("no number: " + text);
    }

    /** Returns attributes: names and values in turn. */
    static SequencedMap<String, AttributeValue> attributes(Object... namesAndValues) {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put((String) namesAndValues[i], (AttributeValue) namesAndValues[i + 1]);
        }
        return attributes;
    }

    static SequencedMap<String, AttributeValue> key(String p) {
        return attributes("p", s(p));
    }

    static Item item(Object... namesAndValues) {
        return Item.of(attributes(namesAndValues));
    }

    static Item itemOf(SequencedMap<String, AttributeValue> attributes) {
        return Item.of(attributes);
    }

    /** Returns {@code count} different keys. */
    static List<SequencedMap<String, AttributeValue>> keys(int count) {
        var keys = new ArrayList<SequencedMap<String, AttributeValue>>();
        for (int i = 0; i < count; i++) {
            keys.add(key("k" + i));
        }
        return keys;
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    static Request.KeysAndAttributes read(SequencedMap<String, AttributeValue>... keys) {
        return read(List.of(keys));
    }

    static Request.KeysAndAttributes read(List<SequencedMap<String, AttributeValue>> keys) {
        return new Request.KeysAndAttributes(
                Optional.of(keys),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Request.KeysAndAttributes projected(
            Request.KeysAndAttributes read, String projection, SequencedMap<String, String> names) {
        return new Request.KeysAndAttributes(
                read.keys(),
                read.consistentRead(),
                Optional.of(projection),
                names.isEmpty() ? Optional.empty() : Optional.of(names),
                Optional.empty());
    }

    static Request.KeysAndAttributes strong(Request.KeysAndAttributes read) {
        return new Request.KeysAndAttributes(
                read.keys(),
                Optional.of(true),
                read.projectionExpression(),
                read.expressionAttributeNames(),
                read.attributesToGet());
    }

    static Request.KeysAndAttributes getting(
            Request.KeysAndAttributes read, String... attributesToGet) {
        return new Request.KeysAndAttributes(
                read.keys(),
                read.consistentRead(),
                read.projectionExpression(),
                read.expressionAttributeNames(),
                Optional.of(List.of(attributesToGet)));
    }

    static Request.BatchWrite put(SequencedMap<String, AttributeValue> item) {
        return new Request.BatchWrite(Optional.of(item), Optional.empty());
    }

    static Request.BatchWrite delete(SequencedMap<String, AttributeValue> key) {
        return new Request.BatchWrite(Optional.empty(), Optional.of(key));
    }

    /** Returns what is asked of tables: names and parts in turn. */
    @SuppressWarnings("unchecked") // the caller's own types
    static <T> SequencedMap<String, T> tables(Object... namesAndParts) {
        var tables = new LinkedHashMap<String, T>();
        for (int i = 0; i < namesAndParts.length; i += 2) {
            tables.put((String) namesAndParts[i], (T) namesAndParts[i + 1]);
        }
        return tables;
    }
}
