package io.torcdb.model.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.item.AttributeValue.NullValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.outcome.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemLimitsTest {
    private static final Item KEY = Item.of(Map.of("k", new StringValue("key")));

    @Test
    void anItemOf400KibibytesIsStored() {
        Item item = itemOf(409_600);

        assertThat(ItemLimits.forPut(item)).isEqualTo(Outcome.success(item));
        assertThat(ItemLimits.forPut(itemOf(409_601)))
                .isEqualTo(Outcome.invalid("Item size has exceeded the maximum allowed size"));
    }

    @Test
    void updatesAreMeasuredWithTheirActions() {
        String tooLarge = "Item size to update has exceeded the maximum allowed size";
        int room = 409_600 + 4 - 3; // the key counts 4, each update 3

        assertThat(ItemLimits.forUpdate(itemOf(room - 19), KEY, 1, 0))
                .isEqualTo(Outcome.success(itemOf(room - 19)));
        assertThat(ItemLimits.forUpdate(itemOf(room - 18), KEY, 1, 0))
                .isEqualTo(Outcome.invalid(tooLarge));
        assertThat(ItemLimits.forUpdate(itemOf(room - 19 - 20), KEY, 1, 10))
                .isEqualTo(Outcome.success(itemOf(room - 19 - 20)));
        assertThat(ItemLimits.forUpdate(itemOf(room - 19 - 19), KEY, 1, 10))
                .isEqualTo(Outcome.invalid(tooLarge));
        assertThat(ItemLimits.forUpdate(itemOf(409_601), KEY, 0, 0))
                .isEqualTo(Outcome.invalid(tooLarge));
    }

    @Test
    void valuesNestAtMost32Levels() {
        AttributeValue value = new NullValue();
        for (int i = 0; i < 31; i++) {
            value = ItemTest.list(value);
        }
        Item deepest = Item.of(Map.of("a", value));
        Item deeper = Item.of(Map.of("a", ItemTest.map("m", value)));

        assertThat(ItemLimits.forPut(deepest)).isEqualTo(Outcome.success(deepest));
        assertThat(ItemLimits.forPut(deeper))
                .isEqualTo(
                        Outcome.invalid(
                                "Nesting Levels have exceeded supported limits: Attributes in the"
                                        + " item have nested levels beyond supported limit"));
        assertThat(ItemLimits.forUpdate(deeper, KEY, 1, 0)).isEqualTo(ItemLimits.forPut(deeper));
    }

    private static Item itemOf(int bytes) {
        return Item.of(
                Map.of(
                        "k", new StringValue("key"),
                        "v", new StringValue("x".repeat(bytes - "kkeyv".length()))));
    }
}
