package io.torcdb.tests.bench;

import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.request.Response;
import io.torcdb.router.http.reply.Answer;
import io.torcdb.router.http.reply.ResponseEncoder;
import io.torcdb.router.http.request.ApiOperation;
import io.torcdb.router.http.request.RequestDecoder;
import io.torcdb.router.operation.check.ItemLimits;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An item on its way in, from a body to Torc's encoding, and on its way out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ItemBenchmark {
    private final RequestDecoder decoder = new RequestDecoder();
    private final ResponseEncoder encoder = new ResponseEncoder();
    private final byte[] body = Samples.PUT_BODY.clone();
    private final byte[] stored = ItemCodec.encode(Samples.itemOf(decoder, body));

    /** From the body of a PutItem to the bytes that a node stores, checks of the item included. */
    @Benchmark
    public byte[] decodePutItem() {
        Item item = Samples.itemOf(decoder, body);
        if (ItemLimits.ofPut(item).isPresent()) {
            throw new IllegalStateException("the sample is within the limits");
        }
        return ItemCodec.encode(item);
    }

    /** From the bytes that a node stores to the body of a GetItem's answer. */
    @Benchmark
    public Answer encodeGetItem() {
        return encoder.encode(
                ApiOperation.GET_ITEM,
                new Response.Got(Optional.of(ItemCodec.undecoded(stored)), Optional.empty()));
    }
}
