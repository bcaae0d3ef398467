package io.torcdb.model.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.request.Response.ItemCollectionMetrics;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemCollectionsTest {
    @ParameterizedTest(name = "{0} bytes: [{1}, {2}]")
    @CsvSource({
        "0, 0, 1",
        "1073741823, 0, 1",
        "1073741824, 1, 2",
        "10000000000, 9, 10",
    })
    void aCollectionIsBetweenTwoWholeGigabytes(long bytes, double lower, double upper) {
        Item key = Item.of(Map.of("p", new AttributeValue.StringValue("x")));

        assertThat(ItemCollections.metrics(key, bytes))
                .isEqualTo(new ItemCollectionMetrics(key, lower, upper));
    }

    @Test
    void metricsAreToldWhenTheirSizeIsAskedFor() {
        assertThat(ItemCollections.asked(Optional.of("SIZE"))).isTrue();
        assertThat(ItemCollections.asked(Optional.of("NONE"))).isFalse();
        assertThat(ItemCollections.asked(Optional.empty())).isFalse();
    }
}
