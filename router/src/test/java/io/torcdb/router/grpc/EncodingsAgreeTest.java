package io.torcdb.router.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.router.http.reply.ResponseEncoder;
import io.torcdb.router.http.request.ApiOperation;
import io.torcdb.router.http.request.RequestDecoder;
import io.torcdb.router.value.ValueChecks;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * JSON, Torc's encoding and protobuf say the same of seeded random items, whichever way an item
 * goes.
 */
class EncodingsAgreeTest {
    private static final int CASES_PER_SEED = 100;

    private final RequestDecoder decoder = new RequestDecoder();
    private final ResponseEncoder encoder = new ResponseEncoder();

    static LongStream seeds() {
        return LongStream.range(1, 21);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatJsonTellsOfAnItemIsReadAsTheSameItem(long seed) {
        var random = new RandomItems(seed);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            Item item = random.item();

            Item again = ofJson(json(item));

            assertThat(again).isEqualTo(item);
            assertThat(ItemCodec.encode(again)).isEqualTo(ItemCodec.encode(item));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anItemThatWasNeverDecodedIsToldLikeItsTree(long seed) {
        var random = new RandomItems(seed);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            Item item = random.item();
            byte[] stored = ItemCodec.encode(item);

            assertThat(json(ItemCodec.undecoded(stored))).isEqualTo(json(ItemCodec.decode(stored)));
            assertThat(ItemCodec.undecoded(stored)).isEqualTo(item).hasSameHashCodeAs(item);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatProtobufTellsOfAnItemIsReadAsTheSameItem(long seed) {
        var random = new RandomItems(seed);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            Item item = random.item();
            var checks = new ValueChecks();

            var message = ValueEncoder.attributes(ItemCodec.undecoded(ItemCodec.encode(item)));
            Item again = Item.of(new ValueDecoder(checks).attributes(message));

            assertThat(checks.take()).isEmpty();
            assertThat(again).isEqualTo(item);
            assertThat(ItemCodec.encode(again)).isEqualTo(ItemCodec.encode(item));
            assertThat(ValueEncoder.attributes(ofJson(json(item)))).isEqualTo(message);
        }
    }

    /** Returns the answer to a GetItem. */
    private String json(Item item) {
        var answer =
                encoder.encode(
                        ApiOperation.GET_ITEM,
                        new Response.Got(Optional.of(item), Optional.empty()));
        return new String(answer.body(), 0, answer.length(), StandardCharsets.UTF_8);
    }

    /** Returns the item of a PutItem whose body has that of an answer. */
    private Item ofJson(String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return switch (decoder.decode(ApiOperation.PUT_ITEM, body, body.length)) {
            case Outcome.Success<Request>(Request.PutItem put) -> Item.of(put.item().orElseThrow());
            case Outcome<Request> other -> throw new AssertionError(json + " is " + other);
        };
    }
}
