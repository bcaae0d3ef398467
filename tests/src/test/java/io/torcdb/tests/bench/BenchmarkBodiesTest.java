package io.torcdb.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.router.http.request.RequestDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Each body of a benchmark, run once: what is measured is what is meant. Nothing is timed. */
final class BenchmarkBodiesTest {
    private final ItemBenchmark items = new ItemBenchmark();
    private final ExpressionBenchmark expressions = new ExpressionBenchmark();
    private final JacksonBenchmark jackson = new JacksonBenchmark();

    @Test
    void theSampleIsAnItemOfTenAttributesAndAboutOneKilobyte() {
        Item item = Samples.itemOf(new RequestDecoder(), Samples.PUT_BODY);

        assertThat(item.attributes()).hasSize(10);
        assertThat(Samples.PUT_BODY).hasSizeBetween(900, 1100);
    }

    @Test
    void aPutItemIsDecodedToTheEncodingOfItsItem() {
        byte[] encoded = items.decodePutItem();

        assertThat(ItemCodec.decode(encoded))
                .isEqualTo(Samples.itemOf(new RequestDecoder(), Samples.PUT_BODY));
    }

    @Test
    void aGetItemIsAnsweredWithTheItemThatWasPut() {
        var answer = items.encodeGetItem();

        var body = new String(answer.body(), 0, answer.length(), StandardCharsets.UTF_8);
        var again =
                body.replaceFirst("\\{", "{\"TableName\":\"orders\",")
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(again).hasSameSizeAs(Samples.PUT_BODY);
        assertThat(Samples.itemOf(new RequestDecoder(), again))
                .isEqualTo(Samples.itemOf(new RequestDecoder(), Samples.PUT_BODY));
    }

    @Test
    void theConditionHolds() {
        assertThat(expressions.evaluateCondition()).isTrue();
        assertThat(expressions.evaluateConditionOnStoredItem()).isTrue();
    }

    @Test
    void theUpdateChangesWhatItNames() {
        Item updated = Samples.present(expressions.evaluateUpdate()).item().orElseThrow();

        assertThat(updated.attributes()).hasSize(9).doesNotContainKey("note");
        assertThat(ItemCodec.decode(expressions.evaluateUpdateOnStoredItem())).isEqualTo(updated);
    }

    @Test
    void theJsonLibraryAloneReadsAndWritesTheSameBytes() {
        assertThat(jackson.jacksonRead()).isEqualTo(691);
        assertThat(jackson.jacksonReadAndWrite().toByteArray()).isEqualTo(Samples.PUT_BODY);
    }
}
