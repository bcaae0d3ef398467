package io.torcdb.model.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    @ParameterizedTest(name = "{0} bytes are {1} strong, {2} eventual units")
    @CsvSource({
        "0, 1, 0.5",
        "1, 1, 0.5",
        "4095, 1, 0.5",
        "4096, 1, 0.5",
        "4097, 2, 1",
        "8192, 2, 1",
        "8193, 3, 1.5",
        "409600, 100, 50",
        "1048576, 256, 128",
        "17179869184, 4194304, 2097152",
    })
    void aReadCostsAUnitForEachFourKilobytes(long bytes, double strong, double eventual) {
        assertThat(Units.read(bytes, true)).isEqualTo(strong);
        assertThat(Units.read(bytes, false)).isEqualTo(eventual);
    }

    @ParameterizedTest(name = "{0} blocks")
    @CsvSource({"0, 0, 0", "1, 1, 0.5", "3, 3, 1.5"})
    void blocksThatAreReadBesideOthersHaveNoMinimum(long blocks, double strong, double eventual) {
        assertThat(Units.ofBlocks(blocks, true)).isEqualTo(strong);
        assertThat(Units.ofBlocks(blocks, false)).isEqualTo(eventual);
    }

    @ParameterizedTest(name = "{0} bytes before, {1} after: {2} units")
    @CsvSource({
        "0, 0, 1", // of an item that is missing
        "0, 1, 1",
        "0, 1024, 1",
        "0, 1025, 2",
        "1024, 0, 1",
        "1025, 0, 2", // a deletion
        "2049, 1, 3",
        "1, 2049, 3",
        "3000, 3000, 3", // nothing changed
        "409600, 10, 400",
    })
    void aWriteCostsAUnitForEachKilobyteOfTheLargerImage(
            long oldBytes, long newBytes, double units) {
        assertThat(Units.write(oldBytes, newBytes)).isEqualTo(units);
    }
}
