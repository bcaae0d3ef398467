package io.torcdb.tests.bench;

import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Conditions;
import io.torcdb.model.expression.Update;
import io.torcdb.model.expression.Updates;
import io.torcdb.model.expression.parser.ExpressionParser;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.router.http.request.RequestDecoder;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What expressions cost where a write is evaluated: on the item as it is stored. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExpressionBenchmark {
    private final ExpressionParser parser =
            new ExpressionParser(
                    Samples.placeholders(
                            Map.of(
                                    ":least", Samples.number(1000),
                                    ":city", Samples.text("Düs"),
                                    ":tag", Samples.text("gift"),
                                    ":fee", Samples.number(5))));
    private final Condition condition =
            Samples.present(
                    parser.condition(
                            ExpressionParser.Kind.CONDITION,
                            "attribute_exists(customer) AND price >= :least"
                                    + " AND (begins_with(address.city, :city)"
                                    + " OR contains(tags, :tag))"));
    private final Update update =
            Samples.present(
                    parser.update("SET price = price + :fee, address.city = :city REMOVE note"));
    private final Item item = Samples.itemOf(new RequestDecoder(), Samples.PUT_BODY);
    private final byte[] stored = ItemCodec.encode(item);

    /** A condition of four parts, on a tree. */
    @Benchmark
    public boolean evaluateCondition() {
        return Conditions.holds(condition, item);
    }

    /** The same, from the stored bytes on. */
    @Benchmark
    public boolean evaluateConditionOnStoredItem() {
        return Conditions.holds(condition, ItemCodec.decode(stored));
    }

    /** An update of three actions, on a tree. */
    @Benchmark
    public Outcome<Updates.Result> evaluateUpdate() {
        return Updates.apply(update, Optional.of(item), Item.EMPTY);
    }

    /** The same, from stored bytes to stored bytes. */
    @Benchmark
    public byte[] evaluateUpdateOnStoredItem() {
        var old = Optional.of(ItemCodec.decode(stored));
        var result = Samples.present(Updates.apply(update, old, Item.EMPTY));
        return ItemCodec.encode(result.item().orElseThrow());
    }
}
