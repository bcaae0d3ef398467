package io.torcdb.model.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.request.Response.ConsumedCapacity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConsumptionTest {
    @Test
    void theSumIsOfTheTableAndItsIndexes() {
        var consumption = new Consumption();

        consumption.addTable(2).addTable(0.5).addIndex("b", 1).addIndex("a", 3).addIndex("b", 2);

        assertThat(consumption.report("t", Optional.of("TOTAL")))
                .contains(new ConsumedCapacity("t", 8.5, Optional.empty()));
        assertThat(consumption.report("t", Optional.of("INDEXES")))
                .contains(
                        new ConsumedCapacity(
                                "t",
                                8.5,
                                Optional.of(
                                        new ConsumedCapacity.Detail(
                                                2.5, new TreeMap<>(Map.of("a", 3.0, "b", 3.0))))));
    }

    @Test
    void anUntouchedIndexHasNoLine() {
        var consumption = new Consumption().addTable(1).addIndex("a", 0);

        assertThat(consumption.report("t", Optional.of("INDEXES")))
                .contains(
                        new ConsumedCapacity(
                                "t",
                                1,
                                Optional.of(new ConsumedCapacity.Detail(1, new TreeMap<>()))));
    }

    @Test
    void nothingIsToldUnasked() {
        var consumption = new Consumption().addTable(1);

        for (Optional<String> unasked : List.of(Optional.<String>empty(), Optional.of("NONE"))) {
            assertThat(consumption.report("t", unasked)).isEmpty();
            assertThat(Consumption.asked(unasked)).isFalse();
        }
    }
}
