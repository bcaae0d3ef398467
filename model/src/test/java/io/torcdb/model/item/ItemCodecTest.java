package io.torcdb.model.item;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemCodecTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsEncodedDecodesToAnEqualItem(long seed) {
        var values = new RandomValues(seed);
        for (int i = 0; i < 2000; i++) {
            Item item = values.item();

            byte[] encoded = ItemCodec.encode(item);

            assertThat(ItemCodec.decode(encoded)).isEqualTo(item);
            assertThat(ItemCodec.sizeBytes(encoded)).isEqualTo(item.sizeBytes());
        }
    }
}
