package io.torcdb.model.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.item.AttributeValue.NumberValue;
import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCodecTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void numbersOrderByValue(long seed) {
        var values = new RandomValues(seed);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal left = values.number();
            BigDecimal right = values.number();

            int order =
                    Arrays.compareUnsigned(
                            KeyCodec.encodeSortKey(new NumberValue(left)),
                            KeyCodec.encodeSortKey(new NumberValue(right)));

            assertThat(Integer.signum(order)).isEqualTo(left.compareTo(right));
        }
    }
}
