package io.torcdb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LifecycleTest {
    private final List<String> stopped = new ArrayList<>();

    @Test
    void partsStopInReverseOrder() {
        var parts = new Lifecycle();
        parts.onClose("first", () -> stopped.add("first"));
        parts.onClose("second", () -> stopped.add("second"));

        parts.close();

        assertThat(stopped).containsExactly("second", "first");
    }

    @Test
    void aPartThatFailsToStopDoesNotKeepOthersRunning() {
        var parts = new Lifecycle();
        parts.onClose("first", () -> stopped.add("first"));
        parts.onClose(
                "second",
                () -> {
                    throw new IOException("stuck");
                });

        parts.close();

        assertThat(stopped).containsExactly("first");
    }

    @Test
    void closingTwiceStopsOnce() {
        var parts = new Lifecycle();
        parts.onClose("first", () -> stopped.add("first"));

        parts.close();
        parts.close();

        assertThat(stopped).containsExactly("first");
    }

    @Test
    void whatIsAddedAfterTheEndIsStoppedAtOnce() {
        var parts = new Lifecycle();
        parts.close();

        parts.onClose("late", () -> stopped.add("late"));

        assertThat(stopped).containsExactly("late");
    }

    @Test
    void aFailedStartStopsWhatHadStarted() {
        assertThatThrownBy(() ->
                        Lifecycle.<String, IOException>start(parts -> {
                            parts.onClose("first", () -> stopped.add("first"));
                            throw new IOException("port taken");
                        }))
                .isInstanceOf(IOException.class);

        assertThat(stopped).containsExactly("first");
    }

    @Test
    void aGoodStartLeavesItsPartsRunning() {
        var whole =
                Lifecycle.start(parts -> {
                    parts.onClose("first", () -> stopped.add("first"));
                    return "whole";
                });

        assertThat(whole).isEqualTo("whole");
        assertThat(stopped).isEmpty();
    }
}
