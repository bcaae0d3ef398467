package io.torcdb.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigTest {
    @Test
    void aMissingSettingIsNamedWithAllWaysToGiveIt() {
        var config = Config.of(Map.of());

        assertThatThrownBy(() -> config.text("data.dir"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("data.dir")
                .hasMessageContaining("TORC_DATA_DIR")
                .hasMessageContaining("--set data.dir=VALUE");
    }

    @Test
    void aBlankValueIsNoValue() {
        var config = Config.of(Map.of("region", "  "));

        assertThat(config.text("region", "us-east-1")).isEqualTo("us-east-1");
    }

    @Test
    void laterSettingsWin() {
        var config = Config.of(Map.of("region", "a", "account", "1")).with(Map.of("region", "b"));

        assertThat(config.values())
                .containsExactly(Map.entry("account", "1"), Map.entry("region", "b"));
    }

    @ParameterizedTest
    @CsvSource({"7,7", "64k,65536", "256m,268435456", "2G,2147483648"})
    void sizesMayHaveAUnit(String text, long bytes) {
        var config = Config.of(Map.of("disk.reserve-bytes", text));

        assertThat(config.bytes("disk.reserve-bytes", 1)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"m", "-1", "1.5g", "9999999999g", "seven"})
    void otherSizesAreRefused(String text) {
        var config = Config.of(Map.of("disk.reserve-bytes", text));

        assertThatThrownBy(() -> config.bytes("disk.reserve-bytes", 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("disk.reserve-bytes")
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "http"})
    void aPortOutOfRangeIsRefused(String text) {
        var config = Config.of(Map.of("http.port", text));

        assertThatThrownBy(() -> config.port("http.port", 8000))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void addressesAreSeparatedByCommas() {
        var config = Config.of(Map.of("control-plane.addresses", "a:1, b.example:2 ,[::1]:3"));

        assertThat(config.addresses("control-plane.addresses"))
                .containsExactly("a:1", "b.example:2", "[::1]:3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a:", ":1", "a:0", "a:b", "a:1,,b:2"})
    void anAddressWithoutHostOrPortIsRefused(String text) {
        var config = Config.of(Map.of("control-plane.addresses", text));

        assertThatThrownBy(() -> config.addresses("control-plane.addresses"))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void aFlagIsTrueOrFalse() {
        assertThat(Config.of(Map.of("x", "true")).flag("x", false)).isTrue();
        assertThatThrownBy(() -> Config.of(Map.of("x", "yes")).flag("x", false))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void eachSettingIsListedOnce() {
        assertThat(Settings.ALL.stream().map(Settings.Setting::key)).doesNotHaveDuplicates();
    }
}
